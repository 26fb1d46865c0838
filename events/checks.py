"""Still right? Who last had a look at a series, so that residents know how fresh its word is."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .series import SeriesPage

SILENT = timedelta(weeks=8)


class CheckQuerySet(models.QuerySet):
    def silent(self, at: datetime | None = None) -> "CheckQuerySet":
        """Live series that nobody has looked at for eight weeks, the longest silent first."""
        before = (at or timezone.now()) - SILENT
        return self.filter(checked_at__lt=before, series__live=True).order_by("checked_at")


class Check(models.Model):
    """The last check of a series: a publication, a host's tap, a date changed, a head count."""

    series = models.OneToOneField(SeriesPage, on_delete=models.CASCADE, related_name="last_check")
    checked_at = models.DateTimeField()
    checked_by = models.CharField(_("first name"), max_length=40, blank=True)
    asked_at = models.DateTimeField(null=True)
    # Raising it revokes the links that were sent with the question.
    link_version = models.PositiveIntegerField(default=0)

    objects = CheckQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d}"

    @property
    def is_old(self) -> bool:
        """Whether it was so long ago that a visitor had better ring first."""
        return self.checked_at < timezone.now() - SILENT


def note_check(series: SeriesPage, name: str = "") -> None:
    """Writes down that somebody had a look just now; their name only if they agreed to be named."""
    agreed = series.people.filter(first_name__iexact=name).first() if name else None
    Check.objects.update_or_create(
        series_id=series.pk,
        defaults={
            "checked_at": timezone.now(),
            "checked_by": agreed.first_name if agreed else "",
            "asked_at": None,
        },
    )
