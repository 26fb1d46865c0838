"""What the roof adds to Wagtail's admin."""

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from home.wagtail_hooks import TeamMenuItem

from .names_views import names


@hooks.register("register_admin_urls")
def register_names():
    """The screen for the public names."""
    return [path("names/", names, name="names")]


@hooks.register("register_admin_menu_item")
def register_names_item():
    """“Names” in the menu."""
    return TeamMenuItem(_("Names"), reverse("names"), icon_name="edit", order=145)
