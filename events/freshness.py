"""When something that is told of a series last became another: programmes ask for it.

Kept apart from the dates: what closed them may be gone already, and its end is a change as well.
"""

from django.db import models
from django.utils import timezone

from .series import SeriesPage


class Freshness(models.Model):
    """The moment at which a date of a series was last another than before. It only moves on."""

    series = models.OneToOneField(SeriesPage, on_delete=models.CASCADE, related_name="freshness")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.changed_at:%Y-%m-%d}"


def note_change(*series_ids: int) -> None:
    """Writes down that these series changed just now, in the transaction of the change."""
    now = timezone.now()
    Freshness.objects.bulk_create(
        [Freshness(series_id=key, changed_at=now) for key in sorted(series_ids)],
        update_conflicts=True,
        unique_fields=["series"],
        update_fields=["changed_at"],
    )
