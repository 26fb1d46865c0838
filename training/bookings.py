"""Bookings: somebody has a place on a run, waits for one, or had one."""

import secrets
from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from home.lines import fold
from home.links import make_token
from home.personal import Personal

from .courses import Sector
from .runs import CourseRun

LINK_PURPOSE = "booking"
LINK_DAYS_AFTER_END = 90
LINK_DAYS_WITHOUT_DATES = 365
MOST_PLACES = 10
FOLDED_LENGTH = 254  # folding can make a text longer: it is cut here, in Python
# No letter or digit that is mistaken for another, on paper or by telephone.
REFERENCE_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
KEPT = _("Until a year after the course.")


def make_reference() -> str:
    """A new reference like K7QM-3FXD, to say by telephone. It proves nothing by itself."""
    signs = [secrets.choice(REFERENCE_SIGNS) for _sign in range(8)]
    return "".join(signs[:4]) + "-" + "".join(signs[4:])


class BookingQuerySet(models.QuerySet):
    def active(self) -> "BookingQuerySet":
        """Bookings that were not cancelled."""
        return self.exclude(status=Booking.Status.CANCELLED)

    def holding_places(self) -> "BookingQuerySet":
        """Bookings whose places count as taken: confirmed, or offered and not yet answered."""
        return self.filter(status__in=Booking.HOLDING)

    def of_person(self, run: CourseRun, email: str, name: str) -> "BookingQuerySet":
        """This person's active bookings on a run; a blank address names nobody."""
        rows = self.active().filter(
            run=run,
            email_folded=fold(email)[:FOLDED_LENGTH],
            name_folded=fold(name)[:FOLDED_LENGTH],
        )
        return rows.exclude(email_folded="")


class Booking(models.Model):
    """Somebody's places on a run. Made and changed by the booking desk alone.

    `link_version` revokes the links sent so far when raised. `revision` counts changes, for
    SEQUENCE in calendars. `key` is the idempotency key of the form that made it.
    """

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        WAITING = "waiting", _("Waiting")
        OFFERED = "offered", _("Offered a place")
        CANCELLED = "cancelled", _("Cancelled")

    HOLDING = (Status.CONFIRMED, Status.OFFERED)
    wagtail_reference_index_ignore = True

    run = models.ForeignKey(CourseRun, on_delete=models.PROTECT, related_name="bookings")
    reference = models.CharField(_("reference"), max_length=9, unique=True, default=make_reference)
    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.CONFIRMED, db_index=True
    )
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail address"), blank=True)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    sector = models.CharField(_("sector"), max_length=12, choices=Sector, blank=True)
    role = models.CharField(_("role"), max_length=80, blank=True)
    places = models.PositiveSmallIntegerField(_("places"), default=1)
    language = models.CharField(max_length=10, default="en", editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, editable=False)
    key = models.UUIDField(null=True, unique=True, editable=False)
    link_version = models.PositiveIntegerField(default=0, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    email_folded = models.CharField(max_length=FOLDED_LENGTH, editable=False)
    name_folded = models.CharField(max_length=FOLDED_LENGTH, editable=False)

    objects = BookingQuerySet.as_manager()

    personal_heading = _("When you book a course")
    personal = {
        "name": Personal(_("The trainer knows whom to expect."), KEPT),
        "email": Personal(_("We send your confirmation and any change of plan there."), KEPT),
        "organisation": Personal(_("We see who is reached and who is not yet."), KEPT),
        "sector": Personal(_("We see who is reached and who is not yet."), KEPT),
        "role": Personal(_("The trainer can choose examples from your work."), KEPT),
    }

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "email_folded", "name_folded"],
                condition=~Q(status="cancelled") & ~Q(email_folded=""),
                name="one_active_booking_for_a_person",
            ),
            models.CheckConstraint(
                name="a_booking_has_some_places", condition=Q(places__range=(1, MOST_PLACES))
            ),
            models.CheckConstraint(
                name="a_booking_is_in_a_known_state",
                condition=Q(status__in=["confirmed", "waiting", "offered", "cancelled"]),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def save(self, *args, **kwargs) -> None:
        """Keeps the folded forms beside what was typed."""
        self.email_folded = fold(self.email)[:FOLDED_LENGTH]
        self.name_folded = fold(self.name)[:FOLDED_LENGTH]
        super().save(*args, **kwargs)

    @property
    def is_active(self) -> bool:
        return self.status != self.Status.CANCELLED

    @property
    def is_holding(self) -> bool:
        """Whether its places count as taken."""
        return self.status in self.HOLDING

    @property
    def can_change(self) -> bool:
        """Whether the person who booked can still change or cancel it: until the course begins."""
        return self.is_active and not self.run.has_begun and not self.run.is_cancelled

    @property
    def sequence(self) -> int:
        """SEQUENCE of its calendar entries: never smaller than before (RFC 5545 3.8.7.4)."""
        return self.revision + self.run.revision

    def make_link(self, below: str = "") -> str:
        """The path of its own page, in its language; `below` is `change`, `cancel` or `accept`."""
        token = make_token(
            purpose=LINK_PURPOSE,
            row_id=self.pk,
            version=self.link_version,
            expires_on=self.link_expires_on(),
        )
        with override(self.language):
            return reverse(f"booking_{below}" if below else "booking", args=[token])

    def link_expires_on(self) -> date:
        """The last day on which its links are good, in Europe/London."""
        if not self.run.ends_at:
            return timezone.localdate(self.made_at) + timedelta(days=LINK_DAYS_WITHOUT_DATES)
        return timezone.localdate(self.run.ends_at) + timedelta(days=LINK_DAYS_AFTER_END)
