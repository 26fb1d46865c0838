"""One dated happening of a series: stored, so that everybody reads the same truth."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.choices import SeveralField
from home.models import Venue

from .clock import LONDON, PartOfDay, Weekday, part_of_day
from .date_sets import DateSet
from .people import Role
from .series import SeriesPage

NEXT_DATES = 8


class OccurrenceQuerySet(models.QuerySet):
    def upcoming(self, at: datetime | None = None) -> "OccurrenceQuerySet":
        """Not ended yet, soonest first: a session that is on right now is among them."""
        return self.filter(ends_at__gt=at or timezone.now()).order_by("starts_at", "pk")

    def to_come(self, at: datetime | None = None) -> "OccurrenceQuerySet":
        """Not begun yet: the rows that a change of the rule may touch."""
        return self.filter(starts_at__gt=at or timezone.now())

    def ahead(self, rule) -> "OccurrenceQuerySet":
        """The next eight dates, and of the later ones those that are not as their rule says.

        A set of dates is no rule: all of them.
        """
        rows = self.upcoming()
        if isinstance(rule, DateSet):
            return rows
        changed = Q(status=Occurrence.Status.CANCELLED) | Q(moved=True)
        return rows.filter(changed | Q(pk__in=rows.values("pk")[:NEXT_DATES]))

    def running(self) -> "OccurrenceQuerySet":
        """Those that take place."""
        return self.filter(status=Occurrence.Status.SCHEDULED)


class Occurrence(models.Model):
    """A session on one date. `original_date` is its date by the rule (iCalendar: RECURRENCE-ID).

    `starts_at` and `ends_at` are aware. A cancelled row stays, with its reason: nothing that
    would have been is silently absent. An extra session has no `original_date`. What people
    decided about a date (`decision`, `moved`, `note`, `staff_changed`) outlives every change of
    the rule; what follows from pauses, closures and bank holidays is worked out anew each time.
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
        PAUSE = "pause", _("Having a break")
        PROGRAMME = "programme", _("Everything is closed")

    class Decision(models.TextChoices):
        NONE = "", "—"
        ON = "on", _("Said to be on")
        OFF = "off", _("Called off")

    REASONS_TO_CHOOSE = (Reason.VENUE, Reason.PEOPLE, Reason.WEATHER, Reason.OTHER)

    series = models.ForeignKey(SeriesPage, on_delete=models.CASCADE, related_name="occurrences")
    original_date = models.DateField(null=True, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # What the finder asks for, by the clock in Europe/London: follows from starts_at.
    weekday = models.PositiveSmallIntegerField(choices=Weekday, editable=False)
    part_of_day = models.CharField(max_length=9, choices=PartOfDay, editable=False)
    # Where it is on this date alone; else at the series' venue.
    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, null=True, blank=True, related_name="occurrences"
    )
    moved = models.BooleanField(default=False)
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
    # What the note was before somebody called the date off: put back with it.
    former_note = models.CharField(max_length=200, blank=True, editable=False)
    # What the pause or closure that cancels it says.
    closing_note = models.CharField(max_length=200, blank=True, editable=False)
    back_on = models.DateField(null=True, editable=False)
    decision = models.CharField(
        max_length=3, choices=Decision, blank=True, default=Decision.NONE, editable=False
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    staff = SeveralField(_("who is there"), choices=Role, blank=True, max_length=60)
    staff_changed = models.BooleanField(default=False, editable=False)
    # How often people were told something new about it (RFC 5545, 3.8.7.4: SEQUENCE).
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    head_count = models.PositiveSmallIntegerField(_("how many came"), null=True, blank=True)

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
            models.CheckConstraint(
                name="called_off_is_cancelled_and_a_decision_has_its_time",
                condition=(Q(decision="") & Q(decided_at__isnull=True))
                | (Q(decision="on") & Q(decided_at__isnull=False))
                | (Q(decision="off") & Q(decided_at__isnull=False) & Q(status="cancelled")),
            ),
            models.CheckConstraint(
                name="an_extra_is_not_moved_as_well",
                condition=Q(original_date__isnull=False) | Q(moved=False),
            ),
        ]
        indexes = [
            models.Index(fields=["series", "ends_at", "weekday", "part_of_day"]),
            models.Index(fields=["starts_at"], name="occurrence_start"),
        ]

    def __str__(self) -> str:
        return f"{self.local_start:%Y-%m-%d}"

    def put_at(self, starts_at: datetime, ends_at: datetime) -> None:
        """Sets its aware start and end, and the weekday and part of the day that follow."""
        self.starts_at, self.ends_at = starts_at, ends_at
        self.weekday = self.local_start.weekday()
        self.part_of_day = part_of_day(self.local_start.time())

    @property
    def place(self) -> Venue | None:
        """Where it is on this date."""
        return self.venue or self.series.venue

    @property
    def is_extra(self) -> bool:
        """Whether it stands beside the rule."""
        return self.original_date is None

    @property
    def shown_status(self) -> str:
        """The one word for it: cancelled, moved, extra or scheduled, in that order."""
        if self.is_cancelled:
            return "cancelled"
        if self.moved:
            return "moved"
        return "extra" if self.is_extra else "scheduled"

    @property
    def is_cancelled(self) -> bool:
        """Whether this date does not take place."""
        return self.status == self.Status.CANCELLED

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.ends_at <= timezone.now()

    @property
    def has_begun(self) -> bool:
        """Whether it has started, by the plan."""
        return self.starts_at <= timezone.now()

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
