"""Introductions: workers who booked and said yes to meeting others who work near them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.letters import Letter
from home.neighbourhoods import NeighbourhoodPage
from home.personal import Personal

from .bookings import Booking

KEPT = _("Until you take it back, cancel the booking or change its e-mail address; a year at most.")


class IntroductionQuerySet(models.QuerySet):
    def in_force(self) -> "IntroductionQuerySet":
        """Those that count today, the oldest first: each with its booking.

        The booking is confirmed and has an address to write to; the neighbourhood is public.
        """
        rows = self.filter(
            expires_on__gte=timezone.localdate(),
            booking__status=Booking.Status.CONFIRMED,
            neighbourhood__live=True,
            neighbourhood__view_restrictions=None,
        )
        rows = rows.exclude(booking__email_folded="").select_related("booking__run")
        return rows.order_by("pk")

    def of_person(self, email_folded: str) -> "IntroductionQuerySet":
        """Those of whoever reads the mail of this address; a blank one is nobody's."""
        return self.filter(booking__email_folded=email_folded).exclude(booking__email_folded="")

    def due_to_go(self) -> "IntroductionQuerySet":
        """Those whose last day is over."""
        return self.filter(expires_on__lt=timezone.localdate())


class Introduction(models.Model):
    """A booking's yes to be introduced to others of a neighbourhood who said yes.

    Its absence is a no. It counts until `expires_on` (a day in Europe/London, itself included).
    """

    wagtail_reference_index_ignore = True

    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="introduction")
    neighbourhood = models.ForeignKey(
        NeighbourhoodPage,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("neighbourhood"),
    )
    agreed_at = models.DateTimeField(_("when you said yes"), default=timezone.now)
    expires_on = models.DateField(_("last day"))

    objects = IntroductionQuerySet.as_manager()

    personal_heading = _("When you choose to meet others who work near you")
    personal = {
        "neighbourhood": Personal(
            _(
                "Who chose the same one, and said yes as well, gets your name, role, organisation "
                "and e-mail, and you get theirs."
            ),
            KEPT,
        ),
        "agreed_at": Personal(_("We can show that you said yes yourself."), KEPT),
    }

    class Meta:
        verbose_name = _("introduction")
        verbose_name_plural = _("introductions")

    def __str__(self) -> str:
        return f"introduction {self.pk}"


class Introduced(models.Model):
    """Somebody was told of somebody else, as bookings: so it is done once, whatever happens since.

    A letter that is tried again tells of the same people; `letter` is how it knows them.
    """

    wagtail_reference_index_ignore = True

    reader = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(
        Booking, on_delete=models.CASCADE, related_name="+", verbose_name=_("whom you met")
    )
    letter = models.ForeignKey(Letter, on_delete=models.SET_NULL, null=True, related_name="+")

    personal_heading = _("When we have introduced you to others")
    personal = {
        "other": Personal(
            _("Nobody is introduced to you twice."),
            _("As long as both bookings are kept: until a year after the course."),
        ),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reader", "other"], name="introductions_are_made_once"),
            models.CheckConstraint(
                name="nobody_is_introduced_to_themselves",
                condition=~Q(reader=models.F("other")),
            ),
        ]

    def __str__(self) -> str:
        return f"introduced {self.pk}"
