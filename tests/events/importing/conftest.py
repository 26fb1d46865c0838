"""What tests of imports need."""

import pytest

from home.models import Organisation
from tests.factories import make_organisation


@pytest.fixture
def organisation(db) -> Organisation:
    """A partner with a number of its own."""
    return make_organisation(phone="01632 960111")
