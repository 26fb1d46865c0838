"""SIGKILL while dates are made: what is done stays, the next round does the rest, nothing twice."""

import sys
import time

from events.models import Occurrence, Slot
from tests.races.house import ALIAS, kill

FORGET = """
from events.models import Occurrence, Slot
Slot.objects.all().delete()
Occurrence.objects.filter(changed_at=None).delete()
"""
# The clock must not decide how far it came before it was killed.
SLOWLY = """
import time
from events import expanding
roll = expanding.roll
def roll_slowly(series_id):
    roll(series_id)
    time.sleep(0.2)
expanding.roll = roll_slowly
expanding.roll_horizon()
"""
ROLL = "from events.expanding import roll_horizon; roll_horizon()"


def start(house, code):
    return house.start(sys.executable, "manage.py", "shell", "-v0", "-c", code)


def stored():
    """Every date to come and every slot, in order; numbers of rows are no part of it."""
    dates = (
        Occurrence.objects.using(ALIAS)
        .upcoming()
        .values_list("series_id", "starts_at", "ends_at", "status", "reason")
    )
    slots = Slot.objects.using(ALIAS).values_list("series_id", "weekday", "last_ends_at")
    return sorted(dates), sorted(slots)


def series_with_slots():
    return Slot.objects.using(ALIAS).values("series_id").distinct().count()


def test_a_round_that_is_killed_is_finished_by_the_next(house):
    before, series = stored(), series_with_slots()
    assert start(house, FORGET).wait(60) == 0
    worker = start(house, SLOWLY)
    deadline = time.monotonic() + 60
    while series_with_slots() < 3:
        assert worker.poll() is None
        assert time.monotonic() < deadline
    kill(worker)
    assert 3 <= series_with_slots() < series
    assert start(house, ROLL).wait(60) == 0
    assert stored() == before
