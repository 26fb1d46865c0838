"""What pages with bookings on them are kept from, or warned of, in the admin."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from .bookings import Booking
from .courses import CoursePage
from .runs import CourseRun, RunState


def keep_booked_courses(request, page):
    """A page with bookings on it or below stays."""
    return refuse(request, page) if bookings_below(page).exists() else None


def keep_booked_courses_in_bulk(request, action_type, objects, action_class_instance):
    """The same for several pages at once."""
    if action_type == "delete":
        for page in objects:
            if hasattr(page, "depth") and bookings_below(page).exists():
                return refuse(request, page)
    return None


def bookings_below(page):
    """The bookings of courses on this page or below it."""
    courses = CoursePage.objects.descendant_of(page, inclusive=True)
    return Booking.objects.filter(run__course__in=courses.order_by())


def refuse(request, page):
    """Says why the page stays, and goes back to where it is."""
    sentence = _(
        "“%(page)s” cannot be deleted: people have booked course dates that belong to it. "
        "Unpublish it instead. If dates do not take place, cancel them: everybody gets a letter."
    )
    messages.error(request, sentence % {"page": page.get_admin_display_title()})
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def warn_of_hidden_dates(request, page):
    """Who unpublishes a course reads that people have booked what nobody can see any more."""
    bookings = bookings_below(page).active()
    runs = CourseRun.objects.upcoming().exclude(state=RunState.CANCELLED)
    # Pages below may still be public, and their dates with them.
    hidden = bookings.filter(run__in=runs.order_by(), run__course__live=False)
    count = hidden.count()
    if count:
        sentence = ngettext(
            "The dates of “%(page)s” are hidden from the public, but %(count)d booking stands. "
            "If the course does not take place, cancel its dates: whoever booked gets a letter.",
            "The dates of “%(page)s” are hidden from the public, but %(count)d bookings stand. "
            "If the course does not take place, cancel its dates: everybody gets a letter.",
            count,
        )
        button = messages.button(reverse("course_runs:index"), _("Look at the dates"))
        words = {"page": page.get_admin_display_title(), "count": count}
        messages.warning(request, sentence % words, buttons=[button])


def warn_of_hidden_dates_in_bulk(request, action_type, objects, action_class_instance):
    """The same for several pages at once."""
    if action_type == "unpublish":
        for page in objects:
            if hasattr(page, "depth"):
                warn_of_hidden_dates(request, page)
