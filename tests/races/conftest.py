"""Races run on whatever database the tests run on, in real processes."""

from pathlib import Path

import pytest

from tests.races.house import House


def pytest_collection_modifyitems(items):
    """One race at a time, and none beside the browser: they want both cores for themselves."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture
def house(django_db_setup, django_db_blocker, tmp_path):
    """A portal of its own."""
    with django_db_blocker.unblock():
        own = House(tmp_path)
        yield own
        own.close()
