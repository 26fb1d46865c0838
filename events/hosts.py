"""Hosts: whom we write the evening before, with a link that needs no account."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from home.links import make_token
from home.personal import Personal

from .series import SeriesPage

LINK_PURPOSE = "events.host"


class Host(models.Model):
    """Somebody who runs a series and can say from a telephone how today stands."""

    wagtail_reference_index_ignore = True
    personal_heading = _("When you host a session")
    personal = {
        "first_name": Personal(
            _("So that the letter and the page call you by your name."),
            _("Until you or your organisation take you off the list."),
        ),
        "email": Personal(
            _("We send you a link the evening before, with which you can call a session off."),
            _("Until you or your organisation take you off the list."),
        ),
    }

    series = models.ForeignKey(SeriesPage, on_delete=models.CASCADE, related_name="hosts")
    first_name = models.CharField(_("first name"), max_length=40)
    email = models.EmailField(_("e-mail address"))
    # Raising it revokes every link that was sent before.
    link_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("host")
        verbose_name_plural = _("hosts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "series",
                models.functions.Lower("email"),
                name="one_host_for_a_series_and_address",
                violation_error_message=_("This address is on the list already."),
            )
        ]

    def __str__(self) -> str:
        return f"host {self.pk}"

    def make_link(self, expires_on: date) -> str:
        """The address of this host's page, good up to and with a day in Europe/London."""
        token = make_token(
            purpose=LINK_PURPOSE,
            row_id=self.pk,
            version=self.link_version,
            expires_on=expires_on,
        )
        return reverse("host", args=[token])
