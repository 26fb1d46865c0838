"""Parts of the form of every page: whose name is a setting, and how an address is made."""

from django.utils.translation import gettext_lazy as _

from .pages import free_slug

MOST_ROWS = 200
ROWS_TO_DELETE = 20  # beside those that stay
FROM_NAMES = ("title", "intro", "seo_title", "search_description")


class NamedMixin:
    """On an element's page the title and the introduction can be read and not written."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if getattr(self.instance, "named_element", None):
            for name in self.fields.keys() & FROM_NAMES:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("It comes from the screen “Names” in the menu.")


class BoundedRowsMixin:
    """Reads no more rows than a page may have: a form that says it has a million is not built."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for formset in self.formsets.values():
            formset.absolute_max = min(formset.max_num, MOST_ROWS) + ROWS_TO_DELETE


class AddressMixin:
    """Makes an address from the name if none is given.

    Only a script fills it in as the name is typed, on a tab that few people ever open.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """What was typed; else what the page has; else the name, made into an address."""
        typed = self.cleaned_data["slug"] or self.instance.slug
        title = self.cleaned_data.get("title")
        if typed or not title or self.parent_page is None:
            return typed
        taken = getattr(self.instance, "taken_slugs", ())
        return free_slug(self.parent_page, title, taken)
