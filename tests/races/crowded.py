"""Settings of a portal at whose desk people are held until several have seen free places.

What chance brings about once in a thousand times happens here all the time; the desk's own rule
is untouched.
"""

from portal.settings.test import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.races.crowd.Config"]  # noqa: F405
