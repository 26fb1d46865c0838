"""A series' regular slots: the weekdays and parts of the day on which it has dates to come.

The finder reads slots, a row or two for each series, instead of a year of dates. What a slot
says holds at any moment: `last_ends_at` is fixed, and `next_*` is a hint that is checked
against the clock when it is read. A hint that has run out costs time, never truth.
"""

from datetime import datetime

from django.db import models
from django.db.models import Case, F, OuterRef, Subquery, When

from .clock import PartOfDay, Weekday
from .occurrences import Occurrence
from .series import SeriesPage


class SlotQuerySet(models.QuerySet):
    def upcoming(self, at: datetime) -> "SlotQuerySet":
        """Slots with a date that has not ended at `at`."""
        return self.filter(last_ends_at__gt=at)

    def on_days(self, days) -> "SlotQuerySet":
        """Slots on these weekdays."""
        return self.filter(weekday__in=days)

    def at_times(self, parts) -> "SlotQuerySet":
        """Slots that start in these parts of the day."""
        return self.filter(part_of_day__in=parts)

    def with_next_start(self, at: datetime) -> "SlotQuerySet":
        """Adds `next_start`: the start of the first date that has not ended at `at`."""
        dates = Occurrence.objects.upcoming(at).filter(
            series=OuterRef("series"),
            weekday=OuterRef("weekday"),
            part_of_day=OuterRef("part_of_day"),
        )
        return self.annotate(
            next_start=Case(
                When(next_ends_at__gt=at, then=F("next_starts_at")),
                default=Subquery(dates.values("starts_at")[:1]),
            )
        )


class Slot(models.Model):
    """One weekday and part of the day on which a listed series has dates to come."""

    series = models.ForeignKey(SeriesPage, on_delete=models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    part_of_day = models.CharField(max_length=9, choices=PartOfDay)
    last_ends_at = models.DateTimeField()
    next_starts_at = models.DateTimeField()
    next_ends_at = models.DateTimeField()

    objects = SlotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_slot_for_a_series_weekday_and_part",
                fields=["series", "weekday", "part_of_day"],
            )
        ]
        indexes = [
            # All that the finder reads, in the order in which it groups: it never opens the table.
            models.Index(
                fields=[
                    "series",
                    "last_ends_at",
                    "next_ends_at",
                    "next_starts_at",
                    "weekday",
                    "part_of_day",
                ],
                name="slot_finder",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.part_of_day}"
