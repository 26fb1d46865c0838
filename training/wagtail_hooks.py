"""What the training room adds to Wagtail's admin."""

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from home.walls import is_central

from . import run_views
from .bookings import Booking
from .courses import CoursePage
from .home_panel import YourCourseDates
from .viewsets import training


@hooks.register("register_admin_viewset")
def register_training():
    """Course dates, bookings and letters."""
    return training


@hooks.register("register_admin_urls")
def register_steps():
    """What can be done with a run besides editing it."""
    steps = {
        "propose": run_views.propose,
        "open": run_views.open_for_booking,
        "close": run_views.close,
        "send-back": run_views.send_back,
        "cancel": run_views.cancel,
        "copy": run_views.copy,
        "repeat": run_views.repeat,
        "preview": run_views.preview,
    }
    return [
        path(f"course-dates/<int:pk>/{step}/", view, name=f"{step.replace('-', '_')}_run")
        for step, view in steps.items()
    ]


@hooks.register("register_page_header_buttons")
def button_in_header(page, user, view_name, next_url=None):
    """“Dates and bookings” beside the title of a course."""
    if is_course(page) and page.permissions_for_user(user).can_edit():
        yield Button(_("Dates and bookings"), runs_address(page), icon_name="date", priority=5)


@hooks.register("register_page_listing_more_buttons")
def button_in_list(page, user, next_url=None):
    """The same in the menu of a course in lists."""
    if is_course(page) and page.permissions_for_user(user).can_edit():
        yield Button(_("Dates and bookings"), runs_address(page), icon_name="date", priority=3)


def is_course(page) -> bool:
    """Whether this page, of whatever class it was loaded as, is a source course."""
    return issubclass(page.specific_class or type(page), CoursePage) and page.alias_of_id is None


def runs_address(page) -> str:
    """The list of a course's dates."""
    return f"{reverse('course_runs:index')}?course={page.pk}"


@hooks.register("before_delete_page")
def keep_booked_courses(request, page):
    """A page with bookings on it or below stays."""
    if has_bookings(page):
        return refuse(request, page)
    return None


@hooks.register("before_bulk_action")
def keep_booked_courses_in_bulk(request, action_type, objects, action_class_instance):
    """The same for several pages at once."""
    if action_type == "delete":
        for page in objects:
            if hasattr(page, "depth") and has_bookings(page):
                return refuse(request, page)
    return None


def has_bookings(page) -> bool:
    """Whether anybody has booked a course on this page or below it."""
    courses = CoursePage.objects.descendant_of(page, inclusive=True)
    return Booking.objects.filter(run__course__in=courses.order_by()).exists()


def refuse(request, page):
    """Says why the page stays, and goes back to where it is."""
    messages.error(
        request,
        _(
            "“%(page)s” cannot be deleted: people have booked courses on it. "
            "Unpublish it instead, or cancel its dates first so that everybody gets a letter."
        )
        % {"page": page.get_admin_display_title()},
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("register_log_actions")
def name_actions(actions):
    """How the steps of a run read in a course's history."""
    for action, label, message in [
        ("training.propose", _("Propose dates"), _("Proposed dates")),
        ("training.open", _("Open dates"), _("Opened dates for booking")),
        ("training.close", _("Close dates"), _("Closed dates for booking")),
        ("training.send_back", _("Send back dates"), _("Sent proposed dates back")),
        ("training.cancel", _("Cancel dates"), _("Cancelled dates")),
    ]:
        actions.register_action(action, label, message)


@hooks.register("construct_homepage_panels")
def show_course_dates(request, panels):
    """A partner sees its next course dates below its series."""
    if not is_central(request.user):
        panels.insert(1, YourCourseDates())
