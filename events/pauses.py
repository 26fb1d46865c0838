"""A pause of one series: “back on 5 January”, or until further notice."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .series import SeriesPage


class Pause(models.Model):
    """Every date from `first_on` until before `back_on` is cancelled; without it, all to come.

    Dates by the calendar in Europe/London. `said_at` is when its dates were last said: a decision
    about one date that is newer than that stands.
    """

    series = models.ForeignKey(SeriesPage, on_delete=models.CASCADE, related_name="pauses")
    first_on = models.DateField(_("first day of the break"))
    back_on = models.DateField(
        _("back on"),
        null=True,
        blank=True,
        help_text=_("The first day on which it runs again. Leave it empty if nobody knows yet."),
    )
    note = models.CharField(
        _("a line to add"), max_length=200, blank=True, help_text=_("Shown to everybody.")
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
        verbose_name = _("break")
        verbose_name_plural = _("breaks")
        ordering = ["first_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_pause_ends_after_it_begins",
                condition=models.Q(back_on__isnull=True)
                | models.Q(back_on__gt=models.F("first_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_on:%Y-%m-%d}"

    def holds_on(self, day) -> bool:
        """Whether this date lies in the pause."""
        return self.first_on <= day and (self.back_on is None or day < self.back_on)
