"""A calendar says of every date what is stored: on, off, elsewhere, later; read by a library."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from events.changes import add_extra, cancel, move, put_back, set_note, set_staff
from events.closures import Closure
from events.date_sets import DateSet
from events.models import DropInPage, Occurrence, Pause, SeriesPerson
from events.pausing import end_pause, save_closure, save_pause
from events.recurrence import Recurrence
from home.bank_holidays import is_bank_holiday
from tests.events.reading import entries, fetch, master, override, place_of, shown, stored
from tests.factories import make_drop_in, make_venue, next_weekday

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
CLOCK = {"start_time": time(14), "end_time": time(16)}
RHYTHMS = {
    "weekly": Recurrence(TODAY, (1,)),
    "three days a week": Recurrence(TODAY, (0, 2, 6)),
    "fortnightly": Recurrence(TODAY - timedelta(days=30), (1, 4), every=2),
    "every twelve weeks": Recurrence(TODAY, (5,), every=12),
    "second in the month": Recurrence(TODAY, (2,), nth=2),
    "last in the month": Recurrence(TODAY, (0, 4), nth=-1),
    "with an end": Recurrence(TODAY, (3,), last_on=TODAY + timedelta(days=200)),
    "a set of dates": DateSet(tuple(TODAY + timedelta(days=n) for n in (3, 9, 30, 130, 250))),
    "one date": DateSet((TODAY + timedelta(days=5),)),
}


def read(client, series):
    return fetch(client, f"{series.url}calendar.ics")[1]


def row(series, number=1):
    """One of the next dates that are on."""
    return series.occurrences.upcoming().running()[number]


def somebody():
    return get_user_model().objects.get(username="team")


def change_everything(series):
    """Every kind of word about a date, on a series with at least eight dates."""
    rows = list(series.occurrences.upcoming().running()[:8])
    cancel(rows[0], reason="weather")
    next_day = rows[1].original_date + timedelta(days=1)
    move(rows[1], on=next_day, start_time=time(18), end_time=time(19), venue=make_venue())
    set_note(rows[2], "Bring a friend.")
    cancel(rows[3], reason="people")
    put_back(rows[3])
    set_staff(rows[4], ["physio"])
    pause = Pause(series=series, first_on=rows[6].original_date, back_on=None)
    save_pause(pause, by=somebody())
    add_extra(series, on=rows[5].original_date, start_time=time(7), end_time=time(8))


@pytest.mark.parametrize("rhythm", RHYTHMS.values(), ids=RHYTHMS)
def test_every_rhythm_is_read_back_as_it_is_stored_over_both_clock_changes(client, rhythm):
    series = make_drop_in(recurrence=rhythm)
    calendar = read(client, series)
    assert shown(calendar) == stored(series)
    assert {start.time() for start, *_rest in shown(calendar)} == {time(10)}
    if len(stored(series)) > 20:
        assert len({start.utcoffset() for start, *_rest in shown(calendar)}) == 2


@pytest.mark.parametrize("name", ["weekly", "three days a week", "fortnightly"])
def test_every_kind_of_change_is_read_back_as_it_is_stored(client, name):
    series = make_drop_in(recurrence=RHYTHMS[name])
    change_everything(series)
    assert shown(read(client, series)) == stored(series)


def test_a_new_rule_leaves_what_people_said_and_nothing_else_of_the_old_one(client):
    series = make_drop_in()
    change_everything(series)
    series = DropInPage.objects.get(pk=series.pk)
    series.recurrence, series.start_time, series.end_time = Recurrence(TODAY, (2,)), *CLOCK.values()
    series.save_revision().publish()
    assert shown(read(client, series)) == stored(series)
    uids = [f"{event['UID']}" for event in entries(read(client, series)) if "RRULE" not in event]
    [_extra] = [uid for uid in uids if uid.startswith(f"{series.translation_key}-")]
    # The touched dates that the rule has no more are still known by the series' own UID.
    assert uids.count(f"{series.translation_key}@127.0.0.1") >= 4


def test_the_master_has_the_rule_and_a_bound_that_is_stored(client):
    series = make_drop_in(recurrence=RHYTHMS["fortnightly"])
    event = master(read(client, series))
    rows = series.occurrences.order_by("original_date")
    rule = event["RRULE"]
    assert (rule["FREQ"], rule["INTERVAL"], rule["BYDAY"]) == (["WEEKLY"], [2], ["TU", "FR"])
    assert rule["UNTIL"] == [rows.last().starts_at]
    assert f"UNTIL={rows.last().starts_at:%Y%m%dT%H%M%SZ}" in rule.to_ical().decode()
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert event["DTSTART"].dt == rows.first().starts_at
    seconds = int((series.last_published_at - datetime(2026, 1, 1, tzinfo=UTC)).total_seconds())
    assert event["SEQUENCE"] == max(0, seconds)
    assert event["UID"] == f"{series.translation_key}@127.0.0.1"


def test_a_cancelled_date_is_an_override_with_the_reason(client):
    series = make_drop_in(title="Tea")
    before = master(read(client, series))
    cancel(row(series), reason="venue", note="The boiler is broken.")
    calendar = read(client, series)
    day = series.occurrences.get(status="cancelled", reason="venue").original_date
    event = override(calendar, day)
    assert (event["UID"], event["STATUS"]) == (before["UID"], "CANCELLED")
    assert event["SUMMARY"] == "Not running: Tea"
    assert event["SEQUENCE"] > before["SEQUENCE"]
    assert event["DESCRIPTION"].startswith("The venue is closed. The boiler is broken.")
    assert event["RECURRENCE-ID"].params["TZID"] == "Europe/London"
    assert "EXDATE" not in master(calendar)


def test_the_sequence_of_a_date_rises_with_every_word_about_it(client):
    series = make_drop_in()
    date, sequences = row(series), []
    for change in (
        lambda: cancel(date, reason="people"),
        lambda: put_back(date),
        lambda: set_note(date, "In the small hall."),
        lambda: cancel(date, reason="weather"),
    ):
        change()
        sequences.append(override(read(client, series), date.original_date)["SEQUENCE"])
    assert sequences == sorted(set(sequences))


def test_a_date_that_was_put_back_is_an_override_that_says_it_is_on(client):
    series = make_drop_in()
    date = row(series)
    cancel(date, reason="people")
    put_back(date)
    event = override(read(client, series), date.original_date)
    assert (event["STATUS"], event["SUMMARY"]) == ("CONFIRMED", series.title)


def test_a_noted_date_says_so_first(client):
    series = make_drop_in()
    set_note(row(series), "Soup today.")
    event = override(read(client, series), row(series).original_date)
    assert event["DESCRIPTION"].startswith("Soup today.")


def test_who_is_missing_this_time_is_said(client):
    series = make_drop_in(people=[SeriesPerson(role="host"), SeriesPerson(role="physio")])
    assert "Physio" in master(read(client, series))["DESCRIPTION"]
    set_staff(row(series), ["host"])
    event = override(read(client, series), row(series).original_date)
    assert event["DESCRIPTION"].startswith("This time: no Physio")


def test_a_moved_date_keeps_its_recurrence_id_and_has_the_new_time_and_place(client):
    series, venue = make_drop_in(), make_venue()
    date = row(series)
    by_the_rule = date.local_start
    day = date.original_date + timedelta(days=2)
    move(date, on=day, start_time=time(15), end_time=time(17), venue=venue)
    event = override(read(client, series), date.original_date)
    assert event["RECURRENCE-ID"].dt == by_the_rule
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date.starts_at, date.ends_at)
    assert event["LOCATION"] == place_of(venue)
    place = (event["GEO"].latitude, event["GEO"].longitude)
    assert place == pytest.approx((venue.latitude, venue.longitude), abs=1e-6)
    assert event["DESCRIPTION"].startswith("Moved from ")


def test_an_extra_date_stands_alone_and_can_be_cancelled(client):
    series = make_drop_in()
    extra = add_extra(series, on=next_weekday(5), start_time=time(11), end_time=time(12))
    uid = f"{series.translation_key}-{extra.pk}@127.0.0.1"
    [event] = [event for event in entries(read(client, series)) if event["UID"] == uid]
    assert (event["STATUS"], "RECURRENCE-ID" in event) == ("CONFIRMED", False)
    cancel(extra, reason="people")
    [off] = [event for event in entries(read(client, series)) if event["UID"] == uid]
    assert (off["STATUS"], off["SEQUENCE"]) == ("CANCELLED", event["SEQUENCE"] + 1)


def test_a_pause_says_when_it_is_back_on_and_its_end_says_it_is_on(client):
    series = make_drop_in()
    date = row(series)
    back_on = date.original_date + timedelta(days=7)
    pause = Pause(series=series, first_on=date.original_date, back_on=back_on, note="Painting.")
    save_pause(pause, by=somebody())
    event = override(read(client, series), date.original_date)
    assert "Having a break. Back on " in event["DESCRIPTION"]
    assert "Painting." in event["DESCRIPTION"]
    end_pause(pause)
    again = override(read(client, series), date.original_date)
    assert (again["STATUS"], again["SEQUENCE"] > event["SEQUENCE"]) == ("CONFIRMED", True)


def test_a_closure_of_the_venue_and_a_bank_holiday_are_told_with_their_reasons(client):
    bank_holiday = next(
        day for day in (TODAY + timedelta(days=n) for n in range(2, 366)) if is_bank_holiday(day)
    )
    series = make_drop_in(recurrence=Recurrence(TODAY, tuple(range(7))))
    day = row(series, 3).original_date
    closure = Closure(venue=series.venue, first_on=day, last_on=day, note="New floor.")
    save_closure(closure, by=somebody())
    calendar = read(client, series)
    assert override(calendar, day)["DESCRIPTION"].startswith("The venue is closed. New floor.")
    assert override(calendar, bank_holiday)["DESCRIPTION"].startswith("Bank holiday.")
    assert shown(calendar) == stored(series)


def test_a_date_of_the_rule_that_is_not_stored_is_not_shown(client):
    series = make_drop_in()
    Occurrence.objects.filter(pk=row(series, 5).pk).delete()
    assert shown(read(client, series)) == stored(series)


def test_a_past_date_keeps_the_time_it_had_and_old_ones_leave(client):
    series = make_drop_in(recurrence=Recurrence(TODAY - timedelta(days=90), (TODAY.weekday(),)))
    for weeks, clock in ((1, time(9)), (8, time(9))):
        day = TODAY - timedelta(weeks=weeks)
        past = Occurrence(series=series, original_date=day)
        moment = datetime.combine(day, clock, row(series).local_start.tzinfo)
        past.put_at(moment, moment + timedelta(hours=1))
        past.save()
    calendar = read(client, series)
    since = timezone.now() - timedelta(days=90)
    before = shown(calendar, since=since, until=timezone.now() - timedelta(days=1))
    assert [start.time() for start, *_rest in before] == [time(9)]
    assert shown(calendar) == stored(series)


def test_a_former_rule_is_told_of_past_dates(client):
    series = make_drop_in()
    day = TODAY - timedelta(days=3)
    past = Occurrence(series=series, original_date=day)
    moment = datetime.combine(day, time(9), row(series).local_start.tzinfo)
    past.put_at(moment, moment + timedelta(hours=1))
    past.save()
    calendar = read(client, series)
    assert {event["UID"] for event in entries(calendar)} == {f"{series.translation_key}@127.0.0.1"}
    assert moment in {start for start, *_rest in shown(calendar, since=moment - timedelta(hours=1))}


def test_the_uid_stays_over_edits(client):
    series = make_drop_in()
    before = master(read(client, series))
    series = DropInPage.objects.get(pk=series.pk)
    series.title, series.slug, series.start_time = "Another name", "another-name", time(9)
    series.save_revision().publish()
    after = master(read(client, DropInPage.objects.get(pk=series.pk)))
    assert after["UID"] == before["UID"]
    assert after["SUMMARY"] == "Another name"
    assert after["DTSTART"].dt.time() == time(9)
