"""Small questions about a run in the admin: to which date, how often, and why not."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from .more_dates import MOST_DATES, Rhythm

DAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]


class CopyForm(forms.Form):
    """One more date."""

    first_on = forms.DateField(label=_("On which day does it begin?"), widget=AdminDateInput)

    def clean_first_on(self):
        first_on = self.cleaned_data["first_on"]
        if first_on <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day to come."))
        return first_on


class RepeatForm(forms.Form):
    """Several more dates by a rule."""

    weekday = forms.TypedChoiceField(label=_("On which day?"), choices=DAYS, coerce=int)
    rhythm = forms.ChoiceField(label=_("How often?"), choices=Rhythm.choices)
    count = forms.IntegerField(
        label=_("How many times?"),
        min_value=1,
        max_value=MOST_DATES,
        initial=4,
        help_text=_("Counted from after this run. Bank holidays are left out."),
    )


class SendBackForm(forms.Form):
    """Why a proposal goes back."""

    answer = forms.CharField(
        label=_("What should be changed?"),
        help_text=_("Whoever proposed it reads this in a letter."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
