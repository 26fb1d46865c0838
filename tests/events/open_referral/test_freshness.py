"""`last_modified` moves on with everything that is told, and never back; and where a day counts."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from events.changes import add_extra, cancel, move
from events.models import Closure, Pause
from events.pausing import end_closure, end_pause, save_closure, save_pause
from tests.factories import make_drop_in, make_organisation, make_venue

from .reading import everything, service_of

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY = "TU", "WE"


@pytest.fixture
def series():
    return make_drop_in(make_organisation(in_open_data=True), bank_holidays="open")


def date_of(series, number=1):
    return series.occurrences.upcoming()[number]


def move_elsewhere(series, number=1):
    row = date_of(series, number)
    day = row.local_start.date() + timedelta(days=1)
    move(row, on=day, start_time=time(14), end_time=time(15), venue=make_venue())
    return row


def close(series, venue):
    day = date_of(series).local_start.date()
    closure = Closure(venue=venue, first_on=day, last_on=day + timedelta(days=1))
    save_closure(closure)
    return closure


def check_it_moves_on(client, series, *steps):
    """Each step makes it later than it was."""
    moments = [service_of(client, series)["last_modified"]]
    for step in steps:
        step()
        moments.append(service_of(client, series)["last_modified"])
    assert moments == sorted(set(moments))


def test_with_a_closure_and_with_its_end(client, series):
    closures = []
    check_it_moves_on(
        client,
        series,
        lambda: closures.append(close(series, series.venue)),
        lambda: end_closure(closures[0]),
    )


def test_with_a_closure_of_the_place_where_one_date_is(client, series):
    venue = move_elsewhere(series).venue
    closures = []
    check_it_moves_on(
        client,
        series,
        lambda: closures.append(close(series, venue)),
        lambda: end_closure(closures[0]),
    )


def test_with_a_break_and_with_its_end(client, series):
    pause = Pause(series=series, first_on=date_of(series).local_start.date())
    check_it_moves_on(client, series, lambda: save_pause(pause), lambda: end_pause(pause))


def test_with_a_new_name_of_its_place_or_of_its_organisation(client, series):
    elsewhere = move_elsewhere(series).venue
    organisation = series.get_parent().specific

    def rename(venue):
        venue.name += ", back door"
        venue.save()

    check_it_moves_on(
        client,
        series,
        lambda: rename(series.venue),
        lambda: rename(elsewhere),
        organisation.save_revision().publish,
    )


def test_whoever_asks_for_news_hears_that_it_is_open_again(client, series):
    closure = close(series, series.venue)
    before = timezone.now()
    end_closure(closure)
    told = everything(client, "/services", modified_after=before.isoformat())
    assert [each["name"] for each in told] == [series.title]


def pairs(client, **keys):
    items = everything(client, "/service_at_locations", **keys)
    return {each["location"]["name"] for each in items if each["name"].startswith("Drop-in ")}


def test_a_day_is_looked_for_at_its_own_place(client, series):
    elsewhere = move_elsewhere(series).venue
    assert pairs(client, day=TUESDAY) == {series.venue.name}
    assert pairs(client, day=WEDNESDAY) == {elsewhere.name}


def test_so_are_hours(client, series):
    elsewhere = move_elsewhere(series).venue
    assert pairs(client, start_time="14:00") == {elsewhere.name}
    assert pairs(client, end_time="12:00") == {series.venue.name}


def test_a_day_on_which_everything_is_off_is_no_day(client, series):
    day = date_of(series).local_start.date() + timedelta(days=1)
    extra = add_extra(series, on=day, start_time=time(10), end_time=time(11))
    assert pairs(client, day=WEDNESDAY) == {series.venue.name}
    cancel(extra, reason="people")
    assert pairs(client, day=WEDNESDAY) == set()
    assert not [
        each
        for each in everything(client, "/services", day=WEDNESDAY)
        if each["name"] == series.title
    ]
