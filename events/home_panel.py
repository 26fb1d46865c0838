"""The first thing a partner sees in the admin: its next sessions, and what can be done."""

from django.db.models import QuerySet
from wagtail.admin.ui.components import Component

from home.models import Wording
from home.organisations import below
from home.walls import organisations_of

from .occurrences import Occurrence
from .series import SeriesPage

SESSIONS_SHOWN = 6
MOST = 20


class YourSeries(Component):
    """A partner's next sessions, and its series with when somebody last found them right."""

    order = 10
    template_name = "events/admin/your_series.html"

    def get_context_data(self, parent_context):
        organisations = list(organisations_of(parent_context["request"].user)[:MOST])
        series = series_below(organisations)
        sessions = Occurrence.objects.upcoming().filter(series__in=series.values("pk"))
        return {
            "sessions": sessions.select_related("series__venue", "venue")[:SESSIONS_SHOWN],
            "series": series.select_related("last_check")[:MOST],
            "organisations": organisations,
            "wording": Wording.load(),
            "csrf_token": parent_context["csrf_token"],
        }


def series_below(organisations: list) -> QuerySet[SeriesPage]:
    """The public series of these organisations, by name."""
    pages = SeriesPage.objects.live().filter(below(organisations), alias_of=None)
    return pages.order_by("title", "pk")
