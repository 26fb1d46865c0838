"""Learning sessions: people go through a module together, and help each other along."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page

from .series import SeriesPage


class LearningSessionPage(SeriesPage):
    """A group that meets about a module, by a rule or on a set of dates. Below its organisation.

    The module is any page: this room knows nothing of the one where modules live.
    """

    module = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="learning_sessions",
        verbose_name=_("topic"),
        help_text=_("The module that you go through together. Its page lists your dates."),
    )

    content_panels = [
        *SeriesPage.content_panels[:2],
        PageChooserPanel("module", "resources.ModulePage"),
        *SeriesPage.content_panels[2:],
        FieldPanel("in_finder"),
    ]
    element = "learning"
    parent_page_types = ["home.Organisation"]
    subpage_types = []
    template = "events/series_page.html"

    class Meta:
        verbose_name = _("session on a topic")
        verbose_name_plural = _("sessions on a topic")
