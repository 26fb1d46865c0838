"""The first page of the admin: that somebody suggested or asked something."""

from wagtail.admin.ui.components import Component

from .ideas import Idea


class WaitingIdeas(Component):
    """How many ideas wait, and the way to them."""

    order = 15
    template_name = "home/admin/waiting_ideas.html"

    def get_context_data(self, parent_context):
        return {"count": Idea.objects.waiting().count()}
