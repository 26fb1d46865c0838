"""Open offers on the admin's first page: what others offer, and what one has offered."""

from wagtail.admin.ui.components import Component

from .handing import handovers_of, may_answer_for


class OpenHandovers(Component):
    """Each open offer to and from one's organisations, with the way to its answer."""

    order = 8
    template_name = "home/admin/open_handovers.html"
    most = 20

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        offers = handovers_of(user).open()[: self.most]
        return {"rows": [(offer, may_answer_for(offer.receiver, user)) for offer in offers]}
