"""What a host can say from a telephone. Every sentence here is read on a small screen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.lines import tidy_line

from .changes import MOST_HEADS
from .date_forms import CancelForm
from .people import Role

LONGEST_NOTE = 200


class NoteField(forms.CharField):
    """One line for everybody to read; control and direction marks are taken out of it first."""

    def __init__(self, **options):
        super().__init__(
            max_length=LONGEST_NOTE,
            required=False,
            error_messages={
                "max_length": _("This is too long: write %(limit_value)d letters at most.")
            },
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            **options,
        )

    def to_python(self, value):
        return super().to_python(tidy_line(value) if isinstance(value, str) else value)


class OffForm(CancelForm):
    """Why a date is off: the reason was chosen by a tap before."""

    note = NoteField(
        label=_("A line to add (optional)"), help_text=_("Shown to everybody, as you write it.")
    )


class OnForm(forms.Form):
    """Nothing to fill in: the button says it all."""


class NoteForm(forms.Form):
    """The line beside one date."""

    name = "note_form"
    note = NoteField(
        label=_("A line for everybody to read"),
        help_text=_("Like “Use the side door today”. Leave it empty to take it away."),
    )


class StaffForm(forms.Form):
    """Who is there on one date."""

    name = "staff_form"
    staff = forms.MultipleChoiceField(
        label=_("Tick who is there"),
        choices=Role.choices,
        required=False,
        error_messages={"invalid_choice": _("There is no such role. Choose from the list.")},
        widget=forms.CheckboxSelectMultiple,
    )


class HeadsForm(forms.Form):
    """How many came."""

    name = "heads_form"
    heads = forms.IntegerField(
        label=_("Number of people"),
        help_text=_("A number is enough: no names."),
        min_value=0,
        max_value=MOST_HEADS,
        error_messages={
            name: _("Write a number from 0 to 999.")
            for name in ("required", "invalid", "min_value", "max_value")
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
