"""What a resident may ask the finder, and what an editor says of one date."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.places import Origin, find_origin

from .clock import PartOfDay, Weekday
from .finding import Query
from .occurrences import Occurrence

DAY_KEYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MILES = ("1", "2", "5", "10", "20")
LONGEST_PLACE = 100


class FinderForm(forms.Form):
    """The finder's keys. Every answer is optional; a wrong one gets a sentence and is set aside."""

    near = forms.CharField(
        label=_("Your postcode or place"),
        help_text=_("Like LE5 4AH, or just LE5. Used once for distance, not kept."),
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "postal-code", "maxlength": LONGEST_PLACE, "size": 12}
        ),
    )
    miles = forms.FloatField(
        label=_("How far"),
        required=False,
        min_value=0.1,
        max_value=1000,
        error_messages={
            "invalid": _("Write a number of miles, like 2."),
            "min_value": _("Write a number of miles above 0, like 2."),
            "max_value": _("Nowhere is that far. Write a number of miles, like 20."),
        },
        widget=forms.Select,
    )
    day = forms.MultipleChoiceField(
        label=_("Day"),
        choices=list(zip(DAY_KEYS, Weekday.labels, strict=True)),
        required=False,
        error_messages={"invalid_choice": _("There is no such day. Choose from the list.")},
        widget=forms.CheckboxSelectMultiple,
    )
    time = forms.MultipleChoiceField(
        label=_("Starts in the"),
        choices=PartOfDay.choices,
        required=False,
        error_messages={"invalid_choice": _("There is no such time. Choose from the list.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        asked = data.get("miles", "")
        offered = MILES if asked in MILES or not is_miles(asked) else (asked, *MILES)
        self.fields["miles"].widget.choices = [
            ("", _("Any distance")),
            *((miles, _("Within %s miles") % miles) for miles in offered),
        ]

    def clean_near(self) -> Origin | None:
        text = self.cleaned_data["near"].strip()
        if len(text) > LONGEST_PLACE:
            raise ValidationError(_("This is too long for a place. Type a postcode, like LE5 4AH."))
        return find_origin(text) if text else None

    def query(self) -> Query:
        """The question that the readable answers make."""
        self.is_valid()
        answers = self.cleaned_data
        return Query(
            origin=answers.get("near"),
            miles=answers.get("miles"),
            days=tuple(DAY_KEYS.index(day) for day in answers.get("day", [])),
            times=tuple(PartOfDay(part) for part in answers.get("time", [])),
        )


def is_miles(text: str) -> bool:
    """Whether the finder understands this as a number of miles."""
    try:
        return 0.1 <= float(text) <= 1000
    except ValueError:
        return False


class CancelForm(forms.Form):
    """Why one date is off."""

    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[
            choice
            for choice in Occurrence.Reason.choices
            if choice[0] not in (Occurrence.Reason.NONE, Occurrence.Reason.BANK_HOLIDAY)
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )
    note = forms.CharField(
        label=_("A line to add"),
        help_text=_("Optional. Shown to everybody, as you write it."),
        max_length=200,
        required=False,
    )
