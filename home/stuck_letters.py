"""An alarm in the admin: letters that have waited too long, before the people who wait call."""

from django.db.models import Count, Min
from wagtail.admin.ui.components import Component

from .letters import Letter


class StuckLetters(Component):
    """How many letters wait, since when, and what is in their way. Nobody's name."""

    order = 5
    template_name = "home/admin/stuck_letters.html"

    def get_context_data(self, parent_context):
        stuck = Letter.objects.stuck().order_by()
        troubles = stuck.exclude(trouble="").values("trouble").annotate(count=Count("pk"))
        return {
            **stuck.aggregate(count=Count("pk"), since=Min("made_at")),
            "troubles": troubles.order_by("-count", "trouble")[:5],
        }
