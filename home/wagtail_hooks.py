"""What the ground floor adds to Wagtail's admin; its addresses, menu and histories stand apart."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from . import admin_addresses, admin_menu, handing, histories  # noqa: F401, three register hooks
from .handing_panel import OpenHandovers
from .home_panel import PagesToLookAt, YourDrafts, YourPages
from .idea_panel import WaitingIdeas
from .ideas import Idea
from .letters import Letter
from .pages import is_fixed
from .stuck_letters import StuckLetters
from .walls import is_central, pages_offered_to


@hooks.register("register_page_header_buttons")
def hand_over_in_header(page, user, view_name, next_url=None):
    """“Hand over” among what can be done with a page."""
    if handing.can_hand(page, user):
        address = reverse("hand_page", args=[page.pk])
        yield Button(_("Hand over"), address, icon_name="group", priority=65)


@hooks.register("construct_page_chooser_queryset")
def hide_drafts_of_others(pages, request):
    """A partner chooses among public pages and its own; nobody else's drafts show their titles."""
    return pages_offered_to(request.user, pages)


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
@hooks.register("before_move_page")
def keep_fixed_pages(request, page, destination=None):
    """Pages that links from outside rely on can be edited, and nothing else."""
    if is_fixed(page):
        return refuse(request, page)
    return None


@hooks.register("before_bulk_action")
def keep_fixed_pages_in_bulk(request, action_type, objects, action_class_instance):
    """The same for actions on several pages at once."""
    if action_type in {"delete", "unpublish", "move"}:
        for page in objects:
            if hasattr(page, "depth") and is_fixed(page):
                return refuse(request, page)
    return None


def refuse(request, page):
    """Says why a fixed page stays, and goes back to where it is."""
    messages.error(
        request,
        _("“%(page)s” stays where it is: links from outside rely on its address.")
        % {"page": page.get_admin_display_title()},
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("construct_homepage_panels", order=-1)
def begin_with_what_there_is_to_do(request, panels):
    """A partner's first page is its own; the team's begins with what waits for it.

    Wagtail's lists of reviews say the same in more words.
    """
    if is_central(request.user):
        panels[:] = [each for each in panels if each.name in {"recent_edits", "locked_pages"}]
        panels.append(PagesToLookAt())
    else:
        panels[:] = [YourDrafts(), YourPages()]


@hooks.register("construct_homepage_panels")
def warn_of_stuck_letters(request, panels):
    """The programme team sees at once when e-mails do not go out."""
    if is_central(request.user) and Letter.objects.stuck().exists():
        panels.append(StuckLetters())


@hooks.register("construct_homepage_panels")
def tell_of_waiting_ideas(request, panels):
    """The programme team sees that somebody wrote something."""
    if is_central(request.user) and Idea.objects.waiting().exists():
        panels.append(WaitingIdeas())


@hooks.register("construct_homepage_panels")
def show_open_handovers(request, panels):
    """What is offered to somebody's organisation stands where they begin."""
    if handing.handovers_of(request.user).open().exists():
        panels.append(OpenHandovers())


@hooks.register("insert_global_admin_css")
def add_style():
    """The admin's few styles of our own."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin.css"))


@hooks.register("construct_page_action_menu")
def publish_first(items, request, context):
    """Who may publish sees that button first, who is looked at first the one that sends it.

    A changed time helps nobody as a draft.
    """
    first = ["action-publish", "action-submit"]
    items.sort(key=lambda item: first.index(item.name) if item.name in first else len(first))
