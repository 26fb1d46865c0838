"""A picture that a page or venue may have: losing the file never loses the page."""

from django.db import models
from django.utils.translation import gettext_lazy as _


def picture_field(label: str = _("picture")) -> models.ForeignKey:
    """A column for one optional picture."""
    return models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )
