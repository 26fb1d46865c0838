"""Settings that guard: the content policy of public pages, and logs that tell nobody's affairs."""

from csp.constants import NONE, SELF

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],  # a browser's own checks read robots.txt from the page
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name} {message}", "style": "{"}},
    "filters": {"tokens": {"()": "portal.masking.MaskTokens"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["tokens"],
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "portal": {"level": "INFO"},
        # Django gives these handlers of their own, which mask nothing.
        "django": {"level": "WARNING", "handlers": []},
        "django.server": {"level": "INFO", "handlers": ["console"], "propagate": False},
        # A refused address says who asked for what: the answer is enough.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        "axes": {"level": "ERROR"},
    },
}

# Whoever gives an address to import from must not reach what only our own machines can. Only the
# tests switch this on, to show what the guard is for.
FETCH_INSIDE = False
