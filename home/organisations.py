"""Partner organisations: who they are, how to reach them; their own pages live below."""

from functools import reduce
from operator import or_

from django import forms
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search import index

from .pages import ListPage
from .panels import HintsPanel
from .pictures import picture_field


def pages_with_facts() -> dict:
    """Only source-language pages hold facts; no row points at a translation or an alias."""
    return {"alias_of": None, "locale__language_code": settings.LANGUAGE_CODE}


def below(pages) -> Q:
    """Which pages stand below one of these; none where there are none."""
    return reduce(or_, (Q(path__startswith=page.path) for page in pages), Q(pk__in=[]))


class PartnersPage(ListPage):
    """The list of partners; every organisation's page stands below it."""

    subpage_types = ["home.Organisation"]
    template = "home/partners_page.html"

    class Meta:
        verbose_name = _("partners page")

    def organisations(self) -> PageQuerySet:
        """The live organisations below this page, by name."""
        return self.listed(Organisation).order_by("title")


class Organisation(Page):
    """A partner: charity, surgery, library. Its editors write here and below, nowhere else."""

    class Kind(models.TextChoices):
        CHARITY = "charity", _("Charity or community group")
        SURGERY = "surgery", _("GP surgery or health service")
        LIBRARY = "library", _("Library")
        FAITH = "faith", _("Place of worship")
        FOOD = "food", _("Food bank or community kitchen")
        COUNCIL = "council", _("Council service")
        SPORT = "sport", _("Sports or leisure club")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    neighbourhood = models.ForeignKey(
        "home.NeighbourhoodPage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to=pages_with_facts,
        verbose_name=_("neighbourhood"),
        help_text=_("Its page lists you, your sessions and your courses."),
    )
    summary = models.CharField(
        _("in one sentence"),
        max_length=200,
        help_text=_("Who you are and whom you welcome. It stands in lists."),
    )
    about = RichTextField(
        _("about you"), blank=True, features=["bold", "ul", "link", "document-link"]
    )
    picture = picture_field()
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("A shared address, shown to everybody.")
    )
    website = models.URLField(_("website"), blank=True)
    in_open_data = models.BooleanField(
        _("publish us as open data"),
        default=False,
        help_text=_(
            "Directories and link workers elsewhere can then show your sessions: "
            "what they are, their dates, places, languages and number to ring, and your name, "
            "your sentence above, telephone, e-mail and website. Nobody’s name is in it, and no "
            "host’s e-mail address. You can end it at any time."
        ),
    )

    content_panels = [
        FieldPanel("title", heading=_("Name")),
        FieldPanel("kind"),
        FieldPanel("neighbourhood", widget=forms.Select),
        FieldPanel("summary"),
        FieldPanel("about"),
        FieldPanel("picture"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("website"),
            ],
            heading=_("How people reach you"),
        ),
        FieldPanel("in_open_data"),
        HintsPanel(heading=_("What would help readers")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("about"),
    ]
    parent_page_types = ["home.PartnersPage"]
    template = "home/organisation.html"

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
