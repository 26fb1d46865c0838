"""A series: a page whose sessions recur at one venue and one time of day."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.models import Venue
from home.sources import SourceMixin

from .schedules import Schedule


class SeriesPage(SourceMixin, Schedule, Page):
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
