"""One dated happening of a series: stored, so that everybody reads the same truth."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .clock import LONDON, PartOfDay, Weekday, part_of_day
from .series import SeriesPage


class OccurrenceQuerySet(models.QuerySet):
    def upcoming(self, at: datetime | None = None) -> "OccurrenceQuerySet":
        """Not ended yet, soonest first: a session that is on right now is among them."""
        return self.filter(ends_at__gt=at or timezone.now()).order_by("starts_at", "pk")

    def to_come(self, at: datetime | None = None) -> "OccurrenceQuerySet":
        """Not begun yet: the rows that a change of the rule may touch."""
        return self.filter(starts_at__gt=at or timezone.now())

    def running(self) -> "OccurrenceQuerySet":
        """Those that take place."""
        return self.filter(status=Occurrence.Status.SCHEDULED)


class Occurrence(models.Model):
    """A session on one date. `original_date` is its date by the rule (iCalendar: RECURRENCE-ID).

    `starts_at` and `ends_at` are aware. A cancelled row stays, with its reason: nothing that
    would have been is silently absent.
    """

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("On")
        CANCELLED = "cancelled", _("Not running")

    class Reason(models.TextChoices):
        NONE = "", "—"
        VENUE = "venue", _("The venue is closed")
        PEOPLE = "people", _("Nobody is free to run it")
        WEATHER = "weather", _("Bad weather")
        OTHER = "other", _("Another reason")
        BANK_HOLIDAY = "bank_holiday", _("Bank holiday")

    series = models.ForeignKey(SeriesPage, on_delete=models.CASCADE, related_name="occurrences")
    original_date = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # What the finder asks for, by the clock in Europe/London: follows from starts_at.
    weekday = models.PositiveSmallIntegerField(choices=Weekday, editable=False)
    part_of_day = models.CharField(max_length=9, choices=PartOfDay, editable=False)
    status = models.CharField(max_length=9, choices=Status, default=Status.SCHEDULED)
    reason = models.CharField(
        _("reason"), max_length=12, choices=Reason, blank=True, default=Reason.NONE
    )
    note = models.CharField(
        _("a line to add"),
        max_length=200,
        blank=True,
        help_text=_("Shown to everybody, as you write it. For example: “The boiler is broken.”"),
    )
    changed_at = models.DateTimeField(null=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_occurrence_for_a_series_and_date", fields=["series", "original_date"]
            ),
            models.CheckConstraint(
                name="occurrence_ends_after_it_starts",
                condition=Q(ends_at__gt=models.F("starts_at")),
            ),
            models.CheckConstraint(
                name="cancelled_has_a_reason_and_scheduled_has_none",
                condition=(Q(status="scheduled") & Q(reason=""))
                | (Q(status="cancelled") & ~Q(reason="")),
            ),
        ]
        indexes = [models.Index(fields=["series", "ends_at", "weekday", "part_of_day"])]

    def __str__(self) -> str:
        return f"{self.original_date:%Y-%m-%d}"

    def put_at(self, starts_at: datetime, ends_at: datetime) -> None:
        """Sets its aware start and end, and the weekday and part of the day that follow."""
        self.starts_at, self.ends_at = starts_at, ends_at
        self.weekday = self.local_start.weekday()
        self.part_of_day = part_of_day(self.local_start.time())

    @property
    def is_cancelled(self) -> bool:
        """Whether this date does not take place."""
        return self.status == self.Status.CANCELLED

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.ends_at <= timezone.now()

    @property
    def is_on_now(self) -> bool:
        """Whether it takes place at this moment."""
        return not self.is_cancelled and self.starts_at <= timezone.now() < self.ends_at

    @property
    def local_start(self) -> datetime:
        """Its start on the clock in Europe/London."""
        return self.starts_at.astimezone(LONDON)

    @property
    def local_end(self) -> datetime:
        """Its end on the clock in Europe/London."""
        return self.ends_at.astimezone(LONDON)


def check_can_change(occurrence: Occurrence) -> None:
    """Raises ValidationError when it is too late to change a date: past rows never change."""
    if occurrence.is_over:
        raise ValidationError(_("This date is over: it cannot be changed any more."))


def cancel(occurrence: Occurrence, *, reason: str, note: str = "", by=None) -> None:
    """Cancels one date with its reason; it stays listed. Raises ValidationError."""
    if reason not in dict(Occurrence.Reason.choices) or not reason:
        raise ValidationError({"reason": _("Choose a reason.")})
    _change(occurrence, status=Occurrence.Status.CANCELLED, reason=reason, note=note.strip(), by=by)


def put_back(occurrence: Occurrence, *, by=None) -> None:
    """Lets a cancelled date take place after all. Raises ValidationError."""
    _change(
        occurrence,
        status=Occurrence.Status.SCHEDULED,
        reason=Occurrence.Reason.NONE,
        note="",
        by=by,
    )


def _change(occurrence: Occurrence, *, by, **values) -> None:
    with transaction.atomic():
        row = Occurrence.objects.select_for_update().get(pk=occurrence.pk)
        check_can_change(row)
        for name, value in values.items():
            setattr(row, name, value)
        row.changed_at, row.changed_by = timezone.now(), by
        row.full_clean()
        row.save()
    occurrence.refresh_from_db()
