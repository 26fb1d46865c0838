"""What somebody who books is asked. Input names and autocomplete tokens are the contract's."""

from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from home.line_fields import EmailLineField, LineField

from .bookings import MOST_PLACES, Booking
from .courses import Sector


def line(label, length: int, autocomplete: str, missing: str = "", **options) -> LineField:
    """A text field that says in words what is missing or too long."""
    return LineField(
        label=label,
        max_length=length,
        required=bool(missing),
        error_messages={
            "required": missing,
            "max_length": _("This is too long: write %(limit_value)d letters at most."),
        },
        widget=forms.TextInput(attrs={"autocomplete": autocomplete}),
        **options,
    )


class BookingForm(forms.Form):
    """The answers of a booking, in the order in which they are asked."""

    name = line(_("Your name"), 100, "name", _("Write your name."))
    email = EmailLineField(
        help_text=_("We write there about this course alone, unless you ask for more.")
    )
    organisation = line(
        _("Organisation"),
        120,
        "organization",
        _("Write where you work or volunteer."),
        help_text=_("Where you work or volunteer."),
    )
    sector = forms.ChoiceField(
        label=_("Sector"),
        choices=[("", _("Choose one")), *Sector.choices],
        error_messages={
            "required": _("Choose the sector nearest to yours."),
            "invalid_choice": _("There is no such sector. Choose one from the list."),
        },
    )
    role = line(
        _("Your role"),
        80,
        "organization-title",
        help_text=_("Optional. Like receptionist or link worker."),
    )
    places = forms.IntegerField(
        label=_("How many places?"),
        help_text=_("For you, and colleagues who come with you."),
        min_value=1,
        max_value=MOST_PLACES,
        required=False,
        initial=1,
        error_messages={
            "invalid": _("Write a number, like 1."),
            "min_value": _("Write 1 or more."),
            "max_value": ngettext_lazy(
                "%(limit_value)d place is the most at once.",
                "%(limit_value)d places is the most at once. Ring us for a bigger group.",
                "limit_value",
            ),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_places(self) -> int:
        """One place when nothing was said."""
        return self.cleaned_data["places"] or 1

    def say_places_left(self, left: int) -> None:
        """Puts beside the number of places how many there are."""
        sentence = ngettext(
            "Only %(left)d place is left. Write 1.",
            "Only %(left)d places are left. Write %(left)d or fewer.",
            left,
        )
        self.add_error("places", sentence % {"left": left})

    def say_booked_twice(self) -> None:
        """Says that the same person has another booking on the same dates."""
        self.add_error("name", _("There is another booking in this name on these dates."))

    def answers(self) -> list[tuple[str, str, str]]:
        """What was answered, as (field name, label, words), to be checked before booking."""
        words = {**self.cleaned_data, "sector": Sector(self.cleaned_data["sector"]).label}
        return [
            (name, field.label, words[name])
            for name, field in self.fields.items()
            if words[name] != ""
        ]


def answers_of(booking: Booking) -> dict:
    """A booking's answers, as the form takes them."""
    return {name: getattr(booking, name) for name in BookingForm.base_fields}


def read_key(text: str) -> UUID:
    """The idempotency key in a form; a new one when it cannot be read."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
