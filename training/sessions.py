"""One meeting of a run: when, and in which room or online."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from home.models import Venue

from .runs import CourseRun


class CourseSession(models.Model):
    """One meeting, at a venue or online. Times are aware; people read them in Europe/London."""

    run = ParentalKey(CourseRun, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    venue = models.ForeignKey(
        Venue,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="course_sessions",
        verbose_name=_("venue"),
    )
    is_online = models.BooleanField(_("online"), default=False)
    joining_link = models.URLField(
        _("link to join online"),
        blank=True,
        help_text=_("Only people who have booked see it, in their letter and on their page."),
    )

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_session_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="a_session_is_at_a_venue_or_online",
                condition=Q(is_online=True, venue__isnull=True)
                | Q(is_online=False, venue__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return timezone.localtime(self.starts_at).strftime("%d %b %Y %H:%M")

    @property
    def local_start(self):
        """Its start by the clock in Europe/London."""
        return timezone.localtime(self.starts_at)

    @property
    def local_end(self):
        """Its end by the clock in Europe/London."""
        return timezone.localtime(self.ends_at)

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end must be later than the start.")})
        if self.is_online and self.venue:
            raise ValidationError(
                {"is_online": _("It is either at a venue or online. Clear one of the two.")}
            )
        if not self.is_online and not self.venue:
            raise ValidationError({"venue": _("Choose a venue, or tick “online”.")})
        if self.joining_link and not self.is_online:
            raise ValidationError(
                {"joining_link": _("Only an online session has a link to join. Tick “online”.")}
            )
