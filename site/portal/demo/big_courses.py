"""Many courses and many bookings, for measuring. Rows are written straight into the tables.

A run is made with its bookings, so its counter is right from the start and nobody is written to.
"""

import random
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from home.lines import fold
from home.models import Organisation, PartnersPage, Venue
from portal.founding import make_child
from training.models import Booking, CoursePage, CourseRun, CourseSession
from training.runs import RunState

RUNS_OF_A_COURSE = 3
BOOKINGS_ON_A_RUN = 40
SPARE_PLACES = 10


def add_courses(total: int, progress) -> int:
    """Adds courses with open runs until there are `total`. Returns how many there are then."""
    for number in range(CoursePage.objects.count(), total):
        with transaction.atomic():
            course = make_child(college(), a_course(number))
            for week in range(RUNS_OF_A_COURSE):
                add_run(course, weeks=2 + week * 4)
        progress(number + 1, total)
    return CoursePage.objects.count()


def add_bookings(total: int, seed: int, progress) -> int:
    """Adds runs full of bookings until there are `total`. Returns how many there are then."""
    chance = random.Random(seed)  # noqa: S311
    courses = list(CoursePage.objects.child_of(college()))
    if not courses:
        add_courses(CoursePage.objects.count() + 1, progress)
        courses = list(CoursePage.objects.child_of(college()))
    done = Booking.objects.count()
    while done < total:
        size = min(BOOKINGS_ON_A_RUN, total - done)
        with transaction.atomic():
            run = add_run(chance.choice(courses), weeks=chance.randint(1, 40), taken=size)
            Booking.objects.bulk_create(a_booking(run, done + place) for place in range(size))
        done += size
        progress(done, total)
    return Booking.objects.count()


def college() -> Organisation:
    """The organisation that gives the courses to be measured."""
    return make_child(
        PartnersPage.objects.get(alias_of=None),
        Organisation(slug="college", title="College", kind="charity", summary="Measured, not met."),
    )


def a_course(number: int) -> CoursePage:
    """An unsaved course."""
    return CoursePage(
        slug=f"course-{number}",
        title=f"Course {number}",
        summary="Measured, not met.",
        cpd_hours="2.0",
        audience=["libraries"],
        outcomes="Listen\nPoint",
    )


def add_run(course: CoursePage, *, weeks: int, taken: int = 0) -> CourseRun:
    """An open run in so many weeks, with room for a few more."""
    starts_at = timezone.now().replace(microsecond=0) + timedelta(weeks=weeks)
    run = CourseRun(
        course=course, state=RunState.OPEN, capacity=taken + SPARE_PLACES, places_taken=taken
    )
    run.sessions = [
        CourseSession(
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            venue=Venue.objects.order_by("pk").first(),
        )
    ]
    run.set_dates()
    run.save()
    return run


def a_booking(run: CourseRun, number: int) -> Booking:
    """An unsaved booking; many rows are saved at once, so the folded forms are set here."""
    name, email = f"Person {number}", f"person{number}@many.eastgate.example"
    return Booking(
        run=run,
        name=name,
        email=email,
        organisation="Many",
        sector="libraries",
        name_folded=fold(name),
        email_folded=fold(email),
    )
