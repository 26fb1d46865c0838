"""One database with the demo in it, built once; each test sees it as it was."""

import os

import pytest
from hypothesis import settings as hypothesis_settings

from tests.translations import compile_all

# Playwright's event loop runs in this thread beside Django's database calls.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# How long one example takes says how busy the machine is, nothing else. The gate asks the same
# questions each time; everybody else asks new ones.
hypothesis_settings.register_profile(
    "portal", deadline=None, derandomize=bool(os.environ.get("CI"))
)
hypothesis_settings.load_profile("portal")


def pytest_configure(config):
    """Compiles the test catalogues before anybody reads them; once, not in each worker."""
    if not hasattr(config, "workerinput"):
        compile_all()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After the migrations, the demo neighbourhood."""
    from django.core.management import call_command

    with django_db_blocker.unblock():
        call_command("demo")


@pytest.fixture(autouse=True)
def _fresh_process():
    """What one test left in this process is not there for the next: caches, the language."""
    from django.core.cache import cache
    from django.utils import translation
    from wagtail.models import Site

    translation.activate("en")

    cache.clear()
    Site.clear_site_root_paths_cache()


@pytest.fixture
def log_in(client, db):
    """Logs the test client in as one of the demo's people and gives it back."""

    def as_user(name: str):
        from django.contrib.auth import get_user_model

        client.force_login(
            get_user_model().objects.get(username=name),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        return client

    return as_user
