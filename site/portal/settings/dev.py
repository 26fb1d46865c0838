"""Settings for one person's machine: `make run`. Mails become files; DEBUG only when asked for."""

import os

os.environ.setdefault("SECRET_KEY", "for-this-machine-alone-and-never-on-a-real-site")
os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver")
os.environ.setdefault("DEFAULT_FROM_EMAIL", "portal@eastgate.example")

from .production import *

DEBUG = env.bool("DEBUG", default=False)
DEMO_ALLOWED = True
if not env("EMAIL_URL", default=""):
    LETTER_TRANSPORT = "home.transports.FileTransport"

# Plain http on loopback cannot carry secure cookies or HSTS.
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_SECURE = False
CSRF_TRUSTED_ORIGINS = []
# Change a style sheet, reload, see it.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
