"""Calendars: rules, single events, zones; what is changed, private or broken."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.importing.reading import read
from tests.events.importing.bringing import bring, drafts_of, states
from tests.factories import make_drop_in

pytestmark = pytest.mark.django_db
TUESDAY = "20270105"


def calendar(*events: str) -> bytes:
    """A calendar of these events, each the lines inside."""
    inside = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{inside}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def event(**lines: str) -> str:
    """A weekly event, or what these lines make of it; an empty one falls away."""
    lines = {
        "UID": "one@example.org",
        "SUMMARY": "Tea",
        "DTSTART": f";TZID=Europe/London:{TUESDAY}T100000",
        "DTEND": f";TZID=Europe/London:{TUESDAY}T120000",
        "RRULE": "FREQ=WEEKLY;BYDAY=TU",
        "LOCATION": "Moat Hall\\, 12 Long Street\\, Testham LE5 1AB\\, UK",
        **{name.replace("_", "-"): value for name, value in lines.items()},
    }
    return "\n".join(
        name + (value if value[0] in ";:" else f":{value}")
        for name, value in lines.items()
        if value
    )


def read_one(**lines):
    [proposal] = read(calendar(event(**lines))).proposals
    return proposal


def test_a_weekly_event_becomes_a_draft_at_its_venue(organisation):
    assert states(bring(organisation, calendar(event(DESCRIPTION="Moves &amp\\; <b>tea</b>")))) == [
        "new"
    ]
    [draft] = drafts_of(organisation)
    assert draft.recurrence.rhythm() == "Every Tuesday"
    assert (draft.start_time.hour, draft.end_time.hour) == (10, 12)
    assert draft.summary == "Moves & tea"
    assert f"{draft.venue.street}, {draft.venue}" == "12 Long Street, Moat Hall, Testham"
    assert states(bring(organisation, calendar(event(DESCRIPTION="Moves &amp\\; <b>tea</b>")))) == [
        "same"
    ]


@pytest.mark.parametrize(
    ("start", "hour"),
    [
        (f":{TUESDAY}T100000", "10:00"),
        (f":{TUESDAY}T100000Z", "10:00"),
        (":20270706T100000Z", "11:00"),
        (f";TZID=Europe/Warsaw:{TUESDAY}T110000", "10:00"),
        (f";TZID=GMT Standard Time:{TUESDAY}T100000", "10:00"),
        (f";TZID=Nowhere/Land:{TUESDAY}T100000", "10:00"),
        (f";VALUE=DATE:{TUESDAY}", ""),
    ],
)
def test_times_are_put_to_the_clock_in_london(start, hour):
    proposal = read_one(DTSTART=start, DTEND="", DURATION="PT2H" if hour else "P1D")
    assert proposal.start == hour
    assert (proposal.recurrence.rhythm(), bool(proposal.end)) == ("Every Tuesday", bool(hour))


@pytest.mark.parametrize(
    ("rule", "rhythm"),
    [
        ("FREQ=WEEKLY", "Every Tuesday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "Every 2 weeks on Tuesday and Thursday"),
        ("FREQ=WEEKLY;WKST=SU;BYDAY=TU", "Every Tuesday"),
        ("FREQ=MONTHLY;BYDAY=1TU", "The first Tuesday of every month"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1", "The last Tuesday of every month"),
        ("FREQ=WEEKLY;UNTIL=20991231T235959Z", "Every Tuesday"),
        ("FREQ=WEEKLY;COUNT=10", "Every Tuesday"),
        ("FREQ=SECONDLY", ""),
        ("FREQ=DAILY;INTERVAL=3", ""),
        ("FREQ=YEARLY", ""),
        ("FREQ=MONTHLY", ""),
        ("FREQ=WEEKLY;BYHOUR=9,17", ""),
        ("FREQ=WEEKLY;INTERVAL=0", ""),
        ("FREQ=WEEKLY;COUNT=999999999", ""),
        ("FREQ=WEEKLY;UNTIL=21500101", ""),
    ],
)
def test_rules_are_understood_or_left_out(rule, rhythm):
    proposal = read_one(RRULE=rule)
    assert (proposal.recurrence.rhythm() if proposal.rule else "") == rhythm
    assert bool(proposal.notes) != bool(rhythm)


def test_the_last_date_is_kept():
    assert f"{read_one(RRULE='FREQ=WEEKLY;COUNT=3').recurrence.last_on}" == "2027-01-19"
    assert f"{read_one(RRULE='FREQ=WEEKLY;UNTIL=20270202').recurrence.last_on}" == "2027-02-02"


def test_dates_that_are_off_or_other_there_are_said_and_not_taken_over():
    changed = event(RECURRENCE_ID=":20270112T100000", RRULE="", SUMMARY="Tea, later")
    usual = event(EXDATE=":20270119T100000,20270126T100000", RDATE=":20270120T100000")
    [proposal] = read(calendar(usual, changed)).proposals
    notes = " ".join(proposal.notes)
    assert "2 dates are left out there." in notes
    assert "1 date was changed there." in notes
    assert "It has extra dates." in notes


def test_single_events_of_one_name_place_and_time_are_one_series(organisation):
    days = [timezone.localdate() + timedelta(days=n) for n in (10, 17, 40)]
    events = [
        event(
            UID=f"{day}", RRULE="", DTSTART=f":{day:%Y%m%d}T100000", DTEND=f":{day:%Y%m%d}T120000"
        )
        for day in days
    ]
    lines = bring(organisation, calendar(*events))
    [draft] = drafts_of(organisation)
    assert draft.recurrence.on == tuple(days)
    assert lines[0].notes == ["3 single events are joined to one series."]
    assert states(bring(organisation, calendar(*events))) == ["same"]


def test_events_of_other_times_are_series_of_their_own():
    later = event(UID="two", DTSTART=f":{TUESDAY}T140000", DTEND=f":{TUESDAY}T150000")
    assert len(read(calendar(event(), later)).proposals) == 2


def test_past_events_are_counted_and_left_out():
    past = [event(UID=f"{n}", RRULE="", DTSTART=":20200107T100000") for n in range(800)]
    reading = read(calendar(*past, event()))
    assert len(reading.proposals) == 1
    assert reading.remarks == ["800 events are over, and left out."]


def test_more_events_than_we_read_are_said():
    reading = read(calendar(*(event(UID=f"{n}") for n in range(600))))
    assert len(reading.proposals) == 500
    assert "There are 600 events." in reading.remarks[0]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ({"CLASS": "PRIVATE"}, "marked as private"),
        ({"CLASS": "CONFIDENTIAL"}, "marked as private"),
        ({"STATUS": "CANCELLED"}, "called off there"),
        ({"SUMMARY": ""}, "has no name"),
        ({"DTSTART": ""}, "on which date"),
        ({"DTSTART": "nonsense"}, "on which date"),
        ({"DTSTART": ":99991231T235959Z", "DURATION": "P400D", "DTEND": ""}, "on which date"),
        ({"DESCRIPTION": "x" * 60_000}, "far too long"),
    ],
)
def test_what_is_not_for_us_is_left_out_with_the_reason(lines, words):
    reading = read(calendar(event(**lines)))
    assert reading.proposals == []
    assert words in reading.refusals[0].sentence


def test_one_broken_event_spoils_no_other():
    reading = read(calendar("BEGIN:VALARM\nX", "RRULE", event(), "SUMMARY:x\nSUMMARY:y", ""))
    assert [proposal.title for proposal in reading.proposals] == ["Tea"]
    assert len(reading.refusals) == 4


def test_the_same_event_twice_is_made_once():
    reading = read(calendar(event(), event()))
    assert len(reading.proposals) == 1
    assert reading.refusals[0].sentence == "The same is in this file twice."


def test_whoever_organises_or_comes_is_not_taken_over():
    people = {"ORGANIZER": ";CN=Ann:mailto:ann@x.example", "ATTENDEE": "mailto:bo@x.example"}
    assert "x.example" not in str(read_one(**people).to_json())


def test_an_empty_calendar_is_refused():
    with pytest.raises(ValidationError, match="no event"):
        read(calendar())


def test_our_own_calendar_comes_back_as_it_was(client, organisation):
    series = make_drop_in(bank_holidays="open")
    bring(organisation, client.get(f"{series.url}calendar.ics").content)
    [draft] = drafts_of(organisation)
    assert draft.recurrence.days == series.recurrence.days
    assert (draft.start_time, draft.end_time) == (series.start_time, series.end_time)
    assert draft.venue == series.venue
