"""Small makers of courses, runs and bookings; what is made is saved and, for pages, published."""

from datetime import datetime, timedelta
from itertools import count
from uuid import uuid4

from django.utils import timezone

from home.letters import Letter
from tests.factories import make_organisation, make_venue, publish
from training import booking_desk
from training.models import Booking, CoursePage, CourseRun, CourseSession
from training.runs import RunState

numbers = count(1)


def make_course(organisation=None, **fields) -> CoursePage:
    """A course below its organisation."""
    number = next(numbers)
    fields = {
        "title": f"Course {number}",
        "slug": f"course-{number}",
        "summary": "Know what to say.",
        "cpd_hours": "2.0",
        "audience": ["libraries"],
        "outcomes": "Listen well\nPoint to help",
        **fields,
    }
    return publish(organisation or make_organisation(), CoursePage(**fields))


def in_days(days: int, hour: int = 10) -> datetime:
    """So many days from now, at this hour by the clock in Europe/London."""
    on = timezone.localtime() + timedelta(days=days)
    return on.replace(hour=hour, minute=0, second=0, microsecond=0)


def make_run(course=None, *, days: int = 14, sessions: int = 1, **fields) -> CourseRun:
    """An open run with ten places, in two weeks, of sessions a week apart from 10am to 12 noon."""
    fields = {"capacity": 10, "state": RunState.OPEN, **fields}
    run = CourseRun(course=course or make_course(), **fields)
    venue = make_venue() if sessions else None
    run.sessions = [
        CourseSession(
            starts_at=in_days(days + 7 * place), ends_at=in_days(days + 7 * place, 12), venue=venue
        )
        for place in range(sessions)
    ]
    run.set_dates()
    run.save()
    return run


def answers(**fields) -> dict:
    """Somebody's answers; a new person each time."""
    number = next(numbers)
    return {
        "name": f"Person {number}",
        "email": f"person{number}@example.org",
        "organisation": "Library",
        "sector": "libraries",
        "role": "",
        "places": 1,
        **fields,
    }


def make_booking(run=None, *, key=None, **fields) -> Booking:
    """A booking made at the desk."""
    run = run or make_run()
    return booking_desk.book(run=run, key=key or uuid4(), language="en", **answers(**fields))


def make_waiting(run: CourseRun, **fields) -> Booking:
    """Somebody who waits for a place."""
    return Booking.objects.create(run=run, status=Booking.Status.WAITING, **answers(**fields))


def letters_about(booking: Booking) -> list[str]:
    """The kinds of the letters about a booking, in the order in which they were written."""
    rows = Letter.objects.filter(about_id=booking.pk, kind__startswith="training.")
    return list(rows.order_by("pk").values_list("kind", flat=True))


def taken(run: CourseRun) -> int:
    """The counter of places as the database has it."""
    return CourseRun.objects.get(pk=run.pk).places_taken


def status_of(booking: Booking) -> str:
    """A booking's status as the database has it."""
    return Booking.objects.get(pk=booking.pk).status
