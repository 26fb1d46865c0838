"""Two workers write to hosts at the same moment: each letter is there once."""

import sys
import time
from collections import Counter

import pytest

from home.letters import Letter
from tests.races.house import ALIAS

HOSTS = """
from django.utils import timezone
from datetime import timedelta
from events.models import Check, DropInPage, Host
Check.objects.update(checked_at=timezone.now() - timedelta(weeks=9), asked_at=None)
for series in DropInPage.objects.filter(alias_of=None, live=True):
    row = series.occurrences.upcoming().filter(status="scheduled").last()
    row.put_at(timezone.now() + timedelta(minutes=5), timezone.now() + timedelta(hours=1))
    row.save()
    for number in range(3):
        Host.objects.create(series=series, first_name="Ann", email=f"ann{number}@example.org")
"""
# Whoever looked has time to be overtaken before it writes.
SLOW = """
import time
from django.db.models import QuerySet
write = QuerySet.bulk_create
def write_slowly(self, rows, *args, **kwargs):
    time.sleep(0.05)
    return write(self, rows, *args, **kwargs)
QuerySet.bulk_create = write_slowly
time.sleep(max(0, {start} - time.time()))
"""
UNGUARDED = """
from contextlib import nullcontext
from types import SimpleNamespace
from events import host_rounds
host_rounds.lock = lambda series_id: None
host_rounds.transaction = SimpleNamespace(atomic=nullcontext)
"""
WRITE = """
from events.host_rounds import write_the_evening_before
from events.still_right import ask_whether_still_right
from django.utils import timezone
write_the_evening_before(timezone.now())
ask_whether_still_right()
"""


def run(house, code: str, workers: int = 1) -> None:
    """Runs a piece of code in processes of its own, which begin together."""
    code = code.replace("{start}", str(time.time() + 6))
    words = (sys.executable, "manage.py", "shell", "-v0", "-c", code)
    processes = [house.start(*words) for _number in range(workers)]
    assert [process.wait(60) for process in processes] == [0] * workers


def copies(kind: str) -> set[int]:
    """How often each letter of a kind is there."""
    rows = Letter.objects.using(ALIAS).filter(kind=kind)
    return set(Counter(rows.values_list("about_id", "reader_id")).values())


@pytest.mark.parametrize(("guard", "expected"), [("", {1}), (UNGUARDED, {2})])
def test_two_workers_write_as_one_and_do_not_without_the_guard(house, guard, expected):
    run(house, HOSTS)
    run(house, SLOW + guard + WRITE, workers=2)
    assert copies("events.tomorrow") >= expected
    assert (2 in copies("events.tomorrow")) is bool(guard)
    assert copies("events.still_right") == {1}
