"""What tests of imports need."""

import pytest

from events.importing.imports import Import
from home.models import Organisation
from tests.factories import make_organisation


@pytest.fixture
def organisation(db) -> Organisation:
    """A partner with a number of its own."""
    return make_organisation(phone="01632 960111")


@pytest.fixture(autouse=True)
def _nothing_was_brought_before(db):
    """The demo's own import is set aside."""
    Import.objects.all().delete()
