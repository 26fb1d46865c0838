"""The public names of the programme's elements, and the words that stand on many pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField


@register_setting(icon="edit")
class Wording(BaseGenericSetting):
    """Names that people chose: every page, letter and menu reads them from here."""

    programme_name = models.CharField(
        _("name of the programme"), max_length=60, default="Neighbourhood portal"
    )
    drop_in_name = models.CharField(_("name"), max_length=60, default="Community Health Drop-In")
    drop_in_short = models.CharField(_("in menus"), max_length=24, default="Drop-ins")
    drop_in_description = models.CharField(
        _("description"),
        max_length=250,
        default="Talk to someone about a bad back, knee, shoulder or neck. Free, no appointment.",
    )
    learning_name = models.CharField(
        _("name"), max_length=60, default="Community learning and peer support"
    )
    learning_short = models.CharField(_("in menus"), max_length=24, default="Learn")
    learning_description = models.CharField(
        _("description"),
        max_length=250,
        default="Four short topics to read, print or go through with other people.",
    )
    training_name = models.CharField(_("name"), max_length=60, default="Workforce learning offer")
    training_short = models.CharField(_("in menus"), max_length=24, default="Training")
    training_description = models.CharField(
        _("description"),
        max_length=250,
        default="Short, accredited courses for people who meet people in pain at work.",
    )
    help_now = RichTextField(
        _("when to get help now"),
        blank=True,
        features=["bold", "ul", "link"],
        help_text=_("Stands on every page about pain. Never translated by a machine."),
    )
    phone = models.CharField(_("number to ring"), max_length=30, blank=True)
    phone_hours = models.CharField(
        _("when it is answered"),
        max_length=80,
        blank=True,
        help_text=_("For example: Monday to Friday, 9.30am to 12.30pm"),
    )
    demo_notice = models.CharField(
        _("demo notice"),
        max_length=200,
        blank=True,
        help_text=_("Stands on top of every page while it is filled in."),
    )

    panels = [
        FieldPanel("programme_name"),
        MultiFieldPanel(
            [
                FieldPanel("drop_in_name"),
                FieldPanel("drop_in_short"),
                FieldPanel("drop_in_description"),
            ],
            heading=_("Drop-ins"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("learning_name"),
                FieldPanel("learning_short"),
                FieldPanel("learning_description"),
            ],
            heading=_("Learning and peer support"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("training_name"),
                FieldPanel("training_short"),
                FieldPanel("training_description"),
            ],
            heading=_("Workforce learning"),
        ),
        FieldPanel("help_now"),
        MultiFieldPanel([FieldPanel("phone"), FieldPanel("phone_hours")], heading=_("Telephone")),
        FieldPanel("demo_notice"),
    ]

    class Meta:
        verbose_name = _("names and wording")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
