"""The one settings file, read from the environment. `.env.example` explains every variable."""

from urllib.parse import urlsplit

from indgang.config.database import Role, django_databases, role_of_this_process
from indgang.config.env import (
    BadSetting,
    checkout,
    env_bool,
    env_int,
    env_list,
    env_secret,
    env_str,
    env_tiles,
    env_url,
    is_local,
    public_url,
    secret_key,
    var,
    worker_key,
)
from indgang.config.logs import LOGGING as LOGGING

BASE_DIR = checkout()
VAR_DIR = var()

# ── who is served, and where ─────────────────────────────────────────────────────────────────────
PUBLIC_URL = public_url()
IS_LOCAL = is_local()
HAS_TLS = PUBLIC_URL.startswith("https://")
SERVING = env_bool("INDGANG_SERVING")  # set by `indgang serve`, not by people
DEMO = env_bool("DEMO")
if DEMO and not IS_LOCAL:
    raise BadSetting("DEMO opens every account to whoever asks: only on this machine itself.")

SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = [old] if (old := env_secret("SECRET_KEY_BEFORE")) else []
# What the worker shows at the door; `indgang db migrate` makes it known to the database. A process
# that serves pages never has it.
WORKER_KEY = "" if SERVING or not (IS_LOCAL or env_secret("WORKER_KEY")) else worker_key()
CPR_KEYS = env_secret("CPR_KEYS") or SECRET_KEY
DEBUG = False  # a page with settings and local variables is of no use to any guest
ALLOWED_HOSTS = [
    str(urlsplit(PUBLIC_URL).hostname),
    *env_list("ALLOWED_HOSTS"),
    *(["localhost", "127.0.0.1", "[::1]"] if IS_LOCAL else []),
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

# Open pages of the board, which anybody may look at, from one address to one process.
LIVE_PER_ADDRESS = env_int("LIVE_PER_ADDRESS", 200, least=1, most=20_000)

# ── the parts ────────────────────────────────────────────────────────────────────────────────────
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "indgang.people.signin",  # before allauth, whose pages it draws in our own way
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "indgang.kernel",
    "indgang.web",
    "indgang.history",
    "indgang.people",
    "indgang.access",
    "indgang.post",
    "indgang.offers",
    "indgang.groups",
    "indgang.requests",
    "indgang.plans",
    "indgang.checkins",
    "indgang.entrance",
    "indgang.board",
    "indgang.portal",
    "indgang.config",
]
MIDDLEWARE = [
    "indgang.config.health.HealthMiddleware",  # first: it must answer when nothing else can
    "django.middleware.security.SecurityMiddleware",
    "indgang.web.csp.ContentSecurityPolicy",
    # Only `indgang serve` has collected the files; elsewhere Django finds them where they lie.
    *(["whitenoise.middleware.WhiteNoiseMiddleware"] if SERVING else []),
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "indgang.access.middleware.KeyAndOpen",  # last: what runs outside it has no actor
]
ROOT_URLCONF = "indgang.config.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "indgang.web.context.municipality",
                "indgang.portal.navigation.navigation",
            ],
            "builtins": ["indgang.web.templatetags.times"],  # one way to say a time, everywhere
            "libraries": {"i18n": "indgang.web.templatetags.i18n"},  # Django's, and quicker
        },
    }
]
# `i18n` has two libraries on purpose: ours stands in for Django's under its name.
SILENCED_SYSTEM_CHECKS = ["templates.W003"]
CSRF_FAILURE_VIEW = "indgang.web.views.csrf_failure"
GALLERY = DEMO or IS_LOCAL  # every component, live, for those who build pages
FORM_RENDERER = "indgang.web.renderer.PageRenderer"
MESSAGE_STORAGE = "indgang.web.notices.NoticeStorage"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ── the database ─────────────────────────────────────────────────────────────────────────────────
DB_ROLE = role_of_this_process()
DATABASES = django_databases(DB_ROLE, pool=SERVING)
DATABASE_ROUTERS = [] if DB_ROLE is Role.OWNER else ["indgang.config.routers.DoorRouter"]
PROCRASTINATE_IMPORT_PATHS = ["indgang.config.jobs"]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None  # jobs.py names every job: wiring is data

# ── sign-in, cookies and transport ───────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "signin.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator, by invitation
ACCOUNT_ADAPTER = "indgang.people.signin.adapter.InvitedOnly"
# Failed tries are counted by address and never by account: nobody can lock a colleague out by
# typing his name (docs/decisions/0006). The second step is what a guessed password runs into.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,100/d/ip", "login": "30/m/ip"}
# The proxy that ends TLS says who knocks; otherwise all would be counted as one address, and ten
# wrong passwords from anywhere would keep everybody out.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HAS_TLS else 0
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# The link in a letter leads straight on to the second step, which is made in that visit or not at
# all; whoever has a second step is asked for it here too (docs/decisions/0010).
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # whoever types a stranger's address writes him no letter
PASSWORD_RESET_TIMEOUT = 172_800  # two days for an invitation; a new one is easily sent
# A sign-in lasts as long as the key made from it (access.keys.STAFF_SESSION_MINUTES): with a longer
# one, a new key could be had for weeks without password and second step.
SESSION_COOKIE_AGE = 36_000
ACCOUNT_SESSION_REMEMBER = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/konto/videre"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# The invitation went to the address and its link was used; nobody brings an address of his own.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A browser takes a cookie with this prefix only from this very host, over TLS and for every path: a
# neighbour under the same domain cannot put one of his own in its place. Without TLS none is taken.
_HOST_ONLY = "__Host-" if HAS_TLS else ""
KEY_COOKIE = f"{_HOST_ONLY}indgang_key"
DRAFT_COOKIE = f"{_HOST_ONLY}indgang_kladde"
NOTICE_COOKIE = f"{_HOST_ONLY}indgang_besked"
SESSION_COOKIE_NAME = f"{_HOST_ONLY}indgang_konto"
CSRF_COOKIE_NAME = f"{_HOST_ONLY}indgang_form"
LANGUAGE_COOKIE_NAME = f"{_HOST_ONLY}indgang_sprog"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HAS_TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HAS_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HAS_TLS else None
SECURE_HSTS_SECONDS = 63_072_000 if HAS_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HAS_TLS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # bytes: no form of ours is longer
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000

# ── language and time ────────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "indgang" / "locale"]
FORMAT_MODULE_PATH = ["indgang.web.formats"]  # days and times as one writes them here
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

# ── files ────────────────────────────────────────────────────────────────────────────────────────
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# A name with a fingerprint can be kept by the browser for ever.
STATIC_STORAGE = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if SERVING
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}

# ── the map ──────────────────────────────────────────────────────────────────────────────────────
TILE_URL = env_tiles("TILE_URL")  # only pages with a map may fetch pictures from there
TILE_ATTRIBUTION = env_str("TILE_ATTRIBUTION")
TILE_ATTRIBUTION_URL = env_url("TILE_ATTRIBUTION_URL")
if TILE_URL and not TILE_ATTRIBUTION:
    raise BadSetting("TILE_URL needs TILE_ATTRIBUTION: whose map it is must stand on it.")

# ── post ─────────────────────────────────────────────────────────────────────────────────────────
EMAIL_HOST = env_str("EMAIL_HOST")
EMAIL_PORT = env_int("EMAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER = env_str("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env_secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env_str("DEFAULT_FROM_EMAIL", "Indgang <indgang@localhost>")
# Without a server, letters are put in a folder, where a developer can read them.
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = VAR_DIR / "mail"
SMS_GATEWAY_URL = env_url("SMS_GATEWAY_URL")
SMS_GATEWAY_TOKEN = env_secret("SMS_GATEWAY_TOKEN")
SMS_SENDER = env_str("SMS_SENDER", "Indgang")
