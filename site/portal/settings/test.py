"""Settings for the tests: dev, plus Urdu, quick passwords and plain static names."""

from .dev import *

DEBUG = False
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("ur", "اردو")]
LOCALE_PATHS = [BASE_DIR / "tests" / "locale", *LOCALE_PATHS]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
DATA_DIR = DATA_DIR / "test"
DATA_DIR.mkdir(exist_ok=True)
MEDIA_ROOT = DATA_DIR / "media"
LETTER_FOLDER = DATA_DIR / "mail"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: threads and processes of the live server share it.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
