"""Neighbourhoods: the test sites, each with its partners, a contact, and what else is on."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from .organisations import Organisation
from .pages import ListPage
from .postcodes import Point, find_partial, middle
from .sources import SourceMixin


class NeighbourhoodsPage(ListPage):
    """The list of neighbourhoods."""

    subpage_types = ["home.NeighbourhoodPage"]
    template = "home/neighbourhoods_page.html"

    class Meta:
        verbose_name = _("neighbourhoods page")

    def neighbourhoods(self) -> PageQuerySet:
        """The live neighbourhoods below this page, by name."""
        return NeighbourhoodPage.objects.child_of(self).live().public().order_by("title")


class NeighbourhoodPage(SourceMixin, Page):
    """A place whose people and partners know each other. Facts are the source page's alone.

    Its postcode areas are districts or sectors; their middle is where the finder measures from.
    """

    intro = models.CharField(
        _("in one sentence"), max_length=200, help_text=_("Where it is, as people there say it.")
    )
    notice = models.CharField(
        _("notice"),
        max_length=300,
        blank=True,
        help_text=_("Something that everybody here should know now. Empty: nothing is shown."),
    )
    areas = models.CharField(
        _("postcode areas"),
        max_length=200,
        help_text=_("Districts or sectors, with commas. For example: LE5 1, LE5 4, LE4"),
    )
    contact_name = models.CharField(
        _("first name"), max_length=40, blank=True, help_text=_("Optional. Never a last name.")
    )
    contact_agreed_on = models.DateField(
        _("agreed to be named on"),
        null=True,
        blank=True,
        help_text=_("The day on which they said yes to their first name being shown here."),
    )
    contact_role = models.CharField(
        _("what they do"), max_length=80, blank=True, help_text=_("In the words that they use.")
    )
    contact_phone = models.CharField(_("telephone"), max_length=30, blank=True)
    contact_email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("A shared address, shown to everybody.")
    )

    content_panels = [
        FieldPanel("title", heading=_("Name")),
        FieldPanel("intro"),
        FieldPanel("notice"),
        FieldPanel("areas"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_agreed_on")]),
                FieldPanel("contact_role"),
                FieldRowPanel([FieldPanel("contact_phone"), FieldPanel("contact_email")]),
            ],
            heading=_("Whom a worker can ring"),
        ),
        InlinePanel("nearby", heading=_("What else is on nearby"), label=_("Group"), max_num=40),
    ]
    search_fields = [*Page.search_fields, index.SearchField("intro")]
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("intro"),
        TranslatableField("notice"),
    ]
    parent_page_types = ["home.NeighbourhoodsPage"]
    subpage_types = []
    template = "home/neighbourhood.html"

    class Meta:
        verbose_name = _("neighbourhood")
        verbose_name_plural = _("neighbourhoods")
        constraints = [
            models.CheckConstraint(
                name="a_contact_named_in_public_agreed_to_it",
                condition=models.Q(contact_name="") | models.Q(contact_agreed_on__isnull=False),
            )
        ]

    def clean(self) -> None:
        """Raises ValidationError on the field at fault."""
        super().clean()
        problems = {}
        unknown = [area for area in self.area_list if not find_partial(area)]
        if unknown:
            problems["areas"] = _("We do not know this part of a postcode: %s.") % unknown[0]
        elif not self.area_list:
            problems["areas"] = _("Write at least one part of a postcode, like LE5.")
        if self.contact_name and not self.contact_agreed_on:
            problems["contact_agreed_on"] = _("Say when they agreed, or leave the name out.")
        if problems:
            raise ValidationError(problems)

    @property
    def area_list(self) -> list[str]:
        """Its postcode areas, one by one."""
        return [part.strip() for part in self.areas.split(",") if part.strip()]

    @property
    def point(self) -> Point:
        """The middle of its areas. Raises ZeroDivisionError where none is known."""
        found = (find_partial(area) for area in self.area_list)
        return middle(point for _label, point in filter(None, found))

    @cached_property
    def organisations(self) -> list[Organisation]:
        """Its live partners by name, as their source pages."""
        pages = Organisation.objects.live().public().filter(neighbourhood=self.source.pk)
        return list(pages.filter(alias_of=None, locale=self.source.locale_id).order_by("title"))

    @property
    def organisations_here(self) -> list[Organisation]:
        """The same in the language of this page."""
        if self.source is self:
            return self.organisations
        keys = [page.translation_key for page in self.organisations]
        pages = Organisation.objects.live().filter(translation_key__in=keys)
        return list(pages.filter(locale=self.locale_id).order_by("title"))


class Nearby(Orderable):
    """An existing group near, with a link: nobody here runs it."""

    page = ParentalKey(NeighbourhoodPage, on_delete=models.CASCADE, related_name="nearby")
    name = models.CharField(_("name"), max_length=80)
    what = models.CharField(_("what happens there"), max_length=160)
    link = models.URLField(_("website"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("what"), FieldPanel("link")]

    def __str__(self) -> str:
        return self.name
