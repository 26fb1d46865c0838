"""Handovers: a page or a venue that one organisation offers to another, and how it ended."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .organisations import Organisation
from .venues import Venue


class HandoverQuerySet(models.QuerySet):
    def open(self) -> "HandoverQuerySet":
        """Offers that nobody has answered yet, the oldest first."""
        return self.filter(state=Handover.State.OPEN).order_by("offered_at", "pk")

    def between(self, organisations) -> "HandoverQuerySet":
        """Handovers to or from any of these organisations."""
        return self.filter(Q(receiver__in=organisations) | Q(giver__in=organisations))


class Handover(models.Model):
    """One page or one venue on its way to another organisation. While open it changes nothing."""

    class State(models.TextChoices):
        OPEN = "open", _("Waits for an answer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        TAKEN_BACK = "taken_back", _("Taken back")

    wagtail_reference_index_ignore = True

    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="+")
    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, null=True, related_name="+")
    giver = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, related_name="+"
    )  # None: the programme itself
    receiver = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    offered_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    # As it was called then: later names are for those alone to whom it belongs.
    name = models.CharField(max_length=255)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        constraints = [
            models.CheckConstraint(
                name="a_handover_is_of_one_thing",
                condition=Q(page__isnull=False, venue__isnull=True)
                | Q(page__isnull=True, venue__isnull=False),
            ),
            models.CheckConstraint(
                name="nothing_is_handed_to_whom_it_belongs",
                condition=Q(giver__isnull=True) | ~Q(giver=models.F("receiver")),
            ),
            models.CheckConstraint(
                name="a_handover_is_in_a_known_state",
                condition=Q(state__in=["open", "accepted", "declined", "taken_back"]),
            ),
            models.UniqueConstraint(
                name="one_open_offer_of_a_page", fields=["page"], condition=Q(state="open")
            ),
            models.UniqueConstraint(
                name="one_open_offer_of_a_venue", fields=["venue"], condition=Q(state="open")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"

    @property
    def thing(self) -> Page | Venue:
        """What is handed over."""
        return self.page or self.venue

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state == self.State.OPEN
