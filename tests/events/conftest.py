"""What tests of letters to followers and of hosts' pages need."""

import pytest

from events.models import DropInPage, Follower, Host
from home.letters import Letter
from tests.events.phone import Phone
from tests.factories import make_drop_in
from tests.factories.followers import make_follower
from tests.factories.hosts import in_hours, link_of, make_host, put_first


@pytest.fixture
def outbox(db, settings, tmp_path):
    """No letters but the test's own; those that are sent become files in a folder of its own."""
    settings.SITE_URL = "https://portal.example.org"
    settings.LETTER_FOLDER = tmp_path / "mail"
    Letter.objects.all().delete()


@pytest.fixture
def series(db) -> DropInPage:
    """Every Tuesday from 10am to 12 noon, bank holidays or not."""
    return make_drop_in(title="Tuesday drop-in", bank_holidays="open")


@pytest.fixture
def follower(series, outbox) -> Follower:
    """Somebody who hears if it is off."""
    return make_follower(series)


@pytest.fixture
def host(db) -> Host:
    """Somebody who hosts a series."""
    return make_host(make_drop_in(title="Tea and knees"))


@pytest.fixture
def today(host):
    """The next date, as if it began in an hour."""
    return put_first(host.series, in_hours(1))


@pytest.fixture
def phone(client, host, today) -> Phone:
    """The host's telephone with the page of the link open."""
    return Phone(client, link_of(host))
