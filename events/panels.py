"""Parts of the series' editor in the admin."""

from django.urls import reverse
from wagtail.admin.panels import Panel

DATES_SHOWN = 6


class DatesPanel(Panel):
    """The next dates as residents see them, each with what can be done about it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/dates_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk and self.instance.is_source)

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            rows = self.instance.occurrences.upcoming().select_related("venue")[:DATES_SHOWN]
            for row in rows:
                row.series = self.instance
            back = reverse("wagtailadmin_pages:edit", args=[self.instance.pk])
            return context | {"series": self.instance, "occurrences": rows, "back": back}
