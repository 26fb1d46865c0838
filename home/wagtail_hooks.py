"""What the ground floor adds to Wagtail's admin."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from . import help_views, idea_desk, look_over_view, partner_views, review_views
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
