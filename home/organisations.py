"""Partner organisations: who they are, how to reach them; their own pages live below."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search import index

from .pages import FixedAddressMixin


class PartnersPage(FixedAddressMixin, Page):
    """The list of partners; every organisation's page stands below it."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.Organisation"]
    max_count_per_parent = 1
    template = "home/partners_page.html"

    class Meta:
        verbose_name = _("partners page")

    def organisations(self) -> PageQuerySet:
        """The live organisations below this page, by name."""
        return (
            Organisation.objects.child_of(self)
            .live()
            .public()
            .select_related("picture")
            .order_by("title")
        )


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
    summary = models.CharField(
        _("in one sentence"),
        max_length=200,
        help_text=_("Who you are and whom you welcome. It stands in lists."),
    )
    about = RichTextField(
        _("about you"), blank=True, features=["bold", "ul", "link", "document-link"]
    )
    picture = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("A shared address, shown to everybody.")
    )
    website = models.URLField(_("website"), blank=True)

    content_panels = [
        FieldPanel("title", heading=_("Name")),
        FieldPanel("kind"),
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
