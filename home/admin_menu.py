"""What the menu of the admin holds for a partner, and for the programme team."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .ideas import Idea
from .walls import is_central


class TeamMenuItem(MenuItem):
    """An entry that only the programme team sees."""

    def is_shown(self, request):
        return is_central(request.user)


@hooks.register("register_admin_menu_item")
def register_partners_item():
    """“Partners” in the menu."""
    return TeamMenuItem(_("Partners"), reverse("partners"), icon_name="group", order=140)


@hooks.register("register_admin_menu_item")
def register_reviews_item():
    """“Pages to look at” in the menu."""
    return TeamMenuItem(_("Pages to look at"), reverse("reviews"), icon_name="view", order=145)


@hooks.register("register_admin_menu_item")
def register_help_item():
    """“Help” in the menu, instead of Wagtail's own, which is written for developers."""
    return MenuItem(_("Help"), reverse("help"), name="our-help", icon_name="help", order=9000)


class IdeasMenuItem(TeamMenuItem):
    """“Ideas”, and how many of them wait."""

    def render_component(self, request):
        component = super().render_component(request)
        if count := Idea.objects.waiting().count():
            component.label = f"{self.label} ({count})"
        return component


@hooks.register("register_admin_menu_item")
def register_ideas_item():
    """“Ideas” in the menu."""
    label, address = _("Ideas"), reverse("idea_desk:ideas")
    return IdeasMenuItem(label, address, name="ideas", icon_name="comment", order=145)


@hooks.register("construct_main_menu")
def calm_menu(request, items):
    """A partner's menu holds what a partner can use; Wagtail's help is written for developers."""
    unused = {"help"} if is_central(request.user) else {"help", "reports"}
    items[:] = [item for item in items if item.name not in unused]
