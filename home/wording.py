"""The public names of the programme's elements, and the words that stand on many pages."""

import json
from hashlib import sha256

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField

ELEMENTS = ("drop_in", "learning", "training")
FORMS = ("name", "short", "title", "description")
# The columns that the screen “Names” asks for, and nothing else does.
NAMES = ("programme_name", *(f"{element}_{form}" for element in ELEMENTS for form in FORMS))


@register_setting(icon="edit")
class Wording(BaseGenericSetting):
    """Names that people chose: every page, letter and menu reads them from here.

    Of each element: its name; a short one for menus; the heading of its page; a description,
    which also introduces its page. `home/naming.py` changes them.
    """

    programme_name = models.CharField(
        _("name of the programme"), max_length=60, default="Neighbourhood portal"
    )
    drop_in_name = models.CharField(_("name"), max_length=60, default="Community Health Drop-In")
    drop_in_short = models.CharField(_("in menus"), max_length=24, default="Drop-ins")
    drop_in_title = models.CharField(
        _("heading of its page"), max_length=60, default="Find a drop-in near you"
    )
    drop_in_description = models.CharField(
        _("description"),
        max_length=250,
        default="Talk to someone about a bad back, knee, shoulder or neck. Free, no appointment.",
    )
    learning_name = models.CharField(
        _("name"), max_length=60, default="Community learning and peer support"
    )
    learning_short = models.CharField(_("in menus"), max_length=24, default="Learn")
    learning_title = models.CharField(_("heading of its page"), max_length=60, default="Learn")
    learning_description = models.CharField(
        _("description"),
        max_length=250,
        default="Four short topics to read, print or go through with other people.",
    )
    training_name = models.CharField(_("name"), max_length=60, default="Workforce learning offer")
    training_short = models.CharField(_("in menus"), max_length=24, default="Training")
    training_title = models.CharField(_("heading of its page"), max_length=60, default="Training")
    training_description = models.CharField(
        _("description"),
        max_length=250,
        default="Short, accredited courses for people who meet people in pain at work.",
    )
    former_names = models.JSONField(_("the names before these"), default=dict, editable=False)
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
        FieldPanel("help_now"),
        MultiFieldPanel([FieldPanel("phone"), FieldPanel("phone_hours")], heading=_("Telephone")),
        FieldPanel("demo_notice"),
    ]

    class Meta:
        verbose_name = _("help, telephone and notice")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @property
    def names(self) -> dict[str, str]:
        """Every public name, title and description, by its column."""
        return {column: getattr(self, column) for column in NAMES}

    @property
    def seal(self) -> str:
        """What tells these names from any others: a form carries it to notice a change."""
        return sha256(json.dumps(self.names).encode()).hexdigest()[:16]

    def name_of(self, page_type: type) -> str:
        """The public name of the element that pages of a type belong to."""
        return getattr(self, f"{page_type.element}_name")

    def description_of(self, page_type: type) -> str:
        """What that element is."""
        return getattr(self, f"{page_type.element}_description")
