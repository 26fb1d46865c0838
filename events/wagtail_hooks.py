"""What the events room adds to Wagtail's admin: the dates of a series."""

from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from home.walls import is_central

from . import views
from .expanding import off_rule
from .home_panel import YourSeries
from .series import SeriesPage


@hooks.register("register_admin_urls")
def register_dates():
    """Addresses for a series' dates."""
    return [
        path("dates/of/<int:page_id>/", views.dates, name="series_dates"),
        path("dates/<int:pk>/cancel/", views.cancel_date, name="cancel_date"),
        path("dates/<int:pk>/put-back/", views.put_date_back, name="put_date_back"),
        path("dates/<int:pk>/remove/", views.remove_date, name="remove_date"),
    ]


@hooks.register("register_page_header_buttons")
def button_in_header(page, user, view_name, next_url=None):
    """“Dates” beside the title of a series."""
    if is_series(page) and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Dates"), reverse("series_dates", args=[page.pk]), icon_name="date", priority=5
        )


@hooks.register("register_page_listing_more_buttons")
def button_in_list(page, user, next_url=None):
    """“Dates” in the menu of a series in lists."""
    if is_series(page) and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Dates"), reverse("series_dates", args=[page.pk]), icon_name="date", priority=3
        )


@hooks.register("after_publish_page")
def ask_about_dates_off_the_rule(request, page):
    """A changed rule may leave dates behind that somebody had changed: the editor is asked."""
    if not isinstance(page, SeriesPage):
        return
    count = len(off_rule(page))
    if count:
        messages.warning(
            request,
            ngettext(
                "%(count)d date changed by hand is not in the new rule. It stays listed.",
                "%(count)d dates changed by hand are not in the new rule. They stay listed.",
                count,
            )
            % {"count": count},
            buttons=[
                messages.button(reverse("series_dates", args=[page.pk]), _("Look at the dates"))
            ],
        )


def is_series(page) -> bool:
    """Whether this page, of whatever class it was loaded as, is a source series."""
    return issubclass(page.specific_class or type(page), SeriesPage) and page.alias_of_id is None


@hooks.register("register_log_actions")
def name_actions(actions):
    """How changes to dates read in a page's history."""
    actions.register_action("events.cancel_date", _("Call off a date"), _("Called off a date"))
    actions.register_action("events.put_date_back", _("Put back a date"), _("Put back a date"))
    actions.register_action("events.remove_date", _("Remove a date"), _("Removed a date"))


@hooks.register("construct_homepage_panels")
def begin_with_your_series(request, panels):
    """A partner begins with its own series; the team has the whole site."""
    if not is_central(request.user):
        panels.insert(0, YourSeries())
