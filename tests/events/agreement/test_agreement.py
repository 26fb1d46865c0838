"""Whatever is said of a date, everything that tells of it tells the same."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from . import steps
from .outputs import check_agreement

pytestmark = pytest.mark.django_db

RHYTHMS = {
    "weekly": lambda day: {"first_on": day, "days": (1,)},
    "three days a week": lambda day: {"first_on": day, "days": (0, 4, 6)},
    "every second week": lambda day: {"first_on": day, "days": (1, 5), "every": 2},
    "every twelfth week": lambda day: {"first_on": day, "days": (4,), "every": 12},
    "second in the month": lambda day: {"first_on": day, "days": (2,), "nth": 2},
    "last in the month": lambda day: {"first_on": day, "days": (0, 4), "nth": -1},
    "with an end": lambda day: {
        "first_on": day,
        "days": (0,),
        "last_on": day + timedelta(weeks=20),
    },
    "a set of dates": lambda day: {
        "on": tuple(day + timedelta(days=n) for n in (3, 6, 9, 10, 30, 130, 250))
    },
    "a single date": lambda day: {"on": (day + timedelta(days=6),)},
}
# The days just before: Good Friday and Easter lie about the change of the clocks in spring.
MOMENTS = {
    "before the clocks go forward": datetime(2027, 3, 22, 8, tzinfo=UTC),
    "before the clocks go back": datetime(2027, 10, 25, 8, tzinfo=UTC),
    "before Christmas": datetime(2027, 12, 20, 8, tzinfo=UTC),
}
# One after the other; what tells of the dates is read after each line.
WORDS = (
    (),
    (steps.cancel, steps.move, steps.add_extra, steps.note),
    (steps.pause, steps.send_the_physio, steps.put_back),
    (steps.close_the_programme, steps.correct_a_word),
    (steps.end_the_last_pause, steps.move_elsewhere),
)


@pytest.mark.parametrize("holidays", ["closed", "open", "ask"])
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_whatever_is_said_everything_agrees(client, alone, rhythm, moment, holidays):
    with time_machine.travel(MOMENTS[moment]) as clock:
        today = MOMENTS[moment].date()
        series, ledger = steps.make(RHYTHMS[rhythm](today), holidays, today)
        for words in WORDS:
            for say in words:
                say(series, ledger)
            check_agreement(client, series, ledger)
        clock.shift(timedelta(weeks=2))
        check_agreement(client, series, ledger)


@pytest.mark.parametrize("moment", MOMENTS)
def test_it_does_so_after_every_single_word(client, alone, moment):
    with time_machine.travel(MOMENTS[moment]):
        today = MOMENTS[moment].date()
        series, ledger = steps.make(RHYTHMS["weekly"](today), "closed", today)
        for say in (word for words in WORDS for word in words):
            say(series, ledger)
            check_agreement(client, series, ledger)


@pytest.mark.parametrize("number", [0, 3, 30])
def test_a_word_that_reached_the_ledger_alone_is_found_out(client, alone, number):
    """The twin: today, next month and far ahead."""
    today = timezone.localdate()
    series, ledger = steps.make(RHYTHMS["weekly"](today), "open", today)
    ledger.say(ledger.ahead(timezone.now())[number], "off")
    with pytest.raises(AssertionError):
        check_agreement(client, series, ledger)
