"""Builds the demo's courses, their dates and their bookings, by the rules of the booking desk."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Page

from home.lines import fold
from home.models import Organisation, Venue
from portal.founding import make_child
from training import booking_desk, opening
from training.models import Booking, CoursePage, CourseRun, CourseSession
from training.runs import RunState

from .courses import COURSES, PEOPLE, RUNS


def build_courses(picture) -> None:
    """Makes each course with its runs; a course that is there already stays as it is."""
    for row in COURSES:
        organisation = Organisation.objects.get(slug=row["at"], alias_of=None)
        if CoursePage.objects.child_of(organisation).filter(slug=row["slug"]).exists():
            continue
        course = make_course(organisation, row, picture)
        for run in RUNS:
            if run["course"] == row["slug"]:
                make_run(course, organisation, run)


def make_course(organisation: Page, row: dict, picture) -> CoursePage:
    """One course below its organisation."""
    fields = {key: value for key, value in row.items() if key not in {"at", "picture"}}
    image = picture(*row["picture"], organisation.title) if row["picture"] else None
    return make_child(organisation, CoursePage(picture=image, **fields))


def make_run(course: CoursePage, organisation: Organisation, row: dict) -> CourseRun:
    """One run with its bookings; made in the future first, so that the desk takes them."""
    run = CourseRun(course=course, capacity=row["capacity"], note=row.get("note", ""))
    over = min(weeks for weeks, *_rest in row["dates"]) < 0
    run.sessions = [
        make_session(organisation, row, place, dates, timedelta(weeks=8 if over else 0))
        for place, dates in enumerate(row["dates"])
    ]
    run.set_dates()
    if row.get("closes") == "today":
        run.closes_at = timezone.localtime().replace(hour=23, minute=59, second=59)
    run.save()
    if row.get("state") == "proposed":
        opening.propose(run, by=get_user_model().objects.get(username=row["by"]))
        return run
    opening.open_for_booking(run)
    take_bookings(run, row)
    if row.get("state") == "closed":
        opening.close(run)
    if row.get("state") == "cancelled":
        booking_desk.cancel_all(run)
    if over:
        move(run, -timedelta(weeks=8))
    return run


def make_session(organisation, row: dict, place: int, dates: tuple, later: timedelta):
    """One session; the first is at the organisation's venue unless the whole run is online."""
    weeks, weekday, start, end = dates
    is_online = "link" in row if "online_from" not in row else place >= row["online_from"]
    on = day_of(weeks, weekday) + later
    return CourseSession(
        starts_at=moment(on, start),
        ends_at=moment(on, end),
        is_online=is_online,
        joining_link=row.get("link", "") if is_online else "",
        venue=None if is_online else Venue.objects.filter(keeper=organisation).first(),
    )


def day_of(weeks: int, weekday: int | str) -> date:
    """The weekday so many weeks from this one, or tomorrow."""
    today = timezone.localdate()
    if weekday == "tomorrow":
        return today + timedelta(days=1)
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks, days=weekday)


def moment(on: date, clock: str) -> datetime:
    """A moment by the clock in Europe/London."""
    return timezone.make_aware(datetime.combine(on, time.fromisoformat(clock)))


def take_bookings(run: CourseRun, row: dict) -> None:
    """Bookings in every state: confirmed ones, some that were cancelled, some that wait."""
    bookings = [book(run, person) for person in PEOPLE[: row.get("confirmed", 0)]]
    first = row.get("confirmed", 0)
    for person in PEOPLE[first : first + row.get("waiting", 0)]:
        Booking.objects.create(run=run, status=Booking.Status.WAITING, **answers_of(person))
    for booking in bookings[: row.get("leaves", 0) + row.get("gives_up", 0)]:
        booking_desk.cancel(booking)


def book(run: CourseRun, person: tuple) -> Booking:
    """One place for somebody."""
    answers = answers_of(person)
    return booking_desk.book(run=run, places=1, key=uuid4(), language="en", **answers)


def answers_of(person: tuple) -> dict:
    """Somebody's answers on the form, with an address that nobody has."""
    name, organisation, sector, role = person
    mailbox = "".join(sign for sign in fold(name) if sign.isascii() and sign.isalpha())
    return {
        "name": name,
        "email": f"{mailbox}@work.eastgate.example",
        "organisation": organisation,
        "sector": sector,
        "role": role,
    }


def move(run: CourseRun, by: timedelta) -> None:
    """Puts a run into the past, bookings and all."""
    for session in CourseSession.objects.filter(run=run):
        session.starts_at, session.ends_at = session.starts_at + by, session.ends_at + by
        session.save()
    run = CourseRun.objects.get(pk=run.pk)
    run.set_dates()
    run.state = RunState.CLOSED
    run.save()
