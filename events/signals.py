"""What publishing, hiding and other changes do to the dates of a series and to the finder."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from home.models import Venue

from .checks import note_check
from .expanding import expand, refresh_slots
from .followers import spread_news
from .freshness import note_change
from .series import SeriesPage
from .slots import places_of
from .stamp import stamp_anew


@receiver(page_published)
def make_dates(instance, **kwargs) -> None:
    """Expands a published series; the signal also fires for aliases and for pages not live yet."""
    if isinstance(instance, SeriesPage) and instance.live and instance.is_source:
        places = places_of(instance)
        # A series that was hidden had no place; one at another place may have the same dates.
        if expand(instance) or places_of(instance) != places:
            spread_news(instance.pk)
        note_check(instance, first_name_of(kwargs.get("revision")))
        stamp_anew()  # its languages may be others now


def first_name_of(revision) -> str:
    """Who wrote what is published: shown only if the series says that they agreed."""
    return revision.user.first_name if revision and revision.user else ""


@receiver(page_unpublished)
def hide_dates(instance, **kwargs) -> None:
    """Hides a series from the finder and keeps its dates and the changes to them."""
    if isinstance(instance, SeriesPage) and instance.is_source:
        refresh_slots(instance)
        spread_news(instance.pk)


@receiver(post_page_move)
def tell_of_another_organisation(instance, **kwargs) -> None:
    """Series that moved belong to somebody else now: the open data tells it as a change."""
    moved = SeriesPage.objects.descendant_of(instance, inclusive=True).filter(alias_of=None)
    note_change(*moved.values_list("pk", flat=True))


@receiver(post_save, sender=Venue)
@receiver(post_delete, sender=SeriesPage)
@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
@receiver(post_page_move)
def list_anew(**kwargs) -> None:
    """Other things that the finder shows: where a venue is, what a privacy setting hides."""
    stamp_anew()
