"""For the programme team: series that nobody has confirmed for eight weeks."""

from wagtail.admin.ui.components import Component

from .checks import Check

MOST = 20


class UnconfirmedSeries(Component):
    """The longest silent first, with whom to ring. They stay listed in public."""

    order = 20
    template_name = "events/admin/unconfirmed.html"

    def get_context_data(self, parent_context):
        silent = Check.objects.silent()
        return {
            "checks": silent.select_related("series")[:MOST],
            "count": silent.count(),
            "csrf_token": parent_context["csrf_token"],
        }
