"""A series' regular slots: on which weekday, part of the day, where and with whom it has dates.

The finder reads slots, a row or two for each series, instead of a year of dates. What a slot
says holds at any moment: `last_ends_at` is fixed, and `next_*` is a hint that is checked
against the clock when it is read. A hint that has run out costs time, never truth.
"""

from collections.abc import Iterable

from django.db import models

from home.choices import SeveralField
from home.models import Venue

from .clock import PartOfDay, Weekday
from .occurrences import Occurrence
from .people import Role
from .series import SeriesPage

WHAT_IT_SAYS = (
    "weekday",
    "part_of_day",
    "venue_id",
    "staff",
    "last_ends_at",
    "next_starts_at",
    "next_ends_at",
)


class Slot(models.Model):
    """One weekday, part of the day, place and company in which a series has dates to come."""

    series = models.ForeignKey(SeriesPage, on_delete=models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    part_of_day = models.CharField(max_length=9, choices=PartOfDay)
    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, null=True, related_name="+")
    staff = SeveralField(choices=Role, blank=True, max_length=60)
    last_ends_at = models.DateTimeField()
    next_starts_at = models.DateTimeField()
    next_ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_slot_for_what_a_series_has",
                fields=["series", "weekday", "part_of_day", "venue", "staff"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.part_of_day}"


def slots_of(series: SeriesPage, rows: Iterable[Occurrence]) -> list[Slot]:
    """The unsaved slots that a series' dates to come make, given soonest first."""
    slots: dict[tuple, Slot] = {}
    for row in rows:
        venue_id = row.venue_id or series.venue_id
        slot = slots.setdefault(
            (row.weekday, row.part_of_day, venue_id, *row.staff),
            Slot(
                series_id=series.pk,
                weekday=row.weekday,
                part_of_day=row.part_of_day,
                venue_id=venue_id,
                staff=row.staff,
                next_starts_at=row.starts_at,
                next_ends_at=row.ends_at,
            ),
        )
        slot.last_ends_at = row.ends_at
    return list(slots.values())


def said(slots: Iterable[Slot]) -> list[list]:
    """What slots say, to compare."""
    return sorted([[getattr(slot, name) for name in WHAT_IT_SAYS] for slot in slots], key=str)


def places_of(series: SeriesPage) -> set[int | None]:
    """The keys of the venues where a listed series has dates to come; a hidden one has none."""
    return set(series.slots.values_list("venue_id", flat=True))
