"""Where people sign in. Some names are those allauth asks for."""

from __future__ import annotations

from django.urls import path

from hafan.identity import demo, directory_views, entering, kept_words, second_steps, stepup, views

urlpatterns = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/second-step/", views.second_step, name="mfa_authenticate"),
    path("sign-in/passkey/", views.passkey_sign_in, name="mfa_login_webauthn"),
    path("sign-in/invitation/", entering.invitation, name="invitation"),
    path("sign-in/with/<slug:key>/", directory_views.go, name="directory"),
    path("sign-in/with/<slug:key>/back/", directory_views.back, name="directory_back"),
    path("sign-in/closed/", views.inactive, name="account_inactive"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("account/", views.own_account, name="mfa_index"),
    path("account/password/", entering.change_password, name="change_password"),
    path("account/second-step/", second_steps.set_up_second_step, name="mfa_activate_totp"),
    path("account/second-step/kept/", views.own_account, name="mfa_deactivate_totp"),
    path("account/keys/new/", second_steps.add_key, name="mfa_add_webauthn"),
    path("account/keys/removing/", second_steps.remove_key, name="remove_key"),
    path("account/recovery-codes/", second_steps.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", second_steps.new_recovery_codes, name="new_recovery_codes"),
    path("account/sign-ins/ending/", views.end_other_sign_ins, name="end_other_sign_ins"),
    path("account/sign-ins/<uuid:public_id>/ending/", views.end_sign_in, name="end_sign_in"),
    path("account/kept-words/", kept_words.kept_words, name="kept_words"),
    path("account/step-up/", stepup.step_up, name="step_up"),
    path("language/", views.language, name="language"),
    path("demo/", demo.people, name="demo_people"),
    path("demo/sign-in/<uuid:public_id>/", demo.sign_in_as, name="demo_sign_in"),
]
