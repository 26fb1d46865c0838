"""What is read is about the series under test alone."""

import pytest

from events.models import SeriesPage
from events.stamp import stamp_anew


@pytest.fixture
def alone(db):
    """No other series is listed."""
    SeriesPage.objects.update(live=False)
    stamp_anew()
