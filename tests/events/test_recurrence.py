"""The rule for dates: every rhythm by table, and against an independent reading of RFC 5545."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from events.recurrence import Recurrence

TUESDAY, THURSDAY, FRIDAY = 1, 3, 4
NOVEMBER = date(2026, 11, 1)


def dates(rule, first=NOVEMBER, last=date(2027, 1, 31)):
    return [f"{day:%d/%m}" for day in rule.dates(first, last)]


def test_weekly_on_one_day():
    rule = Recurrence(date(2026, 11, 24), (TUESDAY,), last_on=date(2026, 12, 15))
    assert dates(rule) == ["24/11", "01/12", "08/12", "15/12"]


def test_weekly_on_two_days():
    rule = Recurrence(date(2026, 11, 24), (TUESDAY, THURSDAY), last_on=date(2026, 12, 3))
    assert dates(rule) == ["24/11", "26/11", "01/12", "03/12"]


def test_the_first_date_counts_only_when_the_rule_has_it():
    rule = Recurrence(date(2026, 11, 25), (TUESDAY,), last_on=date(2026, 12, 8))
    assert dates(rule) == ["01/12", "08/12"]


def test_the_last_date_is_included():
    rule = Recurrence(date(2026, 11, 24), (TUESDAY,), last_on=date(2026, 12, 1))
    assert dates(rule) == ["24/11", "01/12"]


def test_fortnightly_counts_weeks_from_the_first_date():
    rule = Recurrence(date(2026, 11, 27), (FRIDAY,), every=2, last_on=date(2026, 12, 31))
    assert dates(rule) == ["27/11", "11/12", "25/12"]


def test_fortnightly_on_two_days_keeps_both_in_the_same_week():
    rule = Recurrence(date(2026, 11, 26), (TUESDAY, THURSDAY), every=2, last_on=date(2026, 12, 15))
    assert dates(rule) == ["26/11", "08/12", "10/12"]


def test_first_tuesday_of_the_month():
    rule = Recurrence(NOVEMBER, (TUESDAY,), nth=1)
    assert dates(rule) == ["03/11", "01/12", "05/01"]


def test_last_friday_of_the_month():
    rule = Recurrence(NOVEMBER, (FRIDAY,), nth=-1)
    assert dates(rule) == ["27/11", "25/12", "29/01"]


def test_last_is_not_fourth():
    fifth = Recurrence(date(2027, 4, 1), (FRIDAY,), nth=-1, last_on=date(2027, 4, 30))
    fourth = Recurrence(date(2027, 4, 1), (FRIDAY,), nth=4, last_on=date(2027, 4, 30))
    assert dates(fifth, last=date(2027, 5, 1)) == ["30/04"]
    assert dates(fourth, last=date(2027, 5, 1)) == ["23/04"]


def test_a_window_inside_the_rule():
    rule = Recurrence(date(2020, 1, 7), (TUESDAY,), every=3)
    assert list(rule.dates(date(2026, 11, 1), date(2026, 12, 31))) == [
        date(2026, 11, 10),
        date(2026, 12, 1),
        date(2026, 12, 22),
    ]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Recurrence(NOVEMBER, (TUESDAY,)), "Every Tuesday, from 1 November 2026"),
        (
            Recurrence(NOVEMBER, (TUESDAY, THURSDAY), last_on=date(2027, 3, 31)),
            "Every Tuesday and Thursday, from 1 November 2026, until 31 March 2027",
        ),
        (
            Recurrence(NOVEMBER, (FRIDAY,), every=2),
            "Every 2 weeks on Friday, from 1 November 2026",
        ),
        (
            Recurrence(NOVEMBER, (FRIDAY,), nth=-1),
            "The last Friday of every month, from 1 November 2026",
        ),
    ],
)
def test_a_rule_in_words(rule, words):
    assert str(rule) == words


def test_ical_text():
    rule = Recurrence(NOVEMBER, (TUESDAY, FRIDAY), every=2, last_on=date(2027, 3, 31))
    assert rule.to_ical() == (
        "DTSTART;VALUE=DATE:20261101\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR;UNTIL=20270331"
    )


START = "DTSTART;VALUE=DATE:20261101\nRRULE:"


@pytest.mark.parametrize(
    "text",
    [
        START + "FREQ=SECONDLY",
        START + "FREQ=MINUTELY;BYDAY=TU",
        START + "FREQ=HOURLY;BYDAY=TU",
        START + "FREQ=YEARLY;BYDAY=TU",
        START + "FREQ=WEEKLY",
        START + "FREQ=WEEKLY;INTERVAL=0;BYDAY=TU",
        START + "FREQ=WEEKLY;INTERVAL=13;BYDAY=TU",
        START + "FREQ=WEEKLY;INTERVAL=99999999;BYDAY=TU",
        START + "FREQ=WEEKLY;BYDAY=XX",
        START + "FREQ=WEEKLY;BYDAY=1TU",
        START + "FREQ=MONTHLY;BYDAY=TU",
        START + "FREQ=MONTHLY;BYDAY=5TU",
        START + "FREQ=MONTHLY;BYDAY=1TU,2TU",
        START + "FREQ=WEEKLY;BYDAY=TU;COUNT=5000",
        START + "FREQ=WEEKLY;BYDAY=TU;BYHOUR=1,2,3",
        START + "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261301",
        START + "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261001",
        "DTSTART;VALUE=DATE:00010101\nRRULE:FREQ=WEEKLY;BYDAY=TU",
        "DTSTART;VALUE=DATE:20260230\nRRULE:FREQ=WEEKLY;BYDAY=TU",
        START + "FREQ=WEEKLY;BYDAY=TU\nRDATE:20261201",
        START + "FREQ=WEEKLY;BYDAY=TU" + ",TU" * 5000,
        "garbage",
        "\x00",
    ],
)
def test_what_is_no_rule_of_ours_is_refused_in_a_sentence(text):
    with pytest.raises(ValidationError) as refusal:
        Recurrence.parse(text)
    assert refusal.value.messages[0].endswith(".")


days = st.lists(st.integers(0, 6), min_size=1, max_size=7).map(tuple)
firsts = st.dates(date(2024, 1, 1), date(2028, 12, 31))
lengths = st.none() | st.integers(0, 700).map(lambda days: timedelta(days=days))


@st.composite
def rules(draw):
    first = draw(firsts)
    length = draw(lengths)
    rhythm = draw(
        st.integers(1, 12).map(lambda every: {"every": every})
        | st.sampled_from([1, 2, 3, 4, -1]).map(lambda nth: {"nth": nth})
    )
    last = None if length is None else first + length
    return Recurrence(first, draw(days), last_on=last, **rhythm)


@given(rules())
def test_a_rule_survives_its_text(rule):
    assert Recurrence.parse(rule.to_ical()) == rule


@given(rules(), st.dates(date(2024, 1, 1), date(2029, 12, 31)))
def test_dates_are_those_of_an_independent_reader(rule, first):
    last = first + timedelta(days=366)
    text = rule.to_ical().splitlines()[1].removeprefix("RRULE:")
    reader = rrulestr(text, dtstart=datetime.combine(rule.first_on, time()))
    expected = reader.between(
        datetime.combine(first, time()), datetime.combine(last, time()), inc=True
    )
    assert list(rule.dates(first, last)) == [day.date() for day in expected]
