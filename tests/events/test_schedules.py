"""Wall clock and calendar: the two clock changes first, then bank holidays."""

from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from events.clock import LONDON
from events.closing import Closings
from events.models import DropInPage, Occurrence
from events.recurrence import Recurrence

pytestmark = pytest.mark.django_db  # a page asks the database for its language


def schedule(days=(1,), start=time(10), end=time(12), first=date(2026, 10, 1), **fields):
    return DropInPage(recurrence=Recurrence(first, days), start_time=start, end_time=end, **fields)


def starts(page, first, last):
    return [session.starts_at.isoformat() for session in page.sessions(first, last)]


def closed(page, day) -> bool:
    page.pk = 1
    row = Occurrence(starts_at=datetime.combine(day, time(10), LONDON))
    return Closings([page], day).of(row, page) is not None


def test_a_weekly_10_am_stays_10_am_over_late_october():
    sunday_change = (date(2026, 10, 20), date(2026, 10, 27))
    assert starts(schedule(), *sunday_change) == [
        "2026-10-20T10:00:00+01:00",
        "2026-10-27T10:00:00+00:00",
    ]


def test_a_weekly_10_am_stays_10_am_over_late_march():
    assert starts(schedule(), date(2027, 3, 23), date(2027, 3, 30)) == [
        "2027-03-23T10:00:00+00:00",
        "2027-03-30T10:00:00+01:00",
    ]


@pytest.mark.parametrize("change", [date(2026, 10, 25), date(2027, 3, 28)])
def test_a_session_on_the_day_of_the_change_keeps_its_wall_clock(change):
    page = schedule(days=(6,), start=time(9, 30), end=time(12, 30))
    [session] = page.sessions(change, change)
    assert (session.starts_at.time(), session.ends_at.time()) == (time(9, 30), time(12, 30))
    assert session.ends_at.timestamp() - session.starts_at.timestamp() == 3 * 3600


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 12, 25),
        date(2026, 12, 28),  # Boxing Day is a Saturday: its substitute
        date(2027, 1, 1),
        date(2027, 3, 26),
        date(2027, 3, 29),
        date(2027, 5, 3),
        date(2027, 5, 31),
        date(2027, 8, 30),
        date(2027, 12, 27),
        date(2027, 12, 28),
    ],
)
def test_bank_holidays_in_england_with_substitute_days(day):
    assert closed(schedule(), day)


@pytest.mark.parametrize("day", [date(2027, 3, 17), date(2026, 11, 30), date(2026, 12, 24)])
def test_holidays_of_elsewhere_and_eves_are_ordinary_days(day):
    assert not closed(schedule(), day)


def test_a_series_that_stays_open_on_bank_holidays():
    assert not closed(schedule(bank_holidays="open"), date(2026, 12, 28))


def test_a_series_that_asks_is_closed_until_somebody_says_it_is_on():
    assert closed(schedule(bank_holidays="ask"), date(2026, 12, 28))


@pytest.mark.parametrize("start", [time(1), time(1, 30), time(1, 59)])
def test_a_start_in_the_hour_that_is_missing_or_doubled_is_refused(start):
    with pytest.raises(ValidationError) as refusal:
        schedule(start=start, end=time(5)).clean()
    assert refusal.value.message_dict == {"start_time": ["Choose a start outside 1am to 2am."]}


@pytest.mark.parametrize("end", [time(10), time(9, 59)])
def test_an_end_that_is_not_later_than_the_start_is_refused(end):
    with pytest.raises(ValidationError) as refusal:
        schedule(end=end).clean()
    assert list(refusal.value.message_dict) == ["end_time"]
