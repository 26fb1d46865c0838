"""Things to download and print, tied to a module."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from .learning_modules import ModulePage


class Material(Orderable):
    """A document that goes with a module."""

    module = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=100)
    description = models.CharField(_("description"), max_length=200, blank=True)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("document"),
    )

    panels = [FieldPanel("title"), FieldPanel("description"), FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("material")

    def __str__(self) -> str:
        return self.title
