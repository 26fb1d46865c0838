"""A Wednesday at noon on which nothing was recorded yet."""

import pytest

from events.models import Occurrence
from resources.models import Download
from training.models import Booking, CourseRun

NOW = "2026-12-02T12:00:00Z"


@pytest.fixture
def nothing(db, time_machine):
    """No date, booking or download is left; it is Wednesday 2 December 2026, noon."""
    for model in (Occurrence, Booking, CourseRun, Download):
        model.objects.all().delete()
    time_machine.move_to(NOW, tick=False)
    return time_machine
