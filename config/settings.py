"""All settings, from the environment alone. Secrets may come from files: NAME_FILE instead of NAME.

Without DATABASE_URL the embedded default runs: SQLite in `var/`, no Redis, tasks in the same process.
"""

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from . import log_in

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def secret(name: str, default: str | None = None) -> str | None:
    """A secret from NAME_FILE or NAME; None when neither is there."""
    path = env.str(f"{name}_FILE", default="")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error}") from error
    return env.str(name, default=default)


def embedded_secret(folder: Path, name: str, make: Callable[[], str]) -> str:
    """A secret of the embedded default: made once, readable by the owner only."""
    path = folder / name
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(make())
    return path.read_text().strip()


def random_key() -> str:
    """256 random bits, as the keys of this file are written."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


DATABASE_URL = secret("DATABASE_URL", default="")
# The login of the application, when it is the owner of the tables who connects (manage.py database_roles).
APP_DATABASE_URL = secret("APP_DATABASE_URL", default="") or ""
EMBEDDED = not DATABASE_URL or DATABASE_URL.startswith("sqlite")
VAR_DIR = Path(env.str("DREMPEL_VAR", default=str(BASE_DIR / "var")))
# Keys lie beside the database and never in it, nor in its backups.
KEYS_DIR = Path(env.str("DREMPEL_KEYS", default=str(VAR_DIR.parent / f"{VAR_DIR.name}-keys")))
if EMBEDDED:
    VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    KEYS_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = secret("SECRET_KEY", default="") or ""
if EMBEDDED and not SECRET_KEY:
    SECRET_KEY = embedded_secret(VAR_DIR, "secret-key", lambda: secrets.token_urlsafe(50))
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY or SECRET_KEY_FILE: production does not make one up.")
# The key that wraps the key of each person (bans.keyring), and the one before it while a rotation runs.
# The files are read by the key ring itself, whenever they change.
MASTER_KEY, MASTER_KEY_PREVIOUS = env.str("MASTER_KEY", default=""), env.str("MASTER_KEY_PREVIOUS", default="")
MASTER_KEY_FILE = env.str("MASTER_KEY_FILE", default="")
MASTER_KEY_PREVIOUS_FILE = env.str("MASTER_KEY_PREVIOUS_FILE", default="")
if EMBEDDED and not (MASTER_KEY or MASTER_KEY_FILE):
    MASTER_KEY_FILE, MASTER_KEY_PREVIOUS_FILE = str(KEYS_DIR / "master-key"), str(KEYS_DIR / "master-key-previous")
    embedded_secret(KEYS_DIR, "master-key", random_key)
# Folders for the copies of the key ring: other disks than that of the database and its copies.
KEYRING_COPIES = env.list("KEYRING_COPIES", default=[])
# Encrypts the secrets of code apps; a new key goes in front of the old one, with a comma.
MFA_KEY = secret("MFA_KEY", default="") or ""
if EMBEDDED and not MFA_KEY:
    MFA_KEY = embedded_secret(KEYS_DIR, "mfa-key", lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
# Signs the heads of the log (audit.signing). While AUDIT_KEY_PREVIOUS is set, both keys sign.
AUDIT_KEY = secret("AUDIT_KEY", default="") or ""
if EMBEDDED and not AUDIT_KEY:
    AUDIT_KEY = embedded_secret(KEYS_DIR, "audit-key", random_key)
AUDIT_KEY_PREVIOUS = secret("AUDIT_KEY_PREVIOUS", default="") or ""
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if EMBEDDED else [])
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS to the names under which the site is reached.")
# Where the site is reached from outside: printed on letters, which know of no request.
SITE_URL = env.str("SITE_URL", default="").rstrip("/") or (
    f"http://localhost:{env.int('PORT', default=8000)}" if EMBEDDED else f"https://{ALLOWED_HOSTS[0].lstrip('.*')}"
)
# Under this name others keep the heads of the log; it stays the same when the site gets another address.
LOG_NAME = env.str("LOG_NAME", default=ALLOWED_HOSTS[0].lstrip(".*") or "drempel")
LOG_MONTHS = env.int("LOG_MONTHS", default=12)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Where weaknesses are reported (/.well-known/security.txt). It expires a year after the release, unless told.
RELEASED = "2026-11-25"
SECURITY_CONTACT = env.list("SECURITY_CONTACT", default=["mailto:security@localhost"])
SECURITY_TXT_EXPIRES = env.str("SECURITY_TXT_EXPIRES", default="")
SECURITY_POLICY = env.str("SECURITY_POLICY", default="")
# For /readyz: a file that the backup touches when it is done, and the room that a disk must have.
# A folder with a certificate for each area that signs its letters: <area>.p12 and <area>.password.
LETTER_CERTIFICATES = env.str("LETTER_CERTIFICATES", default="")
BACKUP_STAMP = env.str("BACKUP_STAMP", default="")
DISK_FREE_MB = env.int("DISK_FREE_MB", default=200)
# Anybody may ask /readyz, and the answer costs some work: it is kept for a moment, well within a minute.
READINESS_KEPT = env.float("READINESS_KEPT", default=5.0)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "rest_framework",
    "rest_framework.authtoken",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "audit",
    "participants",
    "oversight",
    "toolbox",
    "rights",
    "bans",
    "notices",
    "config",
]

MIDDLEWARE = [
    "config.headers.HeadersMiddleware",
    "config.whole_requests.WholeRequestsMiddleware",
    "config.nul_bytes.NulBytesMiddleware",
    "audit.operation.OperationMiddleware",
    "participants.area_middleware.AreaLockMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.wrong_method.WrongMethodMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    # Ends a session whose time is over before the next one asks whether somebody is logged in.
    "participants.accounts.session_rules.SessionRulesMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "participants.refused_access.RefusedAccessMiddleware",
    "bans.pages.unreadable.UnreadableMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "participants.context.navigation",
            ],
        },
    },
]

# SQLite: one writer at a time, queued, and nothing acknowledged that a power cut could take back.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
    ),
}
DATABASES = {"default": env.db_url_config(DATABASE_URL or f"sqlite:///{VAR_DIR / 'drempel.sqlite3'}")}
if EMBEDDED:
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # What every counter check asks is planned once on each connection (participants/prepared.py).
    DATABASES["default"].setdefault("OPTIONS", {})["prepare_threshold"] = 1
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = secret("REDIS_URL", default="") or ""
CACHES = {
    "default": (
        {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"serializer": "config.cache_format.JSONFormat"},
        }
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}

AUTH_USER_MODEL = "participants.User"
vars().update({name: getattr(log_in, name) for name in dir(log_in) if name.isupper()})
# Nobody who sees more than the counter gets further without a second factor (participants.second_factor).
SECOND_FACTOR_REQUIRED = True
# A longer list of leaked passwords, one a line, for who has one; the application itself looks nothing up outside.
if LEAKED_PASSWORDS := env.str("LEAKED_PASSWORDS", default=""):
    AUTH_PASSWORD_VALIDATORS = [*log_in.AUTH_PASSWORD_VALIDATORS, log_in.longer_list(LEAKED_PASSWORDS)]

# Single sign-on of an association or a municipality; off until it has an issuer.
OIDC_ISSUER = env.str("OIDC_ISSUER", default="").rstrip("/")
OIDC_TRUST_MFA = env.bool("OIDC_TRUST_MFA", default=False)
OIDC_ORIGIN = "{0.scheme}://{0.netloc}".format(urlsplit(OIDC_ISSUER)) if OIDC_ISSUER else ""
if OIDC_ISSUER and not OIDC_ISSUER.startswith("https://") and urlsplit(OIDC_ISSUER).hostname not in LOOPBACK:
    raise ImproperlyConfigured("OIDC_ISSUER must begin with https://.")
SOCIALACCOUNT_ADAPTER = "participants.accounts.sso.InvitedOnlyAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "sso",
                "name": env.str("OIDC_NAME", default="uw organisatie"),
                "client_id": env.str("OIDC_CLIENT_ID", default=""),
                "secret": secret("OIDC_CLIENT_SECRET", default="") or "",
                # The issuer is the one that was configured, whatever the provider says of itself.
                "settings": {"server_url": OIDC_ISSUER, "openid_configuration_overrides": {"issuer": OIDC_ISSUER}},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
# Behind TLS everything is; the embedded default listens on this machine alone, without TLS.
HTTPS = env.bool("HTTPS", default=not EMBEDDED)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
TILL_COOKIE_NAME = "__Host-till" if HTTPS else "till"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
MESSAGE_STORAGE = "config.cookies.MessageStorage"
MESSAGE_COOKIE_NAME = "__Host-messages" if HTTPS else "messages"
LANGUAGE_COOKIE_NAME = "__Host-language" if HTTPS else "language"
LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE = HTTPS, True, "Lax"
SECURE_SSL_REDIRECT = HTTPS
# The API refuses plain HTTP (config.headers): a redirect would hide that a token goes over the line in clear.
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$", r"^api/"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Limits count per visitor: the address that the one proxy saw, or else the one that we see.
PROXIES_DECLARED = "BEHIND_PROXY" in os.environ
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES = 1 if env.bool("BEHIND_PROXY", default=False) else 0
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSP_REPORTS = "/csp-report/"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        # The form that begins single sign-on is answered with the way to the provider.
        "form-action": [SELF, OIDC_ORIGIN] if OIDC_ORIGIN else [SELF],
        "frame-ancestors": [NONE],
        "report-uri": [CSP_REPORTS],
        "report-to": ["csp"],
    }
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "static/"
# Embedded, files are served from where they are; a folder of collected ones would never be there.
STATIC_ROOT = None if EMBEDDED else BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = EMBEDDED
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if EMBEDDED
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Photos are the only uploads: small, read once, rebuilt, never written to disk as they came.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 9 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 9 * 1024 * 1024

vars().update(env.email_url_config(secret("EMAIL_URL", default="consolemail://") or "consolemail://"))
# A mail server that hangs holds nobody up for longer, in seconds.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)
DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", default="drempel@localhost")

REST_FRAMEWORK = {
    # A token first, or an anonymous call would get 403 in place of 401.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "participants.accounts.tokens.LiveTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.JSONParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    # What an address takes is in the schema; describing itself it would ask more than a view can answer.
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 50,
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.UserRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"user": "600/min"},
    "NUM_PROXIES": PROXIES,
    "EXCEPTION_HANDLER": "participants.problems.exception_handler",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Drempel",
    "DESCRIPTION": "The register of a collective shop ban, with the same doors as the pages.",
    "VERSION": "0.2.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "participants.api.schema.describe_problems",
    ],
    "ENUM_NAME_OVERRIDES": {
        "KindEnum": "bans.models.sanction.KIND_CHOICES",
        "ScopeEnum": "bans.models.sanction.SCOPE_CHOICES",
        "ConductEnum": "bans.conduct.CONDUCT_CHOICES",
        "ReportableConductEnum": "bans.api.bodies.REPORTABLE_CHOICES",
        "SanctionStatusEnum": "bans.api.serializers.STATUS_CHOICES",
        "LetterKindEnum": "notices.models.notice.LetterKind",
        "PartyEnum": "toolbox.catalogue.vocabulary.Party",
        "ImportKindEnum": "bans.api.bodies.IMPORT_KINDS",
    },
}

CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A broker that is slow or gone costs the bell a moment, and no page anything.
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 3}
# Whether who asks for work also rings for it; without, the timetable finds it within a minute.
JOBS_BELL = env.bool("JOBS_BELL", default=True)

# Lines tell what happened where; names stand in bodies, which are never logged. The duties of the night
# report their counts at INFO; of the libraries only what is wrong is worth a line.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        app: {"level": "INFO"}
        for app in ("config", "participants", "oversight", "toolbox", "rights", "bans", "notices")
    },
}
