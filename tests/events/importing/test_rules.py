"""Rules from elsewhere, with a second opinion from a library that knows nothing of ours."""

from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from events.importing.rules import Parts, read_rule
from events.recurrence import ICAL_DAYS

FIRST = st.dates(date(2000, 1, 1), date(2030, 12, 31))
DAYS = st.sets(st.sampled_from(ICAL_DAYS), max_size=7).map(sorted)
NTHS = st.sampled_from(["", "1", "2", "3", "4", "-1"])


@given(
    freq=st.sampled_from(["WEEKLY", "MONTHLY", "DAILY"]),
    first=FIRST,
    days=DAYS,
    nth=NTHS,
    every=st.integers(1, 12),
    count=st.integers(0, 30),
)
def test_a_rule_that_is_taken_over_has_the_dates_that_everybody_reads(
    freq, first, days, nth, every, count
):
    said = {"freq": freq, "interval": str(every), "wkst": "MO"}
    if days:
        said["byday"] = ",".join(nth + day for day in days)
    if count:
        said["count"] = str(count)
    try:
        rule = read_rule(Parts(said, first))
    except ValidationError:
        return
    text = ";".join(f"{name.upper()}={value}" for name, value in said.items())
    last = first + timedelta(days=400)
    if not count:
        text += f";UNTIL={last:%Y%m%d}"
    expected = [day.date() for day in rrulestr(text, dtstart=datetime.combine(first, time()))]
    assert list(rule.dates(first, last)) == [day for day in expected if day <= last]


@given(st.dictionaries(st.sampled_from(["freq", "interval", "byday", "count", "bysetpos", "wkst"]),
                       st.text(max_size=20)), FIRST)  # fmt: skip
def test_whatever_stands_in_a_rule_is_read_or_refused(said, first):
    try:
        words = read_rule(Parts(said, first)).to_ical()
    except ValidationError as error:
        words = " ".join(error.messages)
    assert words


def test_a_rule_from_before_our_years_keeps_its_weeks():
    rule = read_rule(Parts({"freq": "WEEKLY", "interval": "2"}, date(1999, 6, 1)))
    text = "FREQ=WEEKLY;INTERVAL=2;UNTIL=20010101"
    expected = rrulestr(text, dtstart=datetime.combine(date(1999, 6, 1), time()))
    days = [day.date() for day in expected if day.year == 2000]
    assert list(rule.dates(date(2000, 1, 1), date(2000, 12, 31))) == days
