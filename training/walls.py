"""The walls of the training room: a partner sees the runs of its own courses, and what hangs there.

Who may change a course's page may see its runs, bookings and letters; nothing else records it.
"""

from django.db.models import Q, QuerySet
from wagtail.models import Locale
from wagtail.permissions import register_permission_policy

from home.letters import Letter
from home.walls import PagePermissionPolicy, is_central, pages_changed_by

from .bookings import Booking
from .courses import CoursePage
from .letters import ABOUT_BOOKINGS, ABOUT_RUNS
from .opening import can_edit
from .runs import CourseRun


def courses_of(user) -> QuerySet[CoursePage]:
    """The courses to which this user may add dates: source pages alone, by name."""
    courses = CoursePage.objects.filter(alias_of=None, locale=Locale.get_default())
    return courses.filter(pk__in=pages_changed_by(user).values("pk")).order_by("title")


def runs_of(user) -> QuerySet[CourseRun]:
    """The runs of the courses whose pages this user may change."""
    return CourseRun.objects.filter(course__in=pages_changed_by(user).values("pk"))


class RunPermissionPolicy(PagePermissionPolicy):
    """Runs of a partner's own courses; each is changed and deleted by whoever may edit it."""

    def rows_of(self, user) -> QuerySet[CourseRun]:
        return runs_of(user)

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        allowed = super().user_has_permission_for_instance(user, action, instance)
        return allowed and (action not in {"change", "delete"} or can_edit(instance, user))


class BookingPermissionPolicy(PagePermissionPolicy):
    """Bookings on a partner's own runs; the booking desk alone writes them."""

    actions = frozenset({"view"})

    def rows_of(self, user) -> QuerySet[Booking]:
        return Booking.objects.filter(run__in=runs_of(user).order_by())


class LetterPermissionPolicy(PagePermissionPolicy):
    """Letters about a partner's own runs and bookings; the programme team sees all."""

    actions = frozenset({"view"})

    def rows_of(self, user) -> QuerySet[Letter]:
        if is_central(user):
            return Letter.objects.all()
        runs = runs_of(user).order_by()
        bookings = Booking.objects.filter(run__in=runs).order_by()
        return Letter.objects.filter(
            Q(kind__in=ABOUT_BOOKINGS, about_id__in=bookings.values("pk"))
            | Q(kind__in=ABOUT_RUNS, about_id__in=runs.values("pk"))
        )


def build() -> None:
    """Puts the walls where every Wagtail view looks for them. Called once, at start."""
    register_permission_policy(CourseRun, RunPermissionPolicy(CourseRun))
    register_permission_policy(Booking, BookingPermissionPolicy(Booking))
    register_permission_policy(Letter, LetterPermissionPolicy(Letter))
