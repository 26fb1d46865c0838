"""What the ground floor adds to Wagtail's admin."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter

from . import (
    handing,
    handing_views,
    help_views,
    idea_desk,
    look_over_view,
    partner_views,
    review_views,
)
from .edit_views import WordingEditView
from .handing_panel import OpenHandovers
from .home_panel import PagesToLookAt, YourDrafts, YourPages
from .idea_panel import WaitingIdeas
from .ideas import Idea
from .letters import Letter
from .pages import is_fixed
from .stuck_letters import StuckLetters
from .viewsets import pages, venue_chooser, venues
from .walls import is_central, pages_offered_to


@hooks.register("register_admin_viewset")
def register_venues():
    """The list of venues and its chooser."""
    return [venues, venue_chooser]


@hooks.register("register_admin_viewset", order=1)
def register_pages():
    """The walled views of pages, in the place of Wagtail's."""
    return pages


@hooks.register("register_admin_urls")
def register_pages_of_partners():
    """Pages to look at first, and pages found still right."""
    return [
        path("reviews/", review_views.reviews, name="reviews"),
        path("reviews/<int:page_id>/", review_views.review, name="review"),
        path("still-right/<int:page_id>/", look_over_view.look_over, name="look_over"),
    ]


@hooks.register("register_admin_urls")
def register_help():
    """The pages of docs/ for whoever works here."""
    return [
        path("help/", help_views.contents, name="help"),
        path("help/pictures/<str:name>", help_views.help_picture, name="help_picture"),
        path("help/<str:part>/<str:name>/", help_views.help_page, name="help_page"),
    ]


@hooks.register("register_admin_urls")
def register_partners():
    """Who edits for whom."""
    return [
        path("partners/", partner_views.partners, name="partners"),
        path("partners/add/", partner_views.add_partner, name="add_partner"),
        path("partners/<int:page_id>/invite/", partner_views.invite_editor, name="invite_editor"),
        path("partners/<int:page_id>/trust/", partner_views.trust_partner, name="trust_partner"),
    ]


@hooks.register("register_admin_urls")
def register_ideas():
    """Where the team decides what is shown of what visitors wrote."""
    addresses = [
        path("", idea_desk.ideas, name="ideas"),
        path("<int:pk>/", idea_desk.answer, name="answer"),
        path("<int:pk>/decide/", idea_desk.decide, name="decide"),
        path("put-away-automatic/", idea_desk.put_away_automatic, name="put_away_automatic"),
    ]
    return [path("ideas/", include((addresses, "idea_desk")))]


@hooks.register("register_admin_urls", order=-1)
def register_wording():
    """The view of names and words that loses nothing, before Wagtail's at the same address."""
    row = {"app_name": "home", "model_name": "wording"}
    view = WordingEditView.as_view()
    return [path("settings/home/wording/<int:pk>/", view, row, name="edit_wording")]


@hooks.register("register_admin_urls")
def register_handovers():
    """Handing a page or a venue to another organisation."""
    return [
        path("handovers/page/<int:page_id>/", handing_views.hand_page, name="hand_page"),
        path("handovers/venue/<int:pk>/", handing_views.hand_venue, name="hand_venue"),
        path("handovers/<int:pk>/", handing_views.handover, name="handover"),
    ]


@hooks.register("register_page_header_buttons")
def hand_over_in_header(page, user, view_name, next_url=None):
    """“Hand over” among what can be done with a page."""
    if handing.can_hand(page, user):
        address = reverse("hand_page", args=[page.pk])
        yield Button(_("Hand over"), address, icon_name="group", priority=65)


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


@hooks.register("register_log_actions")
def name_partner_actions(actions):
    """How what the team does for a partner, and with names, reads in histories."""
    for action, label, message in [
        ("welcome", _("Welcome a partner"), _("Made the page and invited an editor")),
        ("invite", _("Invite an editor"), _("Invited an editor")),
        ("trust", _("Change who publishes"), _("Changed whether its pages are looked at first")),
        ("look_over", _("Look over"), _("Found still right")),
        ("rename", _("Change the names"), _("Gave the elements other names")),
    ]:
        actions.register_action(f"home.{action}", label, message)
    kind = {"label": _("Save over"), "message": _("Saved over what somebody else wrote")}
    actions.register_action("home.save_over")(type("SaveOver", (SaveOverFormatter,), kind))
    for action, label, message in [
        ("offer", _("Offer to another organisation"), _("Offered to %(to)s")),
        ("hand_over", _("Hand over"), _("Handed over to %(to)s")),
        ("decline", _("Decline an offer"), _("%(to)s declined the offer")),
        ("take_back", _("Take an offer back"), _("Took back the offer to %(to)s")),
    ]:
        kind = {"label": label, "message": message}
        actions.register_action(f"home.{action}")(type("Handing", (HandingFormatter,), kind))


class SaveOverFormatter(LogFormatter):
    """Says what it was that somebody saved over."""

    def format_message(self, log_entry):
        theirs = log_entry.data.get("theirs", {})
        said = "; ".join(f"{label}: {words}" for label, words in theirs.items())
        return f"{self.message}: {said}"


class HandingFormatter(LogFormatter):
    """Says to whom something was handed or offered."""

    def format_message(self, log_entry):
        return self.message % {"to": log_entry.data.get("to", "")}


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


@hooks.register("construct_main_menu")
def calm_menu(request, items):
    """A partner's menu holds what a partner can use; Wagtail's help is written for developers."""
    unused = {"help"} if is_central(request.user) else {"help", "reports"}
    items[:] = [item for item in items if item.name not in unused]


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
