"""The first thing a partner sees in the admin: its own series, the next date, what can be done."""

from wagtail.admin.ui.components import Component

from home.walls import organisations_of

from .series import SeriesPage

MOST = 20


class YourSeries(Component):
    """A partner's series with their next dates, each with the two things partners come for."""

    order = 10
    template_name = "events/admin/your_series.html"

    def get_context_data(self, parent_context):
        organisations = list(organisations_of(parent_context["request"].user)[:MOST])
        rows = [
            (series, series.occurrences.upcoming().first())
            for organisation in organisations
            for series in SeriesPage.objects.child_of(organisation).filter(alias_of=None)[:MOST]
        ]
        return {"rows": rows[:MOST], "organisations": organisations}
