"""Reads calendars as a telephone does, and gives back what somebody would see."""

from datetime import timedelta

import recurring_ical_events
from django.utils import timezone
from icalendar import Calendar

from events.clock import LONDON

AHEAD = timedelta(days=380)


def fetch(client, address):
    """The answer for a calendar and what the library reads in it, strictly."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer, Calendar.from_ical(answer.content)


def entries(calendar):
    """Every VEVENT: masters, overrides and single dates."""
    return calendar.walk("VEVENT")


def shown(calendar, since=None, until=None):
    """(start, end, is it on, place) of every date that a calendar shows, by London's clock."""
    now = timezone.now()
    found = recurring_ical_events.of(calendar).between(since or now, until or now + AHEAD)
    return sorted(
        (
            event["DTSTART"].dt.astimezone(LONDON),
            event["DTEND"].dt.astimezone(LONDON),
            str(event["STATUS"]) != "CANCELLED",
            str(event["LOCATION"]),
        )
        for event in found
    )


def stored(series):
    """The same of what is stored."""
    rows = series.occurrences.upcoming().select_related("venue", "series__venue")
    return sorted(
        (row.local_start, row.local_end, not row.is_cancelled, place_of(row.place)) for row in rows
    )


def place_of(venue):
    return f"{venue.name}, {venue.street}, {venue.town} {venue.postcode}"


def override(calendar, day):
    """The one override of a date of the rule."""
    [found] = [
        event
        for event in entries(calendar)
        if "RECURRENCE-ID" in event and event["RECURRENCE-ID"].dt.date() == day
    ]
    return found


def master(calendar):
    """The one entry with the rule."""
    [found] = [event for event in entries(calendar) if "RRULE" in event or "RDATE" in event]
    return found
