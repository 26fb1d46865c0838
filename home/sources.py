"""The page that holds the facts, whatever the language of the visit."""

from django.utils.functional import cached_property
from wagtail.models import Locale, Page


def source_of(page: Page) -> Page:
    """What an alias copies, what a translation came from; else the page itself."""
    while page.alias_of_id and page.alias_of.locale_id == page.locale_id:
        page = page.alias_of.specific
    default = Locale.get_default()
    if page.locale_id == default.id:
        return page
    rows = type(page).objects.filter(translation_key=page.translation_key, locale=default)
    return rows.first() or page


class SourceMixin:
    """For pages whose facts are read from the source-language page alone.

    Publishing that page does not update its translations, and rows may point at no other page:
    so that one change shows in every language at once, everybody asks `source`.
    """

    @cached_property
    def source(self) -> Page:
        """The page that holds the facts: what an alias copies, what a translation came from."""
        return source_of(self)

    @property
    def is_source(self) -> bool:
        """Whether dates hang on this very page."""
        return self.alias_of_id is None and self.locale_id == Locale.get_default().id
