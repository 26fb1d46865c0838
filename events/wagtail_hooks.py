"""What the events room adds to Wagtail's admin: the dates of a series."""

from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.compare import register_comparison_class
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from home.comparisons import WordsComparison
from home.walls import is_central

from . import break_views, closure_views, views
from .checks import Check
from .expanding import off_rule
from .home_panel import YourSeries
from .importing import views as import_views
from .recurrence_fields import RecurrenceField
from .series import SeriesPage
from .unconfirmed import UnconfirmedSeries

register_comparison_class(RecurrenceField, comparison_class=WordsComparison)


@hooks.register("register_admin_urls")
def register_dates():
    """Addresses for a series' dates, breaks and hosts, and for closed days."""
    return [
        path("dates/of/<int:page_id>/", views.dates, name="series_dates"),
        path("dates/of/<int:page_id>/add/", views.add_date, name="add_date"),
        path("dates/of/<int:page_id>/right/", views.still_right, name="series_right"),
        path("dates/of/<int:page_id>/break/", break_views.add_pause, name="add_pause"),
        path("dates/of/<int:page_id>/hosts/", break_views.hosts, name="series_hosts"),
        path("dates/<int:pk>/cancel/", views.cancel_date, name="cancel_date"),
        path("dates/<int:pk>/put-back/", views.put_date_back, name="put_date_back"),
        path("dates/<int:pk>/move/", views.move_date, name="move_date"),
        path("dates/<int:pk>/line/", views.note_date, name="note_date"),
        path("dates/<int:pk>/who/", views.staff_date, name="staff_date"),
        path("dates/<int:pk>/remove/", views.remove_date, name="remove_date"),
        path("breaks/<int:pk>/", break_views.change_pause, name="change_pause"),
        path("breaks/<int:pk>/remove/", break_views.remove_pause, name="remove_pause"),
        path("hosts/<int:pk>/remove/", break_views.remove_host, name="remove_host"),
        path("hosts/<int:pk>/revoke/", break_views.revoke_links, name="revoke_links"),
        path("closed/", closure_views.closures, name="closures"),
        path("closed/add/", closure_views.add_closure, name="add_closure"),
        path("closed/<int:pk>/", closure_views.change_closure, name="change_closure"),
        path("closed/<int:pk>/remove/", closure_views.remove_closure, name="remove_closure"),
        path("imports/", import_views.imports, name="imports"),
        path("imports/add/", import_views.add_import, name="add_import"),
        path("imports/sample/", import_views.sample, name="import_sample"),
        path("imports/<int:pk>/", import_views.show_import, name="show_import"),
        path("imports/<int:pk>/make/", import_views.make, name="make_import"),
        path("imports/<int:pk>/drop/", import_views.drop, name="drop_import"),
    ]


@hooks.register("register_admin_menu_item")
def register_closures():
    """“Closed days” in the menu."""
    return MenuItem(_("Closed days"), reverse("closures"), icon_name="date", order=155)


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
    for action, label, message in [
        ("cancel_date", _("Call off a date"), _("Called off a date")),
        ("put_date_back", _("Put back a date"), _("Put back a date")),
        ("move_date", _("Move a date"), _("Moved a date")),
        ("add_date", _("Add an extra date"), _("Added an extra date")),
        ("note_date", _("Write a line beside a date"), _("Wrote a line beside a date")),
        ("staff_date", _("Say who is there"), _("Said who is there on a date")),
        ("remove_date", _("Remove a date"), _("Removed a date")),
        ("import", _("Bring it from elsewhere"), _("Made a draft of what is said elsewhere")),
        ("pause", _("Have a break"), _("Set a break")),
        ("end_pause", _("Take a break back"), _("Took a break back")),
        ("add_host", _("Add a host"), _("Added a host")),
        ("remove_host", _("Take a host off the list"), _("Took a host off the list")),
        ("revoke_links", _("Revoke a host's links"), _("Revoked a host's links")),
    ]:
        actions.register_action(f"events.{action}", label, message)


@hooks.register("construct_homepage_panels")
def begin_with_your_series(request, panels):
    """A partner begins with its own series; the team has the whole site."""
    if not is_central(request.user):
        panels.insert(0, YourSeries())


@hooks.register("construct_homepage_panels")
def list_unconfirmed_series(request, panels):
    """The programme team sees which series nobody has confirmed for long."""
    if is_central(request.user) and Check.objects.silent().exists():
        panels.append(UnconfirmedSeries())
