"""What tests of letters to followers need."""

import pytest

from events.models import DropInPage, Follower
from home.letters import Letter
from tests.factories import make_drop_in
from tests.factories.followers import make_follower


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
