"""What the roof adds to Wagtail's admin: what needs several rooms."""

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.admin_menu import TeamMenuItem

from .counts import views as counts
from .names_views import names


@hooks.register("register_admin_urls")
def register_names():
    """The screen for the public names."""
    return [path("names/", names, name="names")]


@hooks.register("register_admin_menu_item")
def register_names_item():
    """“Names” in the menu."""
    return TeamMenuItem(_("Names"), reverse("names"), icon_name="edit", order=145)


@hooks.register("register_admin_urls")
def register_counts():
    """The counts and their files."""
    return [
        path("counts/", counts.dashboard, name="counts"),
        path("counts/export.csv", counts.export, name="counts_export"),
        path("counts/dictionary.csv", counts.dictionary, name="counts_dictionary"),
    ]


@hooks.register("register_admin_menu_item")
def register_counts_item():
    """“Counts” in the menu: the programme's for the team, its own for a partner."""
    return MenuItem(_("Counts"), reverse("counts"), icon_name="table", order=160)
