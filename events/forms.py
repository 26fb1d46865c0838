"""What a resident may ask the finder."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.choices import Language
from home.models import Venue
from home.places import Origin, find_origin

from .clock import PartOfDay, Weekday
from .facets import DAY_KEYS
from .finding import Query
from .people import Role

MILES = ("1", "2", "5", "10", "20")
LONGEST_PLACE = 100


def several(label: str, choices: list, refusal: str) -> forms.MultipleChoiceField:
    """An optional answer of several words."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        error_messages={"invalid_choice": refusal},
    )


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
    day = several(
        _("Day"),
        list(zip(DAY_KEYS, Weekday.labels, strict=True)),
        _("There is no such day. Choose from the list."),
    )
    time = several(
        _("Starts in the"), PartOfDay.choices, _("There is no such time. Choose from the list.")
    )
    access = several(
        _("Getting in"),
        [(fact, fact) for fact in Venue.ACCESS_FACTS],
        _("We do not know this about places. Choose from the list."),
    )
    language = forms.ChoiceField(
        label=_("Language spoken"),
        choices=[("", ""), *Language.choices],
        required=False,
        error_messages={"invalid_choice": _("We do not know this language. Choose another.")},
    )

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        # The contract's word for it is one of Python's own.
        self.fields["with"] = forms.ChoiceField(
            label=_("Who is there"),
            choices=[("", ""), *Role.choices],
            required=False,
            error_messages={"invalid_choice": _("There is no such role. Choose from the list.")},
        )
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

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The filters that are on, as (key, value): asking for another place keeps them."""
        return [
            (key, value)
            for key in ("day", "time", "access", "with", "language")
            for value in as_list(self.cleaned_data.get(key))
        ]

    def query(self) -> Query:
        """The question that the readable answers make."""
        self.is_valid()
        answers = self.cleaned_data
        return Query(
            origin=answers.get("near"),
            miles=answers.get("miles"),
            days=tuple(DAY_KEYS.index(day) for day in answers.get("day", [])),
            times=tuple(PartOfDay(part) for part in answers.get("time", [])),
            access=tuple(answers.get("access", [])),
            language=answers.get("language", ""),
            role=answers.get("with", ""),
        )


def as_list(value: list | str | None) -> list[str]:
    """One answer or several, as a list."""
    return value if isinstance(value, list) else [value] if value else []


def is_miles(text: str) -> bool:
    """Whether the finder understands this as a number of miles."""
    try:
        return 0.1 <= float(text) <= 1000
    except ValueError:
        return False
