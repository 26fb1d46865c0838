"""Races run on whatever database the tests run on, in real processes."""

import pytest

from tests.races.house import House


@pytest.fixture
def house(django_db_setup, django_db_blocker, tmp_path):
    """A portal of its own."""
    with django_db_blocker.unblock():
        own = House(tmp_path)
        yield own
        own.close()
