"""The notice on a closed door: for which day, why, and when it is next."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from events.changes import cancel, move
from events.recurrence import Recurrence
from tests.events.paper import NOTICE, day_of, read, sheet, spoken, tools
from tests.factories import make_drop_in, make_venue

pytestmark = pytest.mark.django_db


def test_a_door_notice_is_for_the_next_cancelled_date(client):
    series = make_drop_in()
    _one, two, three = series.occurrences.upcoming()[:3]
    cancel(two, reason="venue", note="The boiler is broken.")
    page = read(client, series, **NOTICE)
    text = sheet(page)
    for words in (
        "Not running",
        spoken(day_of(two), weekday=True),
        "The venue is closed.",
        "The boiler is broken.",
        f"The next one is on {spoken(day_of(three), weekday=True)} 10am to 12pm",
        series.phone,
        series.title,
    ):
        assert words in text, words
    assert page.select_one("svg.qr")
    assert "still say" not in tools(page)
    assert read(client, series, notice="1").main == page.main


def test_a_door_notice_can_be_for_another_date_and_warns_if_it_is_still_on(client):
    series = make_drop_in()
    date = series.occurrences.upcoming()[3]
    page = read(client, series, **NOTICE, date=day_of(date).isoformat())
    assert spoken(day_of(date), weekday=True) in sheet(page)
    assert "The public pages still say" in tools(page)
    assert page.select_one("option[selected]")["value"] == day_of(date).isoformat()


def test_a_door_notice_for_today_says_today(client):
    today = timezone.localdate()
    series = make_drop_in(
        recurrence=Recurrence(first_on=today, days=(today.weekday(),)),
        start_time=time(23, 58),
        end_time=time(23, 59),
    )
    assert "Not running today" in sheet(read(client, series, **NOTICE, date=today.isoformat()))


def test_a_door_notice_for_a_moved_date_says_where_it_is(client):
    series, hall = make_drop_in(), make_venue(name="The other hall")
    date = series.occurrences.upcoming().first()
    day = day_of(date)
    to = day + timedelta(days=1)
    move(date, on=to, start_time=time(14), end_time=time(16), venue=hall, note="Floor is wet.")
    page = read(client, series, **NOTICE, date=day.isoformat())
    text = sheet(page)
    for words in ("Moved", spoken(day, weekday=True), spoken(to, weekday=True), "2pm to 4pm"):
        assert words in text
    assert "The other hall" in text
    assert "Floor is wet." in text
    assert "Not running" not in text
