"""What does not exist in the admin for partners: the programme team's addresses, others' pages.

Wagtail and wagtail-localize check some of these by a global permission only, or say the title of
what they refuse. One door in front of all of them cannot be forgotten in a view.
"""

from django.apps import apps
from django.http import Http404, HttpRequest
from wagtail.models import Page
from wagtail.permissions import policy_registry

from .row_fields import NUMBER
from .walls import is_central, pages_offered_to

TEAM_ONLY_NAMESPACES = {
    "idea_desk",
    "wagtail_localize",
    "wagtaillocales",
    "wagtailadmin_reports",
    "wagtailadmin_workflows",
    "wagtailredirects",
    "wagtailsites",
    "wagtailsettings",
}
TEAM_ONLY_NAMES = {
    "edit_wording",  # in the place of one of Wagtail's settings
    "names",
    "partners",
    "add_partner",
    "invite_editor",
    "trust_partner",
    "reviews",
    "review",
    # Lists every page that refers to a venue, drafts of other partners among them.
    "venues:usage",
    "venues:history",
    "venues:history_results",
    # They know no collections, and nothing in the admin asks them.
    "wagtailadmin_api:images:listing",
    "wagtailadmin_api:images:detail",
    "wagtailadmin_api:images:find",
    "wagtailadmin_api:documents:listing",
    "wagtailadmin_api:documents:detail",
    "wagtailadmin_api:documents:find",
    # Their answer lists comments, revisions or counts of the whole site.
    "wagtailadmin_pages:type_use",
    "wagtailadmin_pages:type_use_results",
}
# What a page is named by in an address, and in the forms that copy, move and add one.
PAGE_PARAMETERS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
PAGE_FIELDS = ("parent_page", "new_parent_page")


class TeamOnlyMiddleware:
    """Answers 404 to a partner at the addresses above, and at those that name another's rows."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        match = request.resolver_match
        if not match or not match.route.startswith("admin/") or not is_partner(request.user):
            return
        if is_team_only(match) or names_rows_of_others(request, match):
            raise Http404


def is_partner(user) -> bool:
    """Whether this is a login that edits for one organisation only."""
    return user.is_authenticated and not is_central(user)


def is_team_only(match) -> bool:
    """Whether an admin address is kept for the programme team."""
    return bool(TEAM_ONLY_NAMESPACES.intersection(match.namespaces)) or (
        match.view_name in TEAM_ONLY_NAMES
    )


def names_rows_of_others(request: HttpRequest, match) -> bool:
    """Whether an address names, by number, what this partner may not know by its title."""
    if match.view_name == "wagtail_bulk_action":
        return not may_change_all(request, **match.kwargs)
    if match.view_name.startswith("wagtailadmin_choose_page"):
        seen = pages_offered_to(request.user, Page.objects.all())
        named = request.GET.getlist("id")
    elif match.namespace == "wagtailadmin_pages":
        seen = policy_registry.get_by_type(Page).explorable_instances(request.user)
        named = [request.POST[name] for name in PAGE_FIELDS if request.POST.get(name)]
    else:
        return False
    named += [match.kwargs[name] for name in PAGE_PARAMETERS if name in match.kwargs]
    return not holds(seen, named)


def may_change_all(request: HttpRequest, app_label: str, model_name: str, action: str) -> bool:
    """Whether an action on several rows asks for rows of this partner alone."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        return False
    named = set(request.GET.getlist("id"))
    if issubclass(model, Page):
        named |= {key for key in request.POST.getlist("chooser") if key}  # where they move to
        if "all" in named:
            named.add(request.GET.get("childOf", ""))
    own = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
        request.user, ["change"]
    )
    return own.exists() and holds(own, named - {"all"})


def holds(rows, keys) -> bool:
    """Whether every one of these keys is among the rows."""
    keys = {str(key) for key in keys}
    are_numbers = all(NUMBER.fullmatch(key) for key in keys)
    return are_numbers and rows.filter(pk__in=keys).count() == len(keys)
