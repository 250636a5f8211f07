"""Where people sign in. The names are those allauth asks for."""

from __future__ import annotations

from django.urls import path

from hafan.identity import demo, stepup, views

urlpatterns = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/second-step/", views.second_step, name="mfa_authenticate"),
    path("sign-in/closed/", views.inactive, name="account_inactive"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("account/", views.own_account, name="mfa_index"),
    path("account/second-step/", views.set_up_second_step, name="mfa_activate_totp"),
    path("account/second-step/kept/", views.own_account, name="mfa_deactivate_totp"),
    path("account/recovery-codes/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/step-up/", stepup.step_up, name="step_up"),
    path("language/", views.language, name="language"),
    path("demo/", demo.people, name="demo_people"),
    path("demo/sign-in/<uuid:public_id>/", demo.sign_in_as, name="demo_sign_in"),
]
