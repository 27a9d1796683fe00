"""Every setting in one place. What differs between machines comes from the environment (docs/settings.md)."""

import datetime as dt
import os
import secrets
from pathlib import Path

import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from claims.translating import KINDS, Translator
from config import database
from config.environment import is_on, mail_server, origin, provider, rate
from config.logs import FORMATS, logging_of

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("CONCORDANCE_VAR", BASE_DIR / "var"))
DATABASE_URL = os.environ.get("DATABASE_URL", "")


DEBUG = is_on("DEBUG")
FETCH_URLS = is_on("FETCH_URLS")
WEBHOOKS = is_on("WEBHOOKS")
# A model of meaning beside the words that claims are filed by (claims/similarity/embedding).
EMBEDDER = os.environ.get("EMBEDDER", "none")
EMBEDDER_MODEL = os.environ.get("EMBEDDER_MODEL", "")
EMBEDDER_URL = os.environ.get("EMBEDDER_URL", "")
EMBEDDER_KEY = os.environ.get("EMBEDDER_KEY", "")
PUBLIC_URL = os.environ.get("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = [host for host in os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost").split(",") if host]


def _secret_key() -> str:
    """The key of the environment; one kept under var/ for the embedded database only."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    if DATABASE_URL:
        raise ImproperlyConfigured("Set SECRET_KEY: with a DATABASE_URL no key is made up for you.")
    kept = VAR_DIR / "secret_key"
    if not kept.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return kept.read_text(encoding="ascii")


SECRET_KEY = _secret_key()
# What an earlier key signed or enciphered is read until `encipher_secrets` has run and sessions have ended.
SECRET_KEY_FALLBACKS = os.environ.get("SECRET_KEY_FALLBACKS", "").split()

INSTALLED_APPS = [
    "config.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "sources",
    "claims",
]

MIDDLEWARE = [
    "config.requests.told",
    "config.middleware.with_headers",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.probes.answered",
    "claims.api.throttling.with_rate",
    "claims.api.problems.told_as_problems",
    "config.middleware.refuse_nul",
    "config.middleware.refuse_other_methods",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sources.accounts.second_factor.SecondFactorFirst",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "config.disguises.with_disguises_shown",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "claims.admin.notifications.unread_notifications",
            ],
        },
    },
]


DATABASES = {"default": database.application(VAR_DIR, vectors=EMBEDDER != "none")}
APPLICATION_ROLE = str(DATABASES["default"].get("USER"))
DATABASE_OWNER = database.owner()
if database.is_for_the_owner():
    DATABASES["default"] |= DATABASE_OWNER
# What was read in a document is kept for every process of this machine: a book of it takes seconds to read.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
}
# Of a history only the rows of one thing are looked up (sources/models/history.py).
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_EXCLUDE_FIELD_KWARGS = {"django.db.models.Field": ["choices", "help_text"]}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "sources.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"

# Signing in: allauth's pages, our templates; accounts are made by an administrator (sources/accounts).
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first of all: it refuses whoever failed too often
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_ADAPTER = "sources.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger is written no letter
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Concordance] "
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "sources.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are entered by an administrator
MFA_TOTP_ISSUER = "Concordance"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute wrong
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not DATABASE_URL  # http://localhost, where browsers allow passkeys too
REQUIRE_SECOND_FACTOR = is_on("REQUIRE_SECOND_FACTOR")

# Single sign-on, where a provider is told.
OIDC_ISSUER = os.environ.get("OIDC_ISSUER", "").rstrip("/")
OIDC_NAME = os.environ.get("OIDC_NAME", "single sign-on")
OIDC_CREATE_PEOPLE = is_on("OIDC_CREATE_PEOPLE")
OIDC_ORIGINS = [origin for origin in os.environ.get("OIDC_ORIGINS", "").split(",") if origin]
SOCIALACCOUNT_ADAPTER = "sources.accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = provider()

# Guessing: five failures by one address of the network at one account close that door for a quarter of an hour.
TRUSTED_PROXIES = int(os.environ.get("TRUSTED_PROXIES", "0"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "sources.accounts.guessing.named"
AXES_CLIENT_IP_CALLABLE = "sources.accounts.guessing.address_of"
AXES_LOCKOUT_CALLABLE = "sources.accounts.guessing.refused"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login"]
AXES_DISABLE_ACCESS_LOG = True  # who signed in when and from where is nobody's business for ever
AXES_ENABLE_ADMIN = False

# Mail goes out where a server for it is told; nothing is sent otherwise, and the pages say what to do instead.
_MAIL = mail_server()
SENDS_MAIL = bool(_MAIL)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if SENDS_MAIL else 'dummy'}.EmailBackend"
EMAIL_HOST = str(_MAIL.get("host", ""))
EMAIL_PORT = int(_MAIL.get("port", 25))
EMAIL_HOST_USER = str(_MAIL.get("user", ""))
EMAIL_HOST_PASSWORD = str(_MAIL.get("password", ""))
EMAIL_USE_SSL = _MAIL.get("security") == "ssl"
EMAIL_USE_TLS = _MAIL.get("security") == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "concordance@localhost")

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static" if DATABASE_URL else None
WHITENOISE_USE_FINDERS = not DATABASE_URL  # the embedded database needs no collectstatic step


def _translator() -> Translator | None:
    """Whom the desk may ask for a translation of a passage; nobody unless TRANSLATOR_URL is set."""
    url, kind = os.environ.get("TRANSLATOR_URL", ""), os.environ.get("TRANSLATOR_KIND", KINDS[0])
    if not url:
        return None
    if kind not in KINDS or not url.startswith(("http://", "https://")):
        raise ImproperlyConfigured(
            f"TRANSLATOR_URL has to be a web address, TRANSLATOR_KIND one of {', '.join(KINDS)}."
        )
    return Translator(kind, url, os.environ.get("TRANSLATOR_KEY", ""), os.environ.get("TRANSLATOR_MODEL", ""))


TRANSLATOR = _translator()

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "config.uploads.SizedUploadHandler",
]

# Documents nobody here vouches for are shown on these pages: nothing runs, nothing loads from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Chromium holds the redirect to the provider against this too.
        "form-action": [SELF, *(origin(address) for address in (OIDC_ISSUER, *OIDC_ORIGINS) if address)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = bool(DATABASE_URL) and not DEBUG
if SESSION_COOKIE_SECURE:  # a browser takes these names from nobody but this host, by https
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SECURE_SSL_REDIRECT = is_on("SECURE_SSL_REDIRECT", by_default=SESSION_COOKIE_SECURE)
SECURE_REDIRECT_EXEMPT = [f"^{address[1:]}$" for address in ("/health", "/ready", "/metrics")]
SECURE_HSTS_SECONDS = int(os.environ.get("SECURE_HSTS_SECONDS", 30 * 24 * 60 * 60 if SECURE_SSL_REDIRECT else 0))
SECURE_HSTS_INCLUDE_SUBDOMAINS = is_on("SECURE_HSTS_INCLUDE_SUBDOMAINS")
SECURE_HSTS_PRELOAD = is_on("SECURE_HSTS_PRELOAD")
# Whether other hosts of the domain speak https, and whether browsers' lists name it, is for its owner to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Pages to fetch and scans to recognise wait in the database for a worker (claims/tasks.py).
PROCRASTINATE_WORKER_DEFAULTS = {"concurrency": 2, "delete_jobs": "successful", "shutdown_graceful_timeout": 5}

API_RATE = rate(os.environ.get("API_RATE", "600/min"))
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "claims.api.authentication.TokenAuthentication",
        "claims.api.authentication.PasswordAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["claims.api.scopes.SignedIn", "claims.api.scopes.InScope"],
    "DEFAULT_THROTTLE_CLASSES": ["claims.api.throttling.Rate"],
    "DEFAULT_RENDERER_CLASSES": ["claims.api.media.Json"],
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "EXCEPTION_HANDLER": "claims.api.problems.answered",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "URL_FORMAT_OVERRIDE": None,
}

# How the API describes itself (claims/api/openapi.py). Its pages load nothing from elsewhere.
SPECTACULAR_SETTINGS = {
    "TITLE": "Concordance",
    "DESCRIPTION": "Claims, their sources, where they conflict, and what was decided. Guide: docs/api.md.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    "COMPONENT_SPLIT_REQUEST": False,
    "COMPONENT_SPLIT_PATCH": False,
    "POSTPROCESSING_HOOKS": ["claims.api.openapi.with_records"],
}

LOG_FORMAT = os.environ.get("LOG_FORMAT", FORMATS[0])
if LOG_FORMAT not in FORMATS:
    raise ImproperlyConfigured(f"LOG_FORMAT has to be one of {', '.join(FORMATS)}.")
LOGGING = logging_of(LOG_FORMAT, os.environ.get("LOG_LEVEL", "INFO"))
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")
