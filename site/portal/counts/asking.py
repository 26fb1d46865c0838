"""What somebody asks of the counts: which weeks, whose, in which groups."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .owners import Owner
from .weeks import Period, last_weeks, weeks_around

WEEKS = ("4", "12")
USUAL = {"weeks": "12", "by": "week", "organisation": "", "neighbourhood": ""}
BY_WEEK, BY_AREA, BY_OWNER = "week", "neighbourhood", "organisation"


def day_field(label: str) -> forms.DateField:
    """An optional day, asked for by the browser's own calendar."""
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("Write a day like 2026-11-30.")},
    )


def choice_field(label: str) -> forms.ChoiceField:
    """An optional answer from a list."""
    return forms.ChoiceField(
        label=label,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("This is not in the list. Choose again.")},
    )


class CountsForm(forms.Form):
    """The keys of the dashboard and of its export. A wrong answer gets a sentence, and is left out.

    Days go before the choice of weeks. `since` is the first day of which anything is recorded.
    """

    weeks = choice_field(gettext_lazy("Weeks"))
    first = day_field(gettext_lazy("Or from"))
    last = day_field(gettext_lazy("to"))
    by = choice_field(gettext_lazy("Group by"))
    neighbourhood = choice_field(gettext_lazy("Neighbourhood"))
    organisation = choice_field(gettext_lazy("Organisation"))

    def __init__(self, data, *, owners: list[Owner], since: date):
        super().__init__({**USUAL, **{key: data[key] for key in data if data[key]}})
        self.owners, self.since, self.today = owners, since, timezone.localdate()
        areas = {(owner.area_key, owner.area): None for owner in owners if owner.area_key}
        self.fields["weeks"].choices = [
            ("4", _("The last 4 weeks")),
            ("12", _("The last 12 weeks")),
            ("all", _("Since the beginning")),
        ]
        self.fields["by"].choices = [
            (BY_WEEK, _("Week")),
            (BY_AREA, _("Neighbourhood")),
            (BY_OWNER, _("Organisation")),
        ]
        self.fields["neighbourhood"].choices = [
            ("", _("All")),
            *sorted(areas, key=lambda area: area[1]),
        ]
        self.fields["organisation"].choices = [
            ("", _("All")),
            *((owner.key, owner.name) for owner in owners),
        ]

    def clean(self) -> dict:
        answers = super().clean()
        first, last = answers.get("first"), answers.get("last")
        if first and first > self.today:
            self.add_error("first", _("This day is still to come. Choose an earlier one."))
        elif last and last < self.since:
            self.add_error("last", _("Nothing was recorded so early. Choose a later day."))
        elif first and last and last < first:
            self.add_error("last", _("The last day must not be before the first."))
        return answers

    def answer(self, name: str):
        """A readable answer; the usual one where it was wrong."""
        self.is_valid()
        return self.cleaned_data.get(name) or USUAL.get(name)

    @property
    def period(self) -> Period:
        """The whole weeks that are asked for, within what is recorded."""
        first, last = self.answer("first"), self.answer("last")
        if first or last:
            first = max(first or self.since, self.since)
            return weeks_around(first, max(first, min(last or self.today, self.today)))
        weeks = self.answer("weeks")
        begun = weeks_around(self.since, self.today)
        return max(begun, last_weeks(int(weeks), self.today)) if weeks in WEEKS else begun

    @property
    def chosen(self) -> list[Owner]:
        """The organisations that are asked about."""
        return [
            owner
            for owner in self.owners
            if self.answer("organisation") in ("", owner.key)
            and self.answer("neighbourhood") in ("", owner.area_key)
        ]

    @property
    def chosen_names(self) -> list[str]:
        """The neighbourhood and the organisation that are asked about, by name."""
        return [
            dict(self.fields[name].choices)[self.answer(name)]
            for name in ("neighbourhood", "organisation")
            if self.answer(name)
        ]

    @property
    def is_narrowed(self) -> bool:
        """Whether some organisations are asked about, and not all."""
        return bool(self.answer("organisation") or self.answer("neighbourhood"))
