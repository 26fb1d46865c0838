"""A series: a page whose sessions recur at one venue and one time of day."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from home.models import Venue

from .schedules import Schedule


class SeriesPage(Schedule, Page):
    """What every series shares. Facts are read from the source-language page alone.

    schema.org: EventSeries. Its public id is `translation_key`, the same in every language.
    """

    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, null=True, related_name="series", verbose_name=_("venue")
    )

    is_creatable = False

    class Meta:
        verbose_name = _("series")

    def clean(self) -> None:
        super().clean()
        if self.alias_of_id is None and self.slug in {"poster", "calendar"}:
            raise ValidationError({"slug": _("This address is taken. Choose another.")})

    def publish(self, *args, **kwargs):
        """Publishes the page and makes its dates in one transaction: both hold, or neither."""
        with transaction.atomic():
            return super().publish(*args, **kwargs)

    @cached_property
    def source(self) -> "SeriesPage":
        """The page that holds the facts: what an alias copies, what a translation came from."""
        page = self
        while page.alias_of_id and page.alias_of.locale_id == page.locale_id:
            page = page.alias_of.specific
        default = Locale.get_default()
        if page.locale_id == default.id:
            return page
        return (
            type(page).objects.filter(translation_key=page.translation_key, locale=default).first()
            or page
        )

    @property
    def is_source(self) -> bool:
        """Whether dates hang on this very page."""
        return self.alias_of_id is None and self.locale_id == Locale.get_default().id
