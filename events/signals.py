"""What publishing and unpublishing do to the dates of a series."""

from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from .expanding import expand, refresh_slots
from .series import SeriesPage


@receiver(page_published)
def make_dates(instance, **kwargs) -> None:
    """Expands a published series; the signal also fires for aliases and for pages not live yet."""
    if isinstance(instance, SeriesPage):
        expand(instance)


@receiver(page_unpublished)
def hide_dates(instance, **kwargs) -> None:
    """Hides a series from the finder and keeps its dates and the changes to them."""
    if isinstance(instance, SeriesPage):
        refresh_slots(instance)
