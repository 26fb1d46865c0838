"""The learning modules, and the page that lists them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search import index

from home.pages import ListPage
from home.panels import HintsPanel
from home.pictures import picture_field

from .blocks import ModuleBody


class LearnPage(ListPage):
    """The list of modules."""

    subpage_types = ["resources.ModulePage"]
    template = "resources/learn_page.html"

    class Meta:
        verbose_name = _("learning page")

    def modules(self) -> PageQuerySet:
        """The live modules in the order of the page tree."""
        return self.listed(ModulePage)


class ModulePage(Page):
    """One topic to read, print or go through with others; with materials to download.

    Health content says who checked it. Without a checker the page says so to everybody, and
    whoever publishes it has to say that they know.
    """

    summary = models.CharField(_("in one sentence"), max_length=200)
    minutes = models.PositiveSmallIntegerField(
        _("minutes in a group"),
        null=True,
        blank=True,
        help_text=_("About how long a session takes."),
    )
    picture = picture_field()
    body = StreamField(ModuleBody(), verbose_name=_("text"))
    sources = RichTextField(_("sources"), blank=True, features=["ul", "link"])
    checked_by = models.CharField(
        _("checked by"),
        max_length=80,
        blank=True,
        help_text=_("First name and role of the clinician, with their consent."),
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    next_check_on = models.DateField(_("next check on"), null=True, blank=True)
    shown_unchecked = models.BooleanField(
        _("show it without a clinical check"),
        default=False,
        help_text=_("The page then says in public that no clinician has checked it."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("picture")]),
        FieldPanel("body"),
        InlinePanel("materials", heading=_("Materials to download"), label=_("Material")),
        FieldPanel("sources"),
        MultiFieldPanel(
            [
                FieldPanel("checked_by"),
                FieldRowPanel([FieldPanel("checked_on"), FieldPanel("next_check_on")]),
                FieldPanel("shown_unchecked"),
            ],
            heading=_("Clinical check"),
        ),
        HintsPanel(heading=_("What would help readers")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    parent_page_types = ["resources.LearnPage"]
    subpage_types = []
    template = "resources/module_page.html"

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    @property
    def is_checked(self) -> bool:
        """Whether a clinician has checked it."""
        return bool(self.checked_by and self.checked_on)

    def clean(self) -> None:
        super().clean()
        if bool(self.checked_by) != bool(self.checked_on):
            raise ValidationError({"checked_on": _("Give both: who checked it, and on which day.")})
        if not self.is_checked and not self.shown_unchecked:
            raise ValidationError(
                {
                    "shown_unchecked": _(
                        "No clinician has checked this page. Name one above, or tick this box."
                    )
                }
            )
