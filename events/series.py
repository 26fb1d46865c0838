"""A series: a page whose sessions recur at one venue and one time of day."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from home.choices import Language, SeveralField
from home.models import Organisation, Venue
from home.panels import HintsPanel, SeveralPanel
from home.sources import SourceMixin, source_of

from .panels import DatesPanel
from .schedules import Schedule


class SeriesPage(SourceMixin, Schedule, Page):
    """What every series shares. Facts are read from the source-language page alone.

    schema.org: EventSeries. Its public id is `translation_key`, the same in every language.
    """

    summary = models.CharField(
        _("in one sentence"),
        max_length=200,
        help_text=_("What happens there, in words that you would use at the door."),
    )
    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, null=True, related_name="series", verbose_name=_("venue")
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
    in_finder = models.BooleanField(
        _("also in the list of everything that is on"),
        default=True,
        help_text=_("Residents who look for what is on near them find it there."),
    )

    is_creatable = False
    has_own_check = True  # `Check`: residents read it
    taken_slugs = frozenset({"poster", "calendar"})
    element = "drop_in"  # the element of the programme that it belongs to

    WHEN = MultiFieldPanel(
        [
            FieldPanel("recurrence"),
            FieldRowPanel([FieldPanel("start_time"), FieldPanel("end_time")]),
            FieldPanel("bank_holidays"),
        ],
        heading=_("When it is on"),
    )
    content_panels = [
        FieldPanel("title", heading=_("Name")),
        FieldPanel("summary"),
        WHEN,
        DatesPanel(heading=_("The next dates")),
        FieldPanel("venue"),
        InlinePanel("people", heading=_("Who you will meet"), label=_("Person"), max_num=12),
        SeveralPanel("languages"),
        FieldPanel("what_to_bring"),
        FieldPanel("phone"),
        HintsPanel(heading=_("What would help readers")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.RelatedFields("venue", [index.SearchField("name"), index.SearchField("town")]),
    ]
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("summary"),
        TranslatableField("what_to_bring"),
    ]

    class Meta:
        verbose_name = _("series")

    def clean(self) -> None:
        super().clean()
        if self.alias_of_id is None and self.slug in self.taken_slugs:
            raise ValidationError({"slug": _("This address is taken. Choose another.")})

    def publish(self, *args, **kwargs):
        """Publishes the page and makes its dates in one transaction: both hold, or neither."""
        with transaction.atomic():
            return super().publish(*args, **kwargs)


def series_of(organisation: Organisation) -> PageQuerySet:
    """An organisation's live series, in whatever language its page was asked for.

    Whoever may read its page may read these: only a series' own restriction hides it.
    """
    pages = SeriesPage.objects.child_of(source_of(organisation)).live()
    return pages.filter(view_restrictions=None)
