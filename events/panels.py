"""Parts of the series' editor in the admin."""

from wagtail.admin.panels import Panel

DATES_SHOWN = 6


class DatesPanel(Panel):
    """The next dates as residents see them, with a way to call one off. Read only."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/dates_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk and self.instance.is_source)

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            occurrences = self.instance.occurrences.upcoming()[:DATES_SHOWN]
            return context | {"series": self.instance, "occurrences": occurrences}
