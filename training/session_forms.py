"""The sessions within the form of a run, and what is asked of them together."""

from datetime import datetime, timedelta

from django.core.exceptions import BadRequest, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from home.walls import WalledRowForm

from .moments import MomentInput
from .more_dates import FARTHEST

LONGEST = timedelta(hours=12)
# A link to join may still be put right while people wait at it.
OF_THE_PAST = {"starts_at", "ends_at", "venue", "is_online"}


class SessionFormSet(BaseChildFormSet):
    """The sessions of one run."""

    default_error_messages = {
        **BaseChildFormSet.default_error_messages,
        "too_few_forms": gettext_lazy(
            "Add a session: people need to know when and where it takes place."
        ),
    }

    def _construct_form(self, i, **kwargs):
        try:
            return super()._construct_form(i, **kwargs)
        except (KeyError, ValidationError) as error:
            raise BadRequest("No browser sends a form like this") from error

    def clean(self) -> None:
        super().clean()
        for form in self.kept_forms():
            if error := find_fault(form):
                form.add_error("starts_at", error)

    def kept_forms(self) -> list:
        """The readable forms of the sessions that are to be there."""
        return [
            form
            for form in self.forms
            if form.cleaned_data.get("starts_at") and not self._should_delete_form(form)
        ]

    def starts(self) -> list[datetime]:
        """When each session starts."""
        return [form.cleaned_data["starts_at"] for form in self.kept_forms()]


def find_fault(form) -> str:
    """What is wrong with the dates of one session; nothing for one that was left as it is."""
    starts_at, ends_at = form.cleaned_data["starts_at"], form.cleaned_data.get("ends_at")
    if not OF_THE_PAST.intersection(form.changed_data):
        return ""
    if starts_at <= timezone.now():
        return _("This is over. Choose a day and time to come.")
    if starts_at > timezone.now() + FARTHEST:
        return _("This is more than two years away. Please check the year.")
    if ends_at and ends_at > starts_at + LONGEST:
        return _("It ends on another day. Add a session for each day.")
    return ""


class SessionsPanel(InlinePanel):
    """Sessions one below the other, each with a button to take it away."""

    panel_definitions = [
        FieldRowPanel(
            [
                FieldPanel("starts_at", widget=MomentInput),
                FieldPanel("ends_at", widget=MomentInput),
            ]
        ),
        FieldPanel("venue"),
        FieldRowPanel([FieldPanel("is_online"), FieldPanel("joining_link")]),
    ]

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {
            "form": WalledRowForm,
            "formset": SessionFormSet,
            "inherit_kwargs": ["for_user"],
        }
        return options
