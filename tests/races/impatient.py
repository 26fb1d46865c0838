"""Settings of a portal whose workers hold a letter for five seconds instead of a minute."""

from portal.settings.test import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.races.short_lease.Config"]  # noqa: F405
EMAIL_TIMEOUT = 30
