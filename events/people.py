"""Who is there: roles that residents look for, and a first name where it was agreed to."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable


class Role(models.TextChoices):
    """What somebody does at a session."""

    HOST = "host", _("Community Development Worker")
    PHYSIO = "physio", _("Physio")
    PRESCRIBER = "prescriber", _("Social prescriber")


class SeriesPerson(Orderable):
    """Somebody you will meet: a role, and a first name where they agreed to be named."""

    page = ParentalKey("events.SeriesPage", on_delete=models.CASCADE, related_name="people")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    first_name = models.CharField(
        _("first name"), max_length=40, blank=True, help_text=_("Optional. Never a last name.")
    )
    name_agreed_on = models.DateField(
        _("agreed to be named on"),
        null=True,
        blank=True,
        help_text=_("The day on which they said yes to their first name being shown here."),
    )

    panels = [
        FieldRowPanel([FieldPanel("role"), FieldPanel("first_name"), FieldPanel("name_agreed_on")])
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                name="a_name_in_public_was_agreed_to",
                condition=models.Q(first_name="") | models.Q(name_agreed_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.get_role_display()

    def clean(self) -> None:
        super().clean()
        if self.first_name and not self.name_agreed_on:
            raise ValidationError(
                {"name_agreed_on": _("Say when they agreed, or leave the name out.")}
            )


def roles_of(page) -> list[str]:
    """The roles that a series has, in the order of the choices, each once."""
    there = {person.role for person in page.people.all()}
    return [role for role in Role.values if role in there]
