"""Rules and words that nobody thought of: everything agrees all the same.

`EXAMPLES=500` in the environment looks further.
"""

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from . import steps
from .outputs import check_agreement

pytestmark = pytest.mark.django_db

EIGHT = datetime(2027, 1, 11, 8, tzinfo=UTC)
SAYINGS = (
    steps.cancel,
    steps.put_back,
    steps.move,
    steps.move_elsewhere,
    steps.add_extra,
    steps.note,
    steps.send_the_physio,
    steps.pause,
    steps.end_the_last_pause,
    steps.close_the_programme,
    steps.correct_a_word,
)
words = st.tuples(st.sampled_from(SAYINGS), st.integers(0, 5))
waits = st.tuples(st.just(steps.roll), st.integers(1, 40))
days = st.sets(st.integers(0, 6), min_size=1, max_size=4).map(lambda found: tuple(sorted(found)))


@st.composite
def rules(draw, today):
    """A rule, or a set of dates, that has begun or begins within two months."""
    if draw(st.booleans()) and draw(st.booleans()):
        numbers = draw(st.sets(st.integers(0, 360), min_size=1, max_size=12))
        return {"on": tuple(today + timedelta(days=number) for number in sorted(numbers))}
    rule = {"first_on": today + timedelta(days=draw(st.integers(-60, 60))), "days": draw(days)}
    if draw(st.booleans()):
        rule["nth"] = draw(st.sampled_from([1, 2, 3, 4, -1]))
    else:
        rule["every"] = draw(st.integers(1, 12))
    if draw(st.booleans()):
        rule["last_on"] = rule["first_on"] + timedelta(days=draw(st.integers(61, 400)))
    return rule


@given(data=st.data())
@settings(
    max_examples=int(os.environ.get("EXAMPLES", "20")),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_said_of_whatever_rule_everything_agrees(client, alone, data):
    moment = EIGHT + timedelta(days=data.draw(st.integers(0, 364), "days after"))
    rule = data.draw(rules(moment.date()), "rule")
    holidays = data.draw(st.sampled_from(["closed", "open", "ask"]), "bank holidays")
    said = data.draw(st.lists(words | waits, max_size=7), "said")
    with transaction.atomic(), time_machine.travel(moment) as clock:
        series, ledger = steps.make(rule, holidays, moment.date())
        for say, number in said:
            if say is steps.roll:
                clock.shift(timedelta(days=number))
            with suppress(steps.NothingLeft):
                say(series, ledger, number)
        check_agreement(client, series, ledger)
        transaction.set_rollback(True)
