"""Admin addresses that are the programme team's alone: to partners they do not exist.

Wagtail and wagtail-localize check some of these by a global permission only, or list what
other partners are drafting. One door in front of all of them cannot be forgotten in a view.
"""

from django.http import Http404, HttpRequest

from .walls import is_central

TEAM_ONLY_NAMESPACES = {
    "wagtail_localize",
    "wagtaillocales",
    "wagtailadmin_reports",
    "wagtailadmin_workflows",
    "wagtailredirects",
    "wagtailsites",
    "wagtailsettings",
}
TEAM_ONLY_NAMES = {
    # Lists every page that refers to a venue, drafts of other partners among them.
    "venues:usage",
    "venues:history",
    "venues:history_results",
    # Their answer lists comments, revisions or counts of the whole site.
    "wagtailadmin_pages:type_use",
    "wagtailadmin_pages:type_use_results",
}


class TeamOnlyMiddleware:
    """Answers 404 to a partner at the addresses above."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        match = request.resolver_match
        if match and is_team_only(match) and is_partner(request.user):
            raise Http404


def is_partner(user) -> bool:
    """Whether this is a login that edits for one organisation only."""
    return user.is_authenticated and not is_central(user)


def is_team_only(match) -> bool:
    """Whether an admin address is kept for the programme team."""
    return bool(TEAM_ONLY_NAMESPACES.intersection(match.namespaces)) or (
        match.view_name in TEAM_ONLY_NAMES
    )
