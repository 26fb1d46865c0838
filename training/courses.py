"""Courses: what is taught, for whom, and the page that lists them."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import TranslatableField

from home.choices import SeveralField
from home.models import Organisation
from home.pages import ListPage
from home.panels import HintsPanel, SeveralPanel
from home.pictures import picture_field
from home.sources import SourceMixin


class Sector(models.TextChoices):
    """Where somebody works who meets people in pain. Said of courses and of those who book."""

    PRIMARY_CARE = "primary_care", _("Primary care")
    VCSE = "vcse", _("Charity or community group (VCSE)")
    SOCIAL_CARE = "social_care", _("Social care")
    LIBRARIES = "libraries", _("Library")
    FOOD_BANKS = "food_banks", _("Food bank")
    VOLUNTEERS = "volunteers", _("Volunteer")


class TrainingPage(ListPage):
    """The list of courses, wherever their pages stand."""

    subpage_types = ["training.CoursePage"]
    template = "training/training_page.html"

    class Meta:
        verbose_name = _("training page")

    def courses(self) -> PageQuerySet:
        """Every public course in this page's language, by name."""
        courses = CoursePage.objects.live().public().filter(locale=self.locale_id)
        return courses.select_related("picture").order_by("title")

    def route(self, request, path_components):
        """Finds a course by its name alone, also where its page stands below an organisation."""
        if len(path_components) == 1 and not self.get_children().filter(slug=path_components[0]):
            course = self.courses().filter(slug=path_components[0]).first()
            if course:
                return RouteResult(self, kwargs={"moved_to": course})
        return super().route(request, path_components)

    def serve(self, request, moved_to=None):
        """The list; or, for a course whose page stands elsewhere, the way there."""
        if moved_to:
            from django.shortcuts import redirect

            return redirect(moved_to.get_url(request))
        return super().serve(request)


class CoursePage(SourceMixin, Page):
    """A short accredited course (schema.org Course). Its dates are runs, which are no pages.

    Facts and runs are read from the source-language page; `translation_key` is the public id.
    """

    element = "training"

    class Delivery(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        ONLINE = "online", _("Online")
        BOTH = "both", _("In person and online")

    summary = models.CharField(
        _("in one sentence"),
        max_length=200,
        help_text=_("What somebody can do afterwards that they cannot do now."),
    )
    cpd_hours = models.DecimalField(
        _("CPD hours"),
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(0.5), MaxValueValidator(100)],
        help_text=_("As accredited, like 3 or 1.5."),
    )
    accrediting_body = models.CharField(
        _("accredited by"), max_length=120, blank=True, help_text=_("Leave it empty if nobody has.")
    )
    accreditation_reference = models.CharField(
        _("accreditation reference"), max_length=60, blank=True
    )
    audience = SeveralField(_("who it is for"), choices=Sector, default=list)
    delivery = models.CharField(
        _("how it is taught"), max_length=10, choices=Delivery, default=Delivery.IN_PERSON
    )
    outcomes = models.TextField(
        _("what you will learn"), help_text=_("One on each line, beginning with a verb.")
    )
    about = RichTextField(_("more about it"), blank=True, features=["bold", "ul", "ol", "link"])
    picture = picture_field()

    content_panels = [
        FieldPanel("title", heading=_("Name")),
        FieldPanel("summary"),
        FieldPanel("outcomes"),
        SeveralPanel("audience"),
        FieldRowPanel([FieldPanel("cpd_hours"), FieldPanel("delivery")]),
        MultiFieldPanel(
            [FieldPanel("accrediting_body"), FieldPanel("accreditation_reference")],
            heading=_("Accreditation"),
        ),
        FieldPanel("about"),
        FieldPanel("picture"),
        HintsPanel(heading=_("What would help readers")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("outcomes"),
        index.SearchField("about"),
    ]
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("summary"),
        TranslatableField("outcomes"),
        TranslatableField("about"),
    ]
    parent_page_types = ["home.Organisation", "training.TrainingPage"]
    subpage_types = []
    template = "training/course_page.html"
    taken_slugs = frozenset({"runs"})

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @property
    def outcome_list(self) -> list[str]:
        """What is learnt, one sentence each."""
        return [line.strip(" -•\t") for line in self.outcomes.splitlines() if line.strip(" -•\t")]

    @property
    def audience_names(self) -> list[str]:
        """Whom it is for, in the visitor's language."""
        return [Sector(value).label for value in self.audience if value in Sector]

    @cached_property
    def host(self) -> Organisation | None:
        """The organisation that gives the course; None where the programme itself does."""
        return Organisation.objects.filter(path=self.source.path[: -self.steplen]).first()

    def clean(self) -> None:
        super().clean()
        if self.slug in self.taken_slugs:
            raise ValidationError({"slug": _("This address is taken. Choose another.")})
        if self.accreditation_reference and not self.accrediting_body:
            raise ValidationError(
                {"accrediting_body": _("Say who gave this reference, or leave both empty.")}
            )
