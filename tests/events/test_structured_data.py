"""What search engines are told of a series: its next dates, and its rule as a schedule."""

import json
from datetime import time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from events.changes import add_extra, cancel, move, set_note
from events.date_sets import DateSet
from events.recurrence import Recurrence
from tests.factories import make_drop_in, make_venue

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SCHEMA = "https://schema.org/"


def read(client, series):
    """The events of a series' page, and the series itself."""
    page = BeautifulSoup(client.get(series.url).content, "html.parser")
    [script] = page.select('script[type="application/ld+json"]')
    items = json.loads(script.string)
    [one] = [item for item in items if item["@type"] == "EventSeries"]
    return [item for item in items if item["@type"] == "Event"], one


def test_each_date_is_tied_to_the_one_series(client):
    series = make_drop_in()
    events, one = read(client, series)
    assert [event["superEvent"] for event in events] == [{"@id": one["@id"]}] * 4
    assert {event["organizer"]["name"] for event in [*events, one]} == {series.get_parent().title}


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (Recurrence(TODAY, (1, 3)), {"repeatFrequency": "P1W", "byDay": ["Tuesday", "Thursday"]}),
        (Recurrence(TODAY, (0,), every=2), {"repeatFrequency": "P2W", "byDay": ["Monday"]}),
        (
            Recurrence(TODAY, (2,), nth=3),
            {"repeatFrequency": "P1M", "byDay": ["Wednesday"], "byMonthWeek": 3},
        ),
    ],
)
def test_a_rule_is_told_as_a_schedule(client, rule, told):
    schedule = read(client, make_drop_in(recurrence=rule, bank_holidays="open"))[1]["eventSchedule"]
    told["byDay"] = [SCHEMA + day for day in told["byDay"]]
    assert schedule == told | {
        "@type": "Schedule",
        "startDate": f"{TODAY}",
        "startTime": "10:00:00",
        "endTime": "12:00:00",
        "scheduleTimezone": "Europe/London",
    }


def test_the_last_friday_of_the_month_is_told_in_the_words_of_icalendar(client):
    last_on = TODAY + timedelta(days=300)
    series = make_drop_in(recurrence=Recurrence(TODAY, (4,), nth=-1, last_on=last_on))
    schedule = read(client, series)[1]["eventSchedule"]
    assert (schedule["repeatFrequency"], schedule["byDay"]) == ("P1M", ["-1FR"])
    assert "byMonthWeek" not in schedule
    assert schedule["endDate"] == f"{last_on}"


def test_a_set_of_dates_is_a_schedule_for_each_that_takes_place(client):
    days = [TODAY + timedelta(days=number) for number in (40, 50, 60)]
    series = make_drop_in(recurrence=DateSet(tuple(days)), bank_holidays="open")
    cancel(series.occurrences.get(original_date=days[1]), reason="people")
    schedules = read(client, series)[1]["eventSchedule"]
    on = [(schedule["startDate"], schedule["endDate"]) for schedule in schedules]
    assert on == [(f"{day}", f"{day}") for day in (days[0], days[2])]


def test_a_cancelled_date_says_so_and_is_excepted_from_the_schedule(client):
    series = make_drop_in(bank_holidays="open")
    date = series.occurrences.upcoming()[1]
    cancel(date, reason="weather", note="The road is flooded.")
    events, one = read(client, series)
    assert events[1]["eventStatus"] == f"{SCHEMA}EventCancelled"
    assert "Bad weather. The road is flooded." in events[1]["description"]
    assert one["eventSchedule"]["exceptDate"] == [f"{date.original_date}"]


def test_dates_far_ahead_are_excepted_too(client):
    series = make_drop_in(bank_holidays="open")
    rows = series.occurrences.upcoming()
    cancel(rows[20], reason="people")
    moved = rows[30]
    day = moved.original_date + timedelta(days=1)
    move(moved, on=day, start_time=time(10), end_time=time(12))
    off = [f"{row.original_date}" for row in (rows[20], moved)]
    assert read(client, series)[1]["eventSchedule"]["exceptDate"] == off
    page = BeautifulSoup(client.get(series.url).content, "html.parser")
    assert len(page.select(".dates li")) == 8


def test_a_moved_date_says_when_it_would_have_been(client):
    series = make_drop_in(bank_holidays="open")
    date, before = (series.occurrences.upcoming()[1] for _twice in range(2))
    day = date.original_date + timedelta(days=1)
    move(date, on=day, start_time=time(17), end_time=time(18))
    events, one = read(client, series)
    assert events[1]["eventStatus"] == f"{SCHEMA}EventRescheduled"
    assert events[1]["previousStartDate"] == before.local_start.isoformat()
    assert events[1]["startDate"] == date.local_start.isoformat()
    assert one["eventSchedule"]["exceptDate"] == [f"{date.original_date}"]


def test_another_place_is_that_dates_own_and_no_other_time(client):
    series, venue = make_drop_in(bank_holidays="open"), make_venue()
    date = series.occurrences.upcoming()[1]
    move(date, on=date.original_date, start_time=time(10), end_time=time(12), venue=venue)
    events, one = read(client, series)
    assert events[1]["eventStatus"] == f"{SCHEMA}EventScheduled"
    assert "previousStartDate" not in events[1]
    assert [event["location"]["name"] == venue.name for event in events] == [
        False,
        True,
        False,
        False,
    ]
    assert one["eventSchedule"]["exceptDate"] == [f"{date.original_date}"]


def test_extra_and_noted_dates_are_told(client):
    series = make_drop_in()
    date = series.occurrences.upcoming()[0]
    extra = add_extra(series, on=date.original_date, start_time=time(6), end_time=time(7))
    set_note(date, "Bring a <b>mat</b>.")
    events, _one = read(client, series)
    starts = [event["startDate"] for event in events[:2]]
    assert starts == [extra.local_start.isoformat(), date.local_start.isoformat()]
    assert "Bring a <b>mat</b>." in events[1]["description"]


def test_times_carry_the_offset_of_their_day(client):
    days = (TODAY.replace(year=TODAY.year + 1, month=1, day=12), TODAY + timedelta(days=3))
    summer = TODAY.replace(year=TODAY.year + (TODAY.month > 6), month=7, day=6)
    if summer <= TODAY:
        summer = summer.replace(year=TODAY.year + 1)
    series = make_drop_in(recurrence=DateSet((*days, summer)))
    offsets = {
        event["startDate"][:10]: event["startDate"][-6:] for event in read(client, series)[0]
    }
    assert offsets[f"{summer}"] == "+01:00"
    assert offsets[f"{days[0]}"] == "+00:00"
