"""Pages that nobody has looked over for long: one tap says that they are still right."""

from datetime import datetime, timedelta

from django.db.models import DateTimeField, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, get_page_models
from wagtail.query import PageQuerySet

LONG = timedelta(weeks=26)
ACTION = "home.look_over"


def to_look_over(pages: PageQuerySet) -> PageQuerySet:
    """The public ones among these, but for types that are asked about in a way of their own."""
    own = [model for model in get_page_models() if getattr(model, "has_own_check", False)]
    return pages.live().not_type(*own)


def not_looked_over(pages: PageQuerySet, at: datetime | None = None) -> PageQuerySet:
    """Those public pages that were neither published nor looked over for half a year."""
    entries = PageLogEntry.objects.filter(page=OuterRef("pk"), action=ACTION)
    latest = entries.order_by("-timestamp").values("timestamp")[:1]
    seen = to_look_over(pages).annotate(
        looked_over_at=Greatest(
            "last_published_at",
            Coalesce(Subquery(latest, output_field=DateTimeField()), "last_published_at"),
        )
    )
    before = (at or timezone.now()) - LONG
    return seen.filter(looked_over_at__lt=before).order_by("looked_over_at", "pk")


def look_over(page: Page, user) -> None:
    """Writes into a page's history that somebody found it right."""
    log(instance=page, action=ACTION, user=user)
