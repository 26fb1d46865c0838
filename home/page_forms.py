"""The form of pages whose names are settings."""

from django.utils.translation import gettext_lazy as _

FROM_NAMES = ("title", "intro", "seo_title", "search_description")


class NamedMixin:
    """On an element's page the title and the introduction can be read and not written."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if getattr(self.instance, "named_element", None):
            for name in self.fields.keys() & FROM_NAMES:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("It comes from the screen “Names” in the menu.")
