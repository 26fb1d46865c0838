"""What the training room adds to Wagtail's admin."""

from datetime import date

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Locale

from home.templatetags.words import day
from home.walls import is_central

from . import keeping, run_views
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
    """Whether this page, of whatever class it was loaded as, is a course on which dates hang."""
    if not issubclass(page.specific_class or type(page), CoursePage) or page.alias_of_id:
        return False
    return page.locale_id == Locale.get_default().pk


def runs_address(page) -> str:
    """The list of a course's dates."""
    return f"{reverse('course_runs:index')}?course={page.pk}"


@hooks.register("register_log_actions")
def name_actions(actions):
    """How the steps of a run read in a course's history."""
    for action, label, message in [
        ("training.add", _("Add dates"), _("Added dates by copying: %s")),
        ("training.propose", _("Propose dates"), _("Proposed dates: %s")),
        ("training.open", _("Open dates"), _("Opened dates for booking: %s")),
        ("training.close", _("Close dates"), _("Closed dates for booking: %s")),
        ("training.send_back", _("Send back dates"), _("Sent proposed dates back: %s")),
        ("training.cancel", _("Cancel dates"), _("Cancelled dates: %s")),
    ]:
        formatter = type("RunFormatter", (RunFormatter,), {"label": label, "message": message})
        actions.register_action(action)(formatter)


class RunFormatter(LogFormatter):
    """Says which dates were meant, by their first day."""

    def format_message(self, log_entry):
        said = log_entry.data.get("date")
        return self.message % (day(date.fromisoformat(said)) if said else _("without a date"))


@hooks.register("construct_homepage_panels")
def show_course_dates(request, panels):
    """A partner sees its next course dates below its series."""
    if not is_central(request.user):
        panels.insert(1, YourCourseDates())


hooks.register("before_delete_page", keeping.keep_booked_courses, order=1)
hooks.register("before_bulk_action", keeping.keep_booked_courses_in_bulk, order=1)
hooks.register("after_unpublish_page", keeping.warn_of_hidden_dates)
hooks.register("after_bulk_action", keeping.warn_of_hidden_dates_in_bulk)
