"""Parts of page editors in the admin."""

from wagtail.admin.panels import FieldPanel, Panel

from .comparisons import SeveralComparison
from .hints import hints_for


class SeveralPanel(FieldPanel):
    """A field of several choices: Wagtail compares versions of a field with choices as one."""

    def get_comparison_class(self):
        return SeveralComparison


class HintsPanel(Panel):
    """What would help the readers of this page, as it was saved last."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/admin/hints.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk)

        def get_context_data(self, parent_context=None):
            hints = hints_for(self.instance, self.request.user)
            return super().get_context_data(parent_context) | {"hints": hints}
