"""Each date's truth, read back from the open data as another program would read it."""

from datetime import date, time, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from events.changes import add_extra, cancel, move, put_back, set_note, set_staff
from events.clock import LONDON
from events.closures import Closure
from events.date_sets import DateSet
from events.models import Check, Pause, SeriesPerson
from events.pausing import end_pause, save_closure, save_pause
from events.recurrence import Recurrence
from tests.factories import make_drop_in, make_organisation, make_venue

from .reading import days_of, everything, get, service_of, stored_dates, told_dates

pytestmark = pytest.mark.django_db
HOURS = {"start_time": time(14), "end_time": time(15, 30)}
RULES = {
    "weekly": lambda day: Recurrence(day, (1,)),
    "twice a week": lambda day: Recurrence(day, (0, 3)),
    "fortnightly, from midweek": lambda day: Recurrence(day, (0, 4), every=2),
    "every twelve weeks": lambda day: Recurrence(day, (6,), every=12),
    "first and third day of the month": lambda day: Recurrence(day, (1, 5), nth=1),
    "last of the month": lambda day: Recurrence(day, (4,), nth=-1),
    "every day": lambda day: Recurrence(day, tuple(range(7))),
    "with an end": lambda day: Recurrence(day, (2,), last_on=day + timedelta(weeks=30)),
    "a set": lambda day: DateSet(tuple(day + timedelta(days=9 * n) for n in range(30))),
}


@pytest.fixture
def organisation():
    return make_organisation(in_open_data=True)


@pytest.fixture
def series(organisation):
    return make_drop_in(organisation)


def dates_of(series, count):
    return list(series.occurrences.upcoming()[:count])


def somebody():
    return get_user_model().objects.get(username="team")


def named(row):
    return f"({row.local_start:%Y-%m-%d})"


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("changed", [False, True])
def test_the_schedule_expands_to_the_stored_dates_over_a_year(client, organisation, rule, changed):
    """Both clock changes and every bank holiday of the year lie in between."""
    series = make_drop_in(organisation, recurrence=RULES[rule](timezone.localdate()))
    if changed:
        first, second, third, *_later = rows = dates_of(series, 9)
        cancel(first, reason="people")
        if len(rows) > 4:
            move(second, on=second.local_start.date(), start_time=time(17), end_time=time(18))
            day = third.local_start.date() + timedelta(days=1)
            move(third, on=day, venue=make_venue(), **HOURS)
            cancel(rows[4], reason="weather")
        add_extra(series, on=timezone.localdate() + timedelta(days=33), **HOURS)
    told = told_dates(service_of(client, series))
    assert told == stored_dates(series)
    assert told


def test_a_cancelled_date_is_not_in_the_schedule_and_named_in_alert_and_notes(client, series):
    first, second, third = dates_of(series, 3)
    cancel(second, reason="venue", note="The boiler is broken")
    service = service_of(client, series)
    day, back = second.local_start.strftime("%A %-d %B %Y"), third.local_start
    assert service["alert"] == (
        f"Not running on {day} {named(second)}: the venue is closed. The boiler is broken. "
        f"Back on {back.strftime('%A %-d %B %Y')} {named(third)}."
    )
    assert named(second) in service["schedules"][0]["notes"]
    told = told_dates(service)
    assert second.starts_at not in told
    assert {first.starts_at, third.starts_at} <= set(told)


def test_the_rule_without_its_stretches_would_tell_the_cancelled_date(client, series):
    second = dates_of(series, 2)[1]
    cancel(second, reason="venue")
    first, *_others = service_of(client, series)["schedules"]
    assert second.original_date not in days_of(first)
    assert second.original_date in days_of(first | {"valid_to": "2099-01-01"})


def test_put_back_it_is_as_if_nothing_had_been(client, series):
    before = service_of(client, series)
    [first] = dates_of(series, 1)
    cancel(first, reason="venue")
    put_back(first)
    after = service_of(client, series)
    assert "alert" not in after
    assert after["schedules"] == before["schedules"]


def test_a_moved_date_is_told_where_and_when_it_is(client, series):
    first = dates_of(series, 1)[0]
    original, elsewhere = first.local_start, make_venue()
    day = original.date() + timedelta(days=1)
    move(first, on=day, venue=elsewhere, note="Ring twice", **HOURS)
    service = service_of(client, series)
    assert f"({original:%Y-%m-%d})" in service["alert"]
    assert f"({day})" in service["alert"]
    assert elsewhere.name in service["alert"]
    assert "Ring twice." in service["alert"]
    [entry] = [each for each in service["schedules"] if each.get("count") == 1]
    assert (entry["dtstart"], entry["valid_from"], entry["valid_to"]) == (str(day),) * 3
    assert entry["opens_at"][:5] == "14:00"
    [place] = [
        each
        for each in service["service_at_locations"]
        if each["location"]["name"] == elsewhere.name
    ]
    assert entry["service_at_location_id"] == place["id"]
    there = get(client, f"/service_at_locations/{place['id']}")
    assert list(told_dates(there["service"])) == [first.starts_at]


def test_when_the_move_is_over_the_other_place_is_gone(client, series):
    first = dates_of(series, 1)[0]
    move(first, on=first.local_start.date() + timedelta(days=1), venue=make_venue(), **HOURS)
    assert len(service_of(client, series)["service_at_locations"]) == 2
    cancel(first, reason="people")
    assert len(service_of(client, series)["service_at_locations"]) == 1


def test_an_extra_session_is_told(client, series):
    day = dates_of(series, 1)[0].local_start.date() + timedelta(days=2)
    row = add_extra(series, on=day, **HOURS)
    service = service_of(client, series)
    assert (
        f"An extra session on {row.local_start:%A %-d %B %Y} ({day}), 2pm to 3.30pm."
        == service["alert"]
    )
    assert row.starts_at in told_dates(service)


def test_a_pause_is_one_sentence_with_all_its_dates(client, series):
    rows = dates_of(series, 8)
    pause = Pause(series=series, first_on=rows[1].original_date, back_on=rows[6].original_date)
    save_pause(pause, by=somebody())
    service = service_of(client, series)
    assert service["alert"].count("Not running") == 1
    assert all(f"{row.local_start:%Y-%m-%d}" in service["alert"] for row in rows[1:7])
    assert f"Back on {rows[6].local_start:%A %-d %B %Y}" in service["alert"]
    assert not {row.starts_at for row in rows[1:6]} & set(told_dates(service))
    assert service["status"] == "active"
    end_pause(pause)
    assert "alert" not in service_of(client, series)


def test_until_further_notice_it_is_temporarily_closed(client, series):
    pause = Pause(series=series, first_on=timezone.localdate(), note="The hall is sold.")
    save_pause(pause, by=somebody())
    service = service_of(client, series)
    assert service["status"] == "temporarily closed"
    assert "The hall is sold. Nobody knows yet when it is back." in service["alert"]
    assert told_dates(service) == {}
    [entry] = service["schedules"]
    assert "Not running" in entry["notes"]


def test_a_series_that_is_over_is_inactive(client, organisation):
    over = Recurrence(date(2001, 1, 1), (0,), last_on=date(2002, 1, 1))
    service = service_of(client, make_drop_in(organisation, recurrence=over))
    assert service["status"] == "inactive"
    assert told_dates(service) == {}


def test_a_closed_venue_closes_what_is_there_and_says_when_it_changed(client, series):
    row = dates_of(series, 2)[1]
    day = row.original_date
    before = service_of(client, series)["last_modified"]
    closure = Closure(venue=series.venue, first_on=day, last_on=day, note="New floor.")
    save_closure(closure, by=somebody())
    service = service_of(client, series)
    assert f"{named(row)}: the venue is closed. New floor. Back on" in service["alert"]
    assert service["last_modified"] > before


def test_a_note_and_other_people_are_told(client, series):
    series.people = [SeriesPerson(role="physio"), SeriesPerson(role="host")]
    series.save_revision().publish()
    first, second = dates_of(series, 2)
    set_note(first, "Come by the back door")
    set_staff(second, ["host", "prescriber"])
    alert = service_of(client, series)["alert"]
    assert f"{named(first)}: Come by the back door." in alert
    assert f"{named(second)}: no Physio." in alert
    assert f"{named(second)} also: Social prescriber." in alert


def test_the_list_says_the_same_as_the_single_service(client, series):
    cancel(dates_of(series, 1)[0], reason="weather")
    alone = service_of(client, series)
    [listed] = everything(client, "/services", search=series.title)
    assert {name: alone[name] for name in listed if name != "organization"} == {
        name: listed[name] for name in listed if name != "organization"
    }


def test_the_times_carry_the_offset_of_their_dates(client, organisation):
    series = make_drop_in(organisation, recurrence=Recurrence(timezone.localdate(), (6,)))
    entries = service_of(client, series)["schedules"]
    assert {entry["opens_at"] for entry in entries} == {"10:00+00:00", "10:00+01:00"}
    assert {entry["closes_at"] for entry in entries} == {"12:00+00:00", "12:00+01:00"}


def test_the_last_check_is_the_assured_date(client, series):
    checked_at = timezone.now() - timedelta(weeks=9)
    Check.objects.filter(series=series).update(checked_at=checked_at, checked_by="Fatima")
    service = service_of(client, series)
    day = checked_at.astimezone(LONDON)
    assert service["assured_date"] == f"{day:%Y-%m-%d}"
    assert (
        f"Not confirmed since {day:%A %-d %B %Y} ({day:%Y-%m-%d}): ring first." in service["alert"]
    )
    assert "Fatima" not in str(service)
    Check.objects.filter(series=series).delete()
    assert "assured_date" not in service_of(client, series)
