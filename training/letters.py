"""The letters of the training room: what each says is decided when it is sent, not before.

A letter that has been overtaken (a confirmation of what was cancelled since) is not sent at all:
the later letter says how things stand.
"""

from email.message import EmailMessage
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from home.composing import compose, encoding_of
from home.letters import Letter, writes

from .bookings import Booking
from .calendars import calendars_of
from .runs import CourseRun, RunState

Status = Booking.Status
ABOUT_BOOKINGS = [
    f"training.{name}"
    for name in (
        "confirmed",
        "changed",
        "cancelled",
        "already",
        "offered",
        "run_changed",
        "run_cancelled",
    )
]
ABOUT_RUNS = [
    f"training.{name}" for name in ("run_proposed", "run_received", "run_opened", "run_sent_back")
]


def write_to_booker(letter: Letter, template: str, *statuses: str) -> EmailMessage | None:
    """A letter about a booking, with its calendar entries; None if its status is another by now."""
    booking = Booking.objects.select_related("run__course").filter(pk=letter.about_id).first()
    if booking is None or not booking.email or booking.status not in statuses:
        return None
    if booking.run.is_over:
        return None
    with override(booking.language):
        course = booking.run.course.localized
        link = settings.SITE_URL + booking.make_link()
        message = compose(
            booking.email,
            template,
            booking=booking,
            run=booking.run,
            sessions=booking.run.sessions.select_related("venue"),
            course=course,
            course_link=settings.SITE_URL + urlsplit(course.full_url).path,
            link=link,
        )
        calendars = calendars_of(booking, title=course.title, link=link)
    if booking.status in (Status.WAITING, Status.OFFERED):
        return message
    for method, text in calendars:
        message.add_attachment(
            text,
            subtype="calendar",
            params={"method": method},
            filename="course.ics",
            cte=encoding_of(text),
        )
    return message


@writes("training.confirmed", label=_("Booking confirmed"))
def write_confirmation(letter: Letter) -> EmailMessage | None:
    """You have a place: when, where, and the link to change or cancel."""
    return write_to_booker(letter, "confirmed", Status.CONFIRMED)


@writes("training.changed", label=_("Booking changed"))
def write_change(letter: Letter) -> EmailMessage | None:
    """Your new answers, and a link that may be new."""
    return write_to_booker(letter, "changed", Status.CONFIRMED, Status.WAITING, Status.OFFERED)


@writes("training.cancelled", label=_("Booking cancelled"))
def write_cancellation(letter: Letter) -> EmailMessage | None:
    """You are off the list, and your calendar knows."""
    return write_to_booker(letter, "cancelled", Status.CANCELLED)


@writes("training.already", label=_("Link to a booking, again"))
def write_reminder_of_link(letter: Letter) -> EmailMessage | None:
    """You have booked before; here is your link."""
    return write_to_booker(letter, "already", Status.CONFIRMED, Status.WAITING, Status.OFFERED)


@writes("training.offered", label=_("Place offered"))
def write_offer(letter: Letter) -> EmailMessage | None:
    """A place has become free for you."""
    return write_to_booker(letter, "offered", Status.OFFERED)


@writes("training.run_changed", label=_("Course dates changed"))
def write_new_dates(letter: Letter) -> EmailMessage | None:
    """The course is at another time or place."""
    return write_to_booker(letter, "run_changed", Status.CONFIRMED, Status.WAITING, Status.OFFERED)


@writes("training.run_cancelled", label=_("Course dates cancelled"))
def write_run_cancellation(letter: Letter) -> EmailMessage | None:
    """The course does not take place."""
    return write_to_booker(letter, "run_cancelled", Status.CANCELLED)


def write_to_editor(letter: Letter, template: str, *states: str) -> EmailMessage | None:
    """A letter to somebody with a login about a run; None if its state is another by now."""
    run = CourseRun.objects.select_related("course").filter(pk=letter.about_id).first()
    reader = get_user_model().objects.filter(pk=letter.reader_id, is_active=True).first()
    if run is None or reader is None or not reader.email or run.state not in states:
        return None
    link = settings.SITE_URL + reverse("course_runs:edit", args=[run.pk])
    sessions = run.sessions.select_related("venue")
    return compose(reader.email, template, run=run, course=run.course, sessions=sessions, link=link)


@writes("training.run_proposed", label=_("Course dates proposed"))
def write_proposal(letter: Letter) -> EmailMessage | None:
    """To the programme team: somebody proposes dates."""
    return write_to_editor(letter, "run_proposed", RunState.PROPOSED)


@writes("training.run_received", label=_("Proposal received"))
def write_receipt(letter: Letter) -> EmailMessage | None:
    """To whoever proposed: the team has it."""
    return write_to_editor(letter, "run_received", RunState.PROPOSED)


@writes("training.run_opened", label=_("Course dates opened"))
def write_opening(letter: Letter) -> EmailMessage | None:
    """To whoever proposed, and the team: people can book now."""
    return write_to_editor(letter, "run_opened", RunState.OPEN)


@writes("training.run_sent_back", label=_("Proposal sent back"))
def write_sending_back(letter: Letter) -> EmailMessage | None:
    """To whoever proposed: something needs changing first."""
    return write_to_editor(letter, "run_sent_back", RunState.DRAFT)
