"""Drop-ins: come as you are, no appointment, free."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from home.choices import Language, SeveralField

from .panels import DatesPanel
from .series import SeriesPage


class DropInPage(SeriesPage):
    """A weekly half-day, hosted by people who live and work near. Below its organisation."""

    summary = models.CharField(
        _("in one sentence"),
        max_length=200,
        help_text=_("What happens there, in words that you would use at the door."),
    )
    what_to_bring = models.CharField(
        _("what to bring"),
        max_length=200,
        blank=True,
        help_text=_("Leave it empty if there is nothing to bring."),
    )
    phone = models.CharField(
        _("number to ring"),
        max_length=30,
        help_text=_("Who answers when somebody asks whether it is on today?"),
    )
    languages = SeveralField(_("languages spoken"), choices=Language, default=list)

    content_panels = [
        FieldPanel("title", heading=_("Name")),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("recurrence"),
                FieldRowPanel([FieldPanel("start_time"), FieldPanel("end_time")]),
                FieldPanel("skips_bank_holidays"),
            ],
            heading=_("When it is on"),
        ),
        DatesPanel(heading=_("The next dates")),
        FieldPanel("venue"),
        InlinePanel("people", heading=_("Who you will meet"), label=_("Person")),
        FieldPanel("languages"),
        FieldPanel("what_to_bring"),
        FieldPanel("phone"),
    ]
    search_fields = [
        *SeriesPage.search_fields,
        index.SearchField("summary"),
        index.RelatedFields("venue", [index.SearchField("name"), index.SearchField("town")]),
    ]
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("summary"),
        TranslatableField("what_to_bring"),
    ]
    parent_page_types = ["home.Organisation"]
    subpage_types = []
    template = "events/drop_in_page.html"

    class Meta:
        verbose_name = _("drop-in")
        verbose_name_plural = _("drop-ins")


class DropInPerson(Orderable):
    """Somebody you will meet: a role, and a first name where they agreed to be named."""

    class Role(models.TextChoices):
        HOST = "host", _("Community Development Worker")
        PHYSIO = "physio", _("Physio")
        PRESCRIBER = "prescriber", _("Social prescriber")

    page = ParentalKey(DropInPage, on_delete=models.CASCADE, related_name="people")
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
