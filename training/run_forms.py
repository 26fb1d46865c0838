"""Small questions about a run in the admin: to which day, how often, and why not."""

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from .more_dates import MOST_DATES, Rhythm, check_can_copy


class CopyForm(forms.Form):
    """One more date."""

    first_on = forms.DateField(
        label=_("On which day does it begin?"),
        help_text=_("All its sessions move by the same number of days and keep their times."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )

    def __init__(self, run, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.run = run

    def clean_first_on(self):
        first_on = self.cleaned_data["first_on"]
        check_can_copy(self.run, first_on)
        return first_on


class RepeatForm(forms.Form):
    """Several more dates by a rule."""

    rhythm = forms.ChoiceField(label=_("How often?"), choices=Rhythm.choices)
    weekday = forms.TypedChoiceField(
        label=_("On which day?"), choices=list(WEEKDAYS.items()), coerce=int
    )
    count = forms.IntegerField(
        label=_("How many times?"),
        min_value=1,
        max_value=MOST_DATES,
        initial=4,
        help_text=_("Counted from after these dates. Bank holidays are left out."),
    )


class SendBackForm(forms.Form):
    """Why a proposal goes back."""

    answer = forms.CharField(
        label=_("What should be changed?"),
        help_text=_("Whoever proposed it reads this in a letter, as you write it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what should be changed.")},
    )
