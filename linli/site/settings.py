"""How one house is set up. What differs between houses comes from the environment:

LINLI_DATA         folder of the database, keys, papers and cache (default: data/live or data/demo)
LINLI_HEADS        file that remembers the books' heads (default: beside LINLI_DATA)
DATABASE_URL       postgresql://user:password@host:port/name (default: SQLite in LINLI_DATA)
LINLI_HOSTS        host names besides localhost, separated by commas
LINLI_HTTPS        1 when browsers reach us over HTTPS only
LINLI_DEMO         1 for the demo community; refuses other hosts unless LINLI_DEMO_ON_LAN=1
LINLI_COMMUNITY    code of the community whose street this is (default: Jin'an)
LINLI_ASK_NAME     whom to ask, and
LINLI_ASK_PHONE    the number to ring, on every page; nothing is shown while they are not set
LINLI_ICP          the site's registration number, shown in the footer
LINLI_KEEP_PAGES   seconds for which the street's pages are kept (default: 900; 0 never)
LINLI_METRICS      1 serves /metrics to the machine itself
LINLI_CIPHER       aes (AES-256-GCM-SIV) or sm4 (SM4-GCM) for newly sealed fields
"""

import os
import secrets
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from linli.site.database import database_from
from linli.site.logs import settings_for

ROOT = Path(__file__).resolve().parent.parent.parent
LINLI_DEMO = os.environ.get("LINLI_DEMO") == "1"
# The demo and a real register never share a folder: going live starts from an empty one.
LINLI_DATA = Path(
    os.environ.get("LINLI_DATA", ROOT / "data" / ("demo" if LINLI_DEMO else "live"))
).resolve()
LINLI_KEYS = LINLI_DATA / "keys"
# Beside the folder, never in it: whoever puts an old copy of it back leaves this witness alone.
LINLI_HEADS = Path(
    os.environ.get("LINLI_HEADS", LINLI_DATA.with_name(f"{LINLI_DATA.name}.heads.log"))
)
LINLI_CIPHER = os.environ.get("LINLI_CIPHER", "aes")
LINLI_COMMUNITY = os.environ.get("LINLI_COMMUNITY", "350206005023")
LINLI_ASK_NAME = os.environ.get("LINLI_ASK_NAME", "")
LINLI_ASK_PHONE = os.environ.get("LINLI_ASK_PHONE", "")
LINLI_ICP = os.environ.get("LINLI_ICP", "")
LINLI_KEEP_PAGES_SECONDS = int(os.environ.get("LINLI_KEEP_PAGES", "900"))
LINLI_METRICS = os.environ.get("LINLI_METRICS") == "1"
LINLI_HTTPS = os.environ.get("LINLI_HTTPS") == "1"
LINLI_HOSTS = [host for host in os.environ.get("LINLI_HOSTS", "").split(",") if host]

LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
if LINLI_DEMO and LINLI_HOSTS and os.environ.get("LINLI_DEMO_ON_LAN") != "1":
    raise ImproperlyConfigured(
        "演示数据只在本机打开。The demo stays on this machine: add --demo-on-lan to show it on the "
        "Wi-Fi, on purpose."
    )
ALLOWED_HOSTS = LOOPBACK + LINLI_HOSTS
CSRF_TRUSTED_ORIGINS = [f"https://{host}:*" for host in LINLI_HOSTS]


def _secret(name: str) -> str:
    """A secret of this house, made at its first start and readable by its owner alone."""
    LINLI_KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = LINLI_KEYS / name
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = _secret("session.key")
DEBUG = False

INSTALLED_APPS = [
    # Our rooms first, from the ground up: of two pages with the same name the first is shown.
    "linli.parts",
    "linli.journal",
    "linli.places",
    "linli.identity",
    "linli.ledger",
    "linli.notices",
    "linli.papers",
    "linli.people",
    "linli.spaces",
    "linli.allocation",
    "linli.bulletin",
    "linli.programmes",
    "linli.providers",
    "linli.operator",
    "linli.pricing",
    "linli.hall",
    "linli.attendance",
    "linli.gym",
    "linli.groupchat",
    "linli.voices",
    "linli.settlement",
    "linli.economy",
    "linli.rulebook",
    "linli.benefits",
    "linli.claims",
    "linli.committee",
    "linli.fund",
    "linli.giving",
    "linli.holder",
    "linli.cases",
    "linli.disclosure",
    "linli.audit",
    "linli.shop",
    "linli.goodwill",
    "linli.transparency",
    "linli.workbench",
    "linli.home",
    "linli.demo",
    "linli.site",
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
    "django_htmx",
]

MIDDLEWARE = [
    "linli.site.middleware.request_log",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
if LINLI_DEMO:
    MIDDLEWARE.append("linli.site.middleware.invented_files")
if LINLI_METRICS:
    INSTALLED_APPS.append("django_prometheus")
    MIDDLEWARE.insert(0, "django_prometheus.middleware.PrometheusBeforeMiddleware")
    MIDDLEWARE.append("django_prometheus.middleware.PrometheusAfterMiddleware")

ROOT_URLCONF = "linli.site.urls"
WSGI_APPLICATION = "linli.site.wsgi.application"
DATABASES = {"default": database_from(os.environ.get("DATABASE_URL"), LINLI_DATA)}
DATABASE_ROUTERS = ["linli.site.database.WithoutUnusedTables"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["linli.parts.templatetags.parts", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "linli.site.nav.house",
            ],
        },
    }
]

# The cache may not live in the database (a GET cannot write there); a file serves both workers.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": LINLI_DATA / "cache",
        # Beyond this many entries a third is thrown away, counts of failed codes among them.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # The street's kept pages, in each worker's own memory: a stranger's GET wears out no disk.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100},
    },
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
LOCALE_PATHS = [ROOT / "linli" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = LINLI_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "linli.site.assets.Assets"},
}
# htmx ships in many shapes; only the parts we serve are collected (see site/staticfiles.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None

# Sign-in ------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "identity.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/after-sign-in/"
LOGOUT_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "linli.identity.sign_in.backend.ByPassword",
]
# GB/T 22239-2019, 8.1.4.1 (level 3): complexity, periodic change, handling of failures, time-out.
PASSWORD_HASHERS = ["linli.identity.sign_in.passwords.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "linli.identity.sign_in.passwords.LongEnough"},
    {"NAME": "linli.identity.sign_in.passwords.ThreeClasses"},
    {"NAME": "linli.identity.sign_in.passwords.UnlikeTheName"},
    {"NAME": "linli.identity.sign_in.passwords.Uncommon"},
]
LINLI_PASSWORD_DAYS = 90

SESSION_ENGINE = "linli.identity.sign_in.sessions"
SESSION_COOKIE_AGE = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # a tablet on the counter has many users
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LINLI_HTTPS
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

ACCOUNT_ADAPTER = "linli.identity.sign_in.adapters.Account"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # there is no sign-up; the library still checks
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_FORMS = {
    "login": "linli.identity.sign_in.forms.SignIn",
    "change_password": "linli.identity.sign_in.forms.ChangePassword",
    "reauthenticate": "linli.identity.sign_in.forms.PasswordAgain",
}
MFA_ADAPTER = "linli.identity.sign_in.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "linli.identity.sign_in.forms.Code",
    "reauthenticate": "linli.identity.sign_in.forms.CodeAgain",
    "activate_totp": "linli.identity.sign_in.forms.FirstCode",
    "login_webauthn": "linli.identity.sign_in.forms.SignInByPasskey",
    "authenticate_webauthn": "linli.identity.sign_in.forms.Passkey",
    "reauthenticate_webauthn": "linli.identity.sign_in.forms.PasskeyAgain",
    "add_webauthn": "linli.identity.sign_in.forms.FirstPasskey",
}
MFA_TOTP_ISSUER = "邻里"
MFA_TOTP_TOLERANCE = 1  # half a minute either way: tablets' clocks drift

# Five failures lock a login for a quarter of an hour, on every worker. What is stored is a keyed
# hash of the login, and nothing of the machine: a whole residents' committee shares one address.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # the journal remembers who signed in
AXES_HANDLER = "linli.identity.sign_in.lockout.Failures"
AXES_USERNAME_CALLABLE = "linli.identity.sign_in.lockout.hashed_login"
AXES_CLIENT_IP_CALLABLE = "linli.identity.sign_in.lockout.no_address"
AXES_LOCKOUT_CALLABLE = "linli.identity.sign_in.lockout.page"
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # it wants addresses; see above

# Headers ------------------------------------------------------------------------------------------
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 30 if LINLI_HTTPS else 0
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Logs: one JSON line an event, ids only -----------------------------------------------------------
LOGGING = settings_for(level=os.environ.get("LINLI_LOG", "WARNING"))
