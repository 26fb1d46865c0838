"""What a new series begins with: what its organisation has said already is not asked again."""

from django.dispatch import receiver
from wagtail.signals import init_new_page

from home.choices import Language
from home.models import Organisation, Venue

from .series import SeriesPage


@receiver(init_new_page)
def answer_what_is_known(page, parent, **kwargs) -> None:
    """The organisation's telephone, English, and the venue that it used last or keeps alone."""
    if not isinstance(page, SeriesPage) or not isinstance(parent.specific, Organisation):
        return
    organisation = parent.specific
    page.phone = organisation.phone
    page.languages = [Language.ENGLISH]
    page.venue = usual_venue(organisation)


def usual_venue(organisation: Organisation) -> Venue | None:
    """Where its newest series is; without one, the venue that it keeps if there is only one."""
    series = SeriesPage.objects.child_of(organisation).exclude(venue=None)
    latest = series.select_related("venue").order_by("-pk").first()
    if latest:
        return latest.venue
    kept = list(organisation.venues_kept.all()[:2])
    return kept[0] if len(kept) == 1 else None
