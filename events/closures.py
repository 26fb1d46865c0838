"""Closures: a venue, or the whole programme, is closed on some days."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.models import Venue


class Closure(models.Model):
    """Closed from `first_on` to `last_on`, both included, by the calendar in Europe/London.

    Without a venue the whole programme is closed. Every session there is cancelled with this
    reason; `said_at` is when its dates were last said (a newer decision about one date stands).
    """

    venue = models.ForeignKey(
        Venue, on_delete=models.CASCADE, null=True, blank=True, related_name="closures"
    )
    first_on = models.DateField(_("first day closed"))
    last_on = models.DateField(_("last day closed"))
    note = models.CharField(
        _("why, in one line"),
        max_length=200,
        blank=True,
        help_text=_("Shown to everybody. For example: “The floor is being mended.”"),
    )
    said_at = models.DateTimeField(default=timezone.now, editable=False)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["first_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_closure_ends_when_it_begins_or_later",
                condition=models.Q(last_on__gte=models.F("first_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_on:%Y-%m-%d}"

    def holds_on(self, day, venue_id: int | None) -> bool:
        """Whether something at this venue on this date is closed by it."""
        return self.first_on <= day <= self.last_on and self.venue_id in (None, venue_id)
