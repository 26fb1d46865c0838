"""What an editor says of dates in the admin: small questions, each with a reason for refusing."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.lines import tidy_line
from home.models import Venue
from home.overtaking import SeenMixin

from .closures import Closure
from .hosts import Host
from .occurrences import Occurrence
from .pauses import Pause
from .people import Role, roles_of
from .recurrence import EARLIEST, LATEST
from .series import SeriesPage

DAY = {"type": "date"}
CLOCK = {"type": "time"}


def day_field(label: str, help_text: str = "", required: bool = True) -> forms.DateField:
    """A day, asked for by the browser's own calendar."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY),
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )


def time_field(label: str) -> forms.TimeField:
    """A time of day in Europe/London."""
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(format="%H:%M", attrs=CLOCK),
        error_messages={
            "required": _("Write a time, like 10:00."),
            "invalid": _("Write a time, like 10:00."),
        },
    )


class LineField(forms.CharField):
    """One line that everybody reads."""

    def __init__(self, **kwargs):
        words = {
            "label": _("A line to add"),
            "help_text": _("Optional. Shown to everybody, as you write it."),
            "max_length": 200,
            "required": False,
        }
        super().__init__(**{**words, **kwargs})

    def clean(self, value):
        return tidy_line(super().clean(value))


class CancelForm(forms.Form):
    """Why one date is off."""

    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[(reason.value, reason.label) for reason in Occurrence.REASONS_TO_CHOOSE],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a reason."),
            "invalid_choice": _("Choose a reason."),
        },
    )
    note = LineField()


class MoveForm(forms.Form):
    """When and where one date is; the same form makes an extra one."""

    on = day_field(_("Day"))
    start_time = time_field(_("Starts at"))
    end_time = time_field(_("Ends at"))
    venue = forms.ModelChoiceField(label=_("Where"), queryset=Venue.objects.all())
    note = LineField()


class NoteForm(forms.Form):
    """A line beside one date."""

    note = LineField(label=_("The line"), help_text=_("Empty takes it away."))


class StaffForm(forms.Form):
    """Who is there on one date."""

    staff = forms.MultipleChoiceField(
        label=_("Who is there"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class PauseForm(SeenMixin, forms.ModelForm):
    """A break of one series."""

    class Meta:
        model = Pause
        fields = ["first_on", "back_on", "note"]
        widgets = {
            "first_on": forms.DateInput(format="%Y-%m-%d", attrs=DAY),
            "back_on": forms.DateInput(format="%Y-%m-%d", attrs=DAY),
        }

    def clean(self):
        cleaned = super().clean()
        first_on, back_on = cleaned.get("first_on"), cleaned.get("back_on")
        if first_on and back_on and back_on <= first_on:
            self.add_error("back_on", _("It is back on a later day than the break begins."))
        elif back_on and back_on <= timezone.localdate():
            self.add_error("back_on", _("This break is over already. Choose a day to come."))
        check_years(self, "first_on", "back_on")
        return cleaned

    def clean_note(self):
        return tidy_line(self.cleaned_data["note"])


class ClosureForm(SeenMixin, forms.ModelForm):
    """Days on which a venue, or everything, is closed."""

    class Meta:
        model = Closure
        fields = ["venue", "first_on", "last_on", "note"]
        widgets = {
            "first_on": forms.DateInput(format="%Y-%m-%d", attrs=DAY),
            "last_on": forms.DateInput(format="%Y-%m-%d", attrs=DAY),
        }

    def __init__(self, *args, venues, central: bool, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["venue"]
        field.label, field.queryset, field.required = _("Where"), venues, not central
        field.empty_label = _("Everywhere: the whole programme") if central else None

    def clean(self):
        cleaned = super().clean()
        first_on, last_on = cleaned.get("first_on"), cleaned.get("last_on")
        if first_on and last_on and last_on < first_on:
            self.add_error("last_on", _("The last day is before the first. Change one of them."))
        elif last_on and last_on < timezone.localdate():
            self.add_error("last_on", _("These days are over already. Choose days to come."))
        check_years(self, "first_on", "last_on")
        return cleaned

    def clean_note(self):
        return tidy_line(self.cleaned_data["note"])


def check_years(form: forms.ModelForm, *names: str) -> None:
    """Refuses days in years that no calendar here knows, beside their fields."""
    for name in names:
        day = form.cleaned_data.get(name)
        if day and not EARLIEST <= day <= LATEST:
            form.add_error(name, _("Choose a day between the years 2000 and 2099."))


class HostForm(forms.ModelForm):
    """Whom we write the evening before."""

    class Meta:
        model = Host
        fields = ["first_name", "email"]

    def __init__(self, *args, series: SeriesPage, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.series = series

    def clean_first_name(self):
        return tidy_line(self.cleaned_data["first_name"])

    def clean(self):
        cleaned = super().clean()
        others = Host.objects.filter(
            series=self.instance.series, email__iexact=cleaned.get("email", "")
        )
        if others.exists():
            raise ValidationError({"email": _("This address is on the list already.")})
        return cleaned


def times_of(row: Occurrence) -> dict:
    """What a date's move form begins with: how it is now."""
    return {
        "on": row.local_start.date(),
        "start_time": row.local_start.time(),
        "end_time": row.local_end.time(),
        "venue": row.place,
        "note": row.note,
        "staff": row.staff,
    }


def times_of_series(series: SeriesPage) -> dict:
    """What the form of an extra date begins with: the usual time and place."""
    return {
        "start_time": series.start_time,
        "end_time": series.end_time,
        "venue": series.venue,
        "staff": roles_of(series),
    }
