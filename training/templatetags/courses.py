"""Courses, their dates and bookings for any template."""

from django import template
from django.db.models import Prefetch

from home.organisations import Organisation, below
from home.pages import whole_address
from home.structured_data import write_json_ld
from training.bookings import Booking
from training.courses import CoursePage
from training.runs import CourseRun, RunState
from training.sessions import CourseSession
from training.structured_data import describe_course

register = template.Library()


def with_sessions(runs):
    """Runs with their sessions and venues already read."""
    return runs.prefetch_related(
        Prefetch("sessions", CourseSession.objects.select_related("venue__picture"))
    )


@register.simple_tag(takes_context=True)
def dates_of(context, course: CoursePage) -> list[CourseRun]:
    """A course's runs to come; in an editor's preview also those that nobody may see yet."""
    if course.source.pk is None:
        return []
    runs = CourseRun.objects.all()
    if not getattr(context.get("request"), "is_preview", False):
        runs = runs.public()
    return list(with_sessions(runs.filter(course_id=course.source.pk).upcoming()))


@register.filter
def with_next_runs(courses) -> list[tuple[CoursePage, Organisation | None, CourseRun | None]]:
    """Each course with its host and the run to tell of: bookable if any is, else the next one."""
    courses = list(courses)
    runs = CourseRun.objects.public().filter(
        course__translation_key__in=[course.translation_key for course in courses]
    )
    best = {}
    for run in runs.exclude(state=RunState.CANCELLED).upcoming().select_related("course"):
        known = best.get(run.course.translation_key)
        if known is None or (run.is_bookable and not known.is_bookable):
            best[run.course.translation_key] = run
    paths = {course.pk: course.path[: -course.steplen] for course in courses}
    hosts = {host.path: host for host in Organisation.objects.filter(path__in=paths.values())}
    return [
        (course, hosts.get(paths[course.pk]), best.get(course.translation_key))
        for course in courses
    ]


@register.simple_tag
def courses_of(organisation: Organisation) -> list[CoursePage]:
    """The public courses on an organisation's own page."""
    # Whoever reads this list may read its page: only a course's own restriction hides it.
    courses = CoursePage.objects.child_of(organisation).live().filter(view_restrictions=None)
    return list(courses.select_related("picture").order_by("title"))


@register.simple_tag
def courses_by(organisations) -> list[CoursePage]:
    """The public courses of several organisations, by name."""
    courses = CoursePage.objects.live().filter(below(organisations), view_restrictions=None)
    return list(courses.select_related("picture").order_by("title"))


@register.simple_tag
def other_runs(run: CourseRun) -> list[CourseRun]:
    """Other runs of the same course that can be booked now."""
    runs = CourseRun.objects.open_for_booking().filter(course_id=run.course_id)
    return list(with_sessions(runs.exclude(pk=run.pk).upcoming()))


@register.simple_tag
def sessions_with_venues(run: CourseRun) -> list[CourseSession]:
    """A run's sessions, each with its venue already read."""
    return list(CourseSession.objects.filter(run=run).select_related("venue__picture"))


@register.filter
def link(booking: Booking, below: str = "") -> str:
    """The path of a booking's own page, or of `change`, `cancel` and `accept` below it."""
    return booking.make_link(below)


@register.simple_tag(takes_context=True)
def course_json_ld(context, page: CoursePage, runs: list[CourseRun]) -> str:
    """A course as a schema.org block."""
    request, wording = context["request"], context["wording"]
    url = whole_address(page, request)
    provider = {"@type": "Organization", "name": str(wording.programme_name)}
    if page.host:
        home = whole_address(page.host, request)
        provider = {"@type": "Organization", "name": page.host.title, "url": home}
    shown = [run for run in runs if run.is_public]
    return write_json_ld(describe_course(page, shown, url, provider, wording.training_name))
