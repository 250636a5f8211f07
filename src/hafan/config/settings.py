"""Settings: read from the environment, safe by default, refused at start-up when dangerous (see checks.py)."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.urls import reverse_lazy

from hafan.config.database import databases, keys
from hafan.exchange.ssda903.limits import LIMITS
from hafan.files.sieve.limits import FILE_BYTES
from hafan.foundation.file_room import Room
from hafan.identity.directory import from_environment

HERE = Path(__file__).resolve().parent.parent

#: Demo people may sign in by one click only when this is on; it is never on in production.
DEMO = os.environ.get("HAFAN_DEMO") == "1"
#: Pages come over https, except where a demo runs on somebody's own machine.
SECURE = not DEMO and os.environ.get("HAFAN_PLAIN_HTTP") != "1"
DEBUG = False
_keys = keys()
SECRET_KEY = _keys.get("HAFAN_SECRET_KEY", "")
#: Keys of before, while what they sealed is still about: sign-ins, and second steps until `hafan reseal`.
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("HAFAN_OLD_SECRET_KEYS", "").split(",") if key]
#: Shared with the database's vault: without it nobody can begin to act (hafan.foundation.context).
CONTEXT_KEY = _keys.get("HAFAN_CONTEXT_KEY", "").encode()
ALLOWED_HOSTS = os.environ.get("HAFAN_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("HAFAN_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "hafan.access",  # first, so that its migrate (which grants what each table's class allows) is the one that runs
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "procrastinate.contrib.django",
    "hafan.foundation",
    "hafan.design",
    "hafan.identity",
    "hafan.audit",
    "hafan.people",
    "hafan.chronology",
    "hafan.files",
    "hafan.retention",
    "hafan.shielded",
    "hafan.sharing",
    "hafan.journeys",
    "hafan.disclosure",
    "hafan.exchange",
    "hafan.demo",
    "hafan.config",
]

MIDDLEWARE = [
    "hafan.config.edges.FromTheProxy",
    "hafan.config.edges.ToldRefusals",
    "hafan.foundation.headers.EveryAnswer",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hafan.identity.middleware.SessionLimits",
    "hafan.audit.middleware.NotedRequests",
    "hafan.identity.middleware.ReadersLanguage",
    "hafan.identity.middleware.KeepOutOfCaches",
    "hafan.identity.kept_words.KeepWords",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

DATABASES = databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "identity.Account"
ROOT_URLCONF = "hafan.config.urls"
WSGI_APPLICATION = "hafan.config.wsgi.application"
CSRF_FAILURE_VIEW = "hafan.design.errors.csrf_failure"
HAFAN_NAVIGATION = "hafan.config.navigation.navigation"
HAFAN_SIGNED_IN = "hafan.config.navigation.signed_in"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": True,  # looks in <room>/jinja2/
        "OPTIONS": {"environment": "hafan.design.environment.environment"},
    },
]
FORM_RENDERER = "django.forms.renderers.Jinja2"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "hafan_cache"}}

# Who signs in, and how
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "hafan.identity.backends.WorkEmail"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "hafan.identity.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "hafan.identity.passwords.NotCommon"},
    {
        "NAME": "hafan.identity.passwords.NotOneself",
        "OPTIONS": {"user_attributes": ["display_name", "email"]},
    },
    {"NAME": "hafan.identity.passwords.NotAWordOfTheHouse"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = reverse_lazy("account_login")
ACCOUNT_ADAPTER = "hafan.identity.adapters.StaffAccounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": False,  # axes alone limits passwords: two limiters disagree
    "login_failed": "5/15m/key",  # wrong codes of the second step, of one account (StaffAccounts.pre_authenticate)
}
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}  # a whole agency may come from one address
MFA_TOTP_ISSUER = "Hafan"
MFA_TRUST_ENABLED = False
MFA_ADAPTER = "hafan.identity.adapters.SecondSteps"
MFA_REAUTHENTICATION_REQUIRED = False  # our own step-up guards these pages (hafan.identity.stepup)
MFA_RECOVERY_CODES_SHOW_ONCE = True
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "hafan.identity.backends.whose_try"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = True  # each wrong password is kept, with the account it was tried on
AXES_LOCKOUT_TEMPLATE = "identity/locked_out.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_SENSITIVE_PARAMETERS = ["login", "password"]

#: Agencies' own directories in which their people may sign in: HAFAN_OIDC=name,name and HAFAN_OIDC_NAME_ISSUER and so on.
DIRECTORIES = from_environment(os.environ)

# How long a sign-in lasts
SESSION_ENGINE = "hafan.identity.session_store"
SESSION_COOKIE_AGE = 30 * 60  # idle, in seconds
SESSION_IDLE_PRIVILEGED = 15 * 60  # idle, in seconds, for those in hafan.identity.privilege
SESSION_LONGEST = 12 * 60 * 60  # in all, in seconds
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-hafan" if SECURE else "hafan"
CSRF_COOKIE_NAME = "__Host-hafan-form" if SECURE else "hafan-form"
LANGUAGE_COOKIE_NAME = "__Host-hafan-language" if SECURE else "hafan-language"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# What a browser may do with our pages
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("HAFAN_BEHIND_PROXY") == "1" else None
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "frame-src": [NONE],
        "object-src": [NONE],
        "worker-src": [NONE],
        "media-src": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],  # no script of ours makes pages out of words
        "report-uri": "/policy-report/",
    }
}
#: Every power a browser knows of is given up but one: signing in with a key.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "clipboard-read", "clipboard-write",
        "compute-pressure", "cross-origin-isolated", "display-capture", "encrypted-media", "fullscreen", "gamepad",
        "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection", "keyboard-map", "local-fonts",
        "magnetometer", "microphone", "midi", "otp-credentials", "payment", "picture-in-picture",
        "private-state-token-issuance", "private-state-token-redemption", "screen-wake-lock", "serial", "shared-storage",
        "storage-access", "sync-xhr", "unload", "usb", "web-share", "window-management", "xr-spatial-tracking",
    )
} | {"publickey-credentials-create": ["self"], "publickey-credentials-get": ["self"]}  # fmt: skip
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes of an ordinary form
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = (
    None  # counted where files are taken, so that a page can say there were too many
)
FILE_UPLOAD_HANDLERS = ["hafan.foundation.uploads.TakenFiles"]
#: The only pages that take files, and how much of them.
TAKES_FILES = {
    "imports": Room(LIMITS.total_bytes, LIMITS.files),
    "add_file": Room(FILE_BYTES, 1),
}
#: What files are sealed with at rest: the newest key first, older ones to open what they sealed.
FILES_KEYS = [key for key in os.environ.get("HAFAN_FILES_KEYS", "").split(",") if key] or [SECRET_KEY]
#: Where a checker of malware listens (clamd): unix:/path or host:port; without one, only our own signature is looked for.
CLAMD = os.environ.get("HAFAN_CLAMD", "")

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("HAFAN_STATIC_ROOT") or None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

# Logs tell what failed and where, never what a page or a form held.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "hafan.foundation.logs.Lines",
            "fmt": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
        "json": {"()": "hafan.foundation.logs.JsonLines"},
    },
    "handlers": {
        "stream": {
            "class": "logging.StreamHandler",
            "formatter": "json" if os.environ.get("HAFAN_LOG") == "json" else "line",
        }
    },
    "root": {"handlers": ["stream"], "level": "WARNING"},
    "loggers": {"axes": {"level": "ERROR"}, "django.db.backends": {"level": "ERROR"}},
}
