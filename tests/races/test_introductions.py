"""Two say yes, and two workers look, at the same instant: each hears of the other once."""

import pytest

from home.letters import Letter
from tests.races.house import ALIAS
from tests.races.test_host_letters import copies, run
from training.introductions import Introduced, Introduction

KIND = "training.introduction"
TWO = """
from home.neighbourhoods import NeighbourhoodPage
from training import introducing
from training.models import Booking
place = NeighbourhoodPage.objects.get(slug="eastgate", alias_of=None)
rows = Booking.objects.filter(status="confirmed", run__ends_at__gt=introducing.timezone.now())
two = [rows.filter(email__startswith=name).first() for name in ("asha", "tomasz")]
"""
AGREE = TWO + "[introducing.agree(booking, place) for booking in two]\n"
# Whoever looked has time to be overtaken before it writes.
SLOW = """
import time
from training import introducing
write = introducing.post
def write_slowly(*words):
    time.sleep(0.3)
    return write(*words)
introducing.post = write_slowly
time.sleep(max(0, {start} - time.time()))
"""
UNGUARDED = """
from contextlib import nullcontext
from types import SimpleNamespace
from django.db.models import QuerySet
from training import introducing
introducing.transaction = SimpleNamespace(atomic=nullcontext)
QuerySet.select_for_update = lambda rows, **options: rows
"""
LOOK = """
from training.introducing import arrange_introductions
arrange_introductions()
"""
EACH_FOR_ONE = """
import os, fcntl
with open(os.environ["DATA_DIR"] + "/turn", "a+") as turn:
    fcntl.flock(turn, fcntl.LOCK_EX)
    place_in_line = turn.seek(0, os.SEEK_END)  # where it ends by now, not when it was opened
    turn.write("x")
introducing.agree(two[place_in_line], place)
"""


@pytest.fixture(autouse=True)
def nobody_met_yet(house):
    """The demo's two have not met, whichever test let a worker run before."""
    for model in (Introduced, Introduction):
        model.objects.using(ALIAS).all().delete()
    Letter.objects.using(ALIAS).filter(kind=KIND).delete()


@pytest.mark.parametrize("guard", ["", UNGUARDED])
def test_two_workers_post_one_letter_to_each_and_do_not_without_the_guard(house, guard):
    run(house, AGREE)
    run(house, guard + SLOW + LOOK, workers=2)
    assert (2 in copies(KIND)) is bool(guard)
    assert copies(KIND) <= {1, 2}


def test_two_who_say_yes_at_the_same_instant_both_get_a_letter(house):
    run(house, TWO + SLOW + EACH_FOR_ONE + LOOK, workers=2)
    run(house, LOOK)
    assert copies(KIND) == {1}
    assert Letter.objects.using(ALIAS).filter(kind=KIND).count() == 2
