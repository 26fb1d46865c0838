"""Runs: a course on certain dates, with so many places."""

from datetime import datetime

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from .courses import CoursePage


class RunState(models.TextChoices):
    """How far a run has come. Draft and proposed runs are unknown to the public."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed")
    OPEN = "open", _("Open for booking")
    CLOSED = "closed", _("Closed for booking")
    CANCELLED = "cancelled", _("Cancelled")


PUBLIC_STATES = (RunState.OPEN, RunState.CLOSED, RunState.CANCELLED)


class CourseRunQuerySet(models.QuerySet):
    def of_course(self, course: CoursePage) -> "CourseRunQuerySet":
        """Runs of a course, of whatever language its page is, soonest first."""
        return self.filter(course_id=course.source.pk).order_by("starts_at", "pk")

    def upcoming(self) -> "CourseRunQuerySet":
        """Runs that are not over yet, soonest first; those without dates last."""
        rows = self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=timezone.now()))
        return rows.order_by(F("starts_at").asc(nulls_last=True), "pk")

    def public(self) -> "CourseRunQuerySet":
        """Runs that anybody may see: neither draft nor proposed, and the course's page is live."""
        courses = CoursePage.objects.live().public()
        return self.filter(state__in=PUBLIC_STATES, course__in=courses.order_by())

    def open_for_booking(self) -> "CourseRunQuerySet":
        """Public runs on which a place can be booked right now."""
        return self.public().accepting(timezone.now()).filter(places_taken__lt=F("capacity"))

    def accepting(self, now: datetime) -> "CourseRunQuerySet":
        """Runs that are open and whose closing time and start are still to come."""
        return self.filter(
            Q(closes_at__isnull=True) | Q(closes_at__gt=now),
            Q(starts_at__isnull=True) | Q(starts_at__gt=now),
            state=RunState.OPEN,
        )


class CourseRun(ClusterableModel):
    """A course on its dates (schema.org CourseInstance). No page: bookings point at it.

    `capacity` and `places_taken` count places; the booking desk alone changes `places_taken`.
    `starts_at` and `ends_at` repeat the first start and last end of its sessions, so that lists
    and the desk need not read them. All times are aware; people read them in Europe/London.
    """

    wagtail_reference_index_ignore = True

    course = models.ForeignKey(CoursePage, on_delete=models.CASCADE, related_name="runs")
    state = models.CharField(
        _("state"), max_length=9, choices=RunState, default=RunState.DRAFT, editable=False
    )
    capacity = models.PositiveIntegerField(
        _("places"),
        validators=[MinValueValidator(1)],
        help_text=_("How many people can take part. The portal never books more."),
    )
    places_taken = models.PositiveIntegerField(_("places taken"), default=0, editable=False)
    closes_at = models.DateTimeField(
        _("booking closes"),
        null=True,
        blank=True,
        help_text=_("Leave it empty if people can book until it starts."),
    )
    starts_at = models.DateTimeField(_("starts"), null=True, editable=False)
    ends_at = models.DateTimeField(_("ends"), null=True, editable=False)
    # The most sessions it ever had: how many entries may stand in calendars.
    sessions_told = models.PositiveSmallIntegerField(default=0, editable=False)
    note = models.CharField(
        _("good to know"),
        max_length=250,
        blank=True,
        help_text=_("Stands under the dates: lunch, parking, what to bring."),
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    answer = models.CharField(_("the team's answer"), max_length=300, blank=True, editable=False)
    # Raised when dates or places change: part of SEQUENCE in calendars (RFC 5545 section 3.8.7.4).
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = CourseRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("course date")
        verbose_name_plural = _("course dates")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["course", "starts_at"])]
        constraints = [
            models.CheckConstraint(
                name="a_run_is_never_oversold", condition=Q(places_taken__lte=F("capacity"))
            ),
            models.CheckConstraint(
                name="a_run_ends_after_it_starts",
                condition=Q(starts_at__isnull=True, ends_at__isnull=True)
                | Q(ends_at__gt=F("starts_at")),
            ),
            models.CheckConstraint(
                name="a_run_is_in_a_known_state", condition=Q(state__in=RunState.values)
            ),
        ]

    def __str__(self) -> str:
        if not self.starts_at:
            return f"{self.course.title} ({self.get_state_display()})"
        from home.templatetags.words import clock, day

        return f"{self.course.title}, {day(self.starts_at)}, {clock(self.starts_at)}"

    @property
    def places_left(self) -> int:
        """Places that can still be booked (OpenActive remainingAttendeeCapacity)."""
        return max(self.capacity - self.places_taken, 0)

    @property
    def booking_closes_at(self) -> datetime | None:
        """The moment after which nobody can book: the closing time, at the latest the start."""
        moments = [moment for moment in (self.closes_at, self.starts_at) if moment]
        return min(moments) if moments else None

    @property
    def places_said(self) -> str:
        """“7 of 8”."""
        return gettext("%(taken)d of %(all)d") % {
            "taken": self.places_taken,
            "all": self.capacity,
        }

    @property
    def is_over(self) -> bool:
        """Whether its last session has ended."""
        return bool(self.ends_at and self.ends_at <= timezone.now())

    @property
    def has_begun(self) -> bool:
        """Whether its first session has started."""
        return bool(self.starts_at and self.starts_at <= timezone.now())

    @property
    def is_public(self) -> bool:
        """Whether its state lets anybody see it; its course's page must be live too."""
        return self.state in PUBLIC_STATES

    @property
    def is_cancelled(self) -> bool:
        return self.state == RunState.CANCELLED

    @property
    def is_closed(self) -> bool:
        """Whether it takes no bookings for another reason than being full."""
        closes = self.booking_closes_at
        return self.state != RunState.OPEN or bool(closes and closes <= timezone.now())

    @property
    def is_full(self) -> bool:
        return self.places_left == 0

    @property
    def is_bookable(self) -> bool:
        """Whether a place can be booked right now."""
        return not self.is_closed and not self.is_full

    @property
    def closes_today(self) -> bool:
        """Whether its closing time is on this day in Europe/London."""
        return bool(self.closes_at) and timezone.localdate(self.closes_at) == timezone.localdate()

    def set_dates(self) -> None:
        """Repeats the first start and the last end of its sessions. Does not save."""
        sessions = self.sessions.all()
        self.sessions_told = max(self.sessions_told, len(sessions))
        self.starts_at = min((session.starts_at for session in sessions), default=None)
        self.ends_at = max((session.ends_at for session in sessions), default=None)
