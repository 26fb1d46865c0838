"""A booking in somebody's own calendar: one entry for each session of its run.

Every entry travels in a part of its own, because the components of one REQUEST must share one
UID (RFC 5546 section 3.2.2). An entry is known by its place in the order of sessions: when dates
move it moves too, and an entry that is no longer needed can be taken back by its number alone.
"""

from datetime import UTC, datetime
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from home.models import Wording

from .bookings import Booking
from .sessions import CourseSession

REQUEST, CANCEL = "REQUEST", "CANCEL"


def calendars_of(booking: Booking, *, title: str, link: str) -> list[tuple[str, str]]:
    """(METHOD, iCalendar text) of each entry; CANCEL for those that do not take place for them."""
    sessions = list(booking.run.sessions.select_related("venue"))
    is_on = booking.status == Booking.Status.CONFIRMED and not booking.run.is_cancelled
    element = Wording.load().training_name
    entries = max(len(sessions), booking.run.sessions_told)
    return [
        make_calendar(
            booking, number, session, is_on=is_on, title=title, link=link, element=element
        )
        for number, session in enumerate(sessions + [None] * (entries - len(sessions)), start=1)
    ]


def make_calendar(
    booking, number: int, session: CourseSession | None, *, is_on, title, link, element
):
    """One entry: a REQUEST that adds or moves it, or a CANCEL that takes it back."""
    method = REQUEST if is_on and session else CANCEL
    event = Event()
    event.add("uid", f"{booking.reference}-{number}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", booking.sequence)
    event.add("dtstamp", datetime.now(UTC))
    event.add("summary", title)
    event.add("categories", [element])
    event.add("status", "CONFIRMED" if method == REQUEST else "CANCELLED")
    event["organizer"] = address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    event.add("attendee", attendee(booking), encode=0)
    event.add("url", link)
    if session:
        add_session(event, session)
    calendar = Calendar()
    calendar.add("prodid", "-//Neighbourhood portal//Bookings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    return method, calendar.to_ical().decode()


def add_session(event: Event, session: CourseSession) -> None:
    """When and where. One meeting at one moment: UTC needs no rules for the clock change."""
    event.add("dtstart", session.starts_at.astimezone(UTC))
    event.add("dtend", session.ends_at.astimezone(UTC))
    if session.venue:
        venue = session.venue
        event.add("location", f"{venue.name}, {venue.street}, {venue.town} {venue.postcode}")
    elif session.joining_link:
        event.add("location", session.joining_link)


def attendee(booking: Booking) -> vCalAddress:
    """Who comes; already said yes, so that no programme asks them again."""
    person = address(booking.email)
    person.params["CN"] = vText(booking.name)
    person.params["PARTSTAT"] = vText("ACCEPTED")
    person.params["RSVP"] = vText("FALSE")
    return person


def address(email: str) -> vCalAddress:
    """An e-mail address as a calendar address."""
    return vCalAddress(f"mailto:{email}")
