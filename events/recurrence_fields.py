"""The rule in the database and in the admin: a column of text, and a form without JavaScript."""

from datetime import date, timedelta
from itertools import islice

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.renderers import get_default_renderer
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .date_sets import DateSet, read_dates
from .recurrence import MOST_WEEKS, Recurrence

DATES_SHOWN = 6
PARTS = ("rhythm", "days", "first_on", "last_on", "dates")
ON_DATES = "set 1"
Rule = Recurrence | DateSet
LONGEST_SET = 2000  # signs
UNREADABLE_DATE = _("Write the first and last date like 24/11/2026.")


def rhythm_choices() -> list[tuple[str, str]]:
    """Every rhythm as one list: weeks first, then days of the month."""
    weeks = [(f"weekly {n}", _("Every %(n)d weeks") % {"n": n}) for n in range(2, MOST_WEEKS + 1)]
    return [
        ("weekly 1", _("Every week")),
        ("monthly 1", _("The first of every month")),
        ("monthly 2", _("The second of every month")),
        ("monthly 3", _("The third of every month")),
        ("monthly 4", _("The fourth of every month")),
        ("monthly -1", _("The last of every month")),
        *weeks,
        (ON_DATES, _("Only on the dates below")),
    ]


class RecurrenceField(models.CharField):
    """A `Recurrence` or `DateSet`, kept as its iCalendar text; empty text is no rule yet."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 700)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value):
        if value is None or isinstance(value, Rule):
            return value
        if not value:
            return None
        return (DateSet if "\nRDATE" in value else Recurrence).parse(value)

    def get_prep_value(self, value):
        if isinstance(value, str):
            return value
        return value.to_ical() if value else ""

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def clean(self, value, model_instance):
        value = self.to_python(value)
        if value is None and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        return value

    def formfield(self, **kwargs):
        return RecurrenceFormField(
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
        )


class RecurrenceWidget(forms.MultiWidget):
    """Rhythm, days, first and last date, or dates; says back in words what stands."""

    def __init__(self, attrs=None):
        day = {"type": "date"}
        super().__init__(
            {
                "rhythm": forms.Select(choices=rhythm_choices()),
                "days": forms.CheckboxSelectMultiple(choices=list(WEEKDAYS.items())),
                "first_on": forms.DateInput(format="%Y-%m-%d", attrs=day),
                "last_on": forms.DateInput(format="%Y-%m-%d", attrs=day),
                "dates": forms.Textarea(attrs={"rows": 4}),
            },
            attrs,
        )

    def decompress(self, value: Rule | None) -> list:
        if not value:
            return ["weekly 1", [], timezone.localdate(), None, ""]
        if isinstance(value, DateSet):
            return [ON_DATES, [], None, None, value.to_text()]
        kind, number = ("weekly", value.every) if value.nth is None else ("monthly", value.nth)
        days = [str(day) for day in value.days]
        return [f"{kind} {number}", days, value.first_on, value.last_on, ""]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        rule = value if isinstance(value, Rule) else _rule_or_none(value)
        if rule:
            today = timezone.localdate()
            dates = rule.dates(max(today, rule.first_on), today + timedelta(days=731))
            context |= {"rule": rule, "next_dates": list(islice(dates, DATES_SHOWN))}
            context["is_set"] = isinstance(rule, DateSet)
        return context

    def _render(self, template_name, context, renderer=None):
        # Django's own widgets are drawn by the form's renderer; ours stands with the other pages.
        renderer = renderer or get_default_renderer()
        subwidgets = dict(zip(PARTS, context["widget"]["subwidgets"], strict=True))
        parts = {
            part: mark_safe(renderer.render(widget["template_name"], {"widget": widget}))  # noqa: S308
            for part, widget in subwidgets.items()
        }
        ids = {f"{part}_id": widget["attrs"].get("id") for part, widget in subwidgets.items()}
        return render_to_string("events/admin/recurrence_widget.html", context | parts | ids)

    def id_for_label(self, id_):
        return f"{id_}_0" if id_ else id_


class RecurrenceFormField(forms.MultiValueField):
    """Five answers that make one rule, with each refusal in a sentence."""

    widget = RecurrenceWidget

    def __init__(self, **kwargs):
        fields = (
            forms.ChoiceField(choices=rhythm_choices(), required=False),
            forms.TypedMultipleChoiceField(
                choices=list(WEEKDAYS.items()), coerce=int, required=False
            ),
            forms.DateField(required=False, error_messages={"invalid": UNREADABLE_DATE}),
            forms.DateField(required=False, error_messages={"invalid": UNREADABLE_DATE}),
            forms.CharField(required=False, max_length=LONGEST_SET),
        )
        super().__init__(fields=fields, require_all_fields=False, **kwargs)

    def compress(self, values: list) -> Rule | None:
        if not values or not any(values[1:]):
            if self.required:
                raise ValidationError(_("Choose a rhythm, the days and the first date."))
            return None
        return make_rule(*values)

    def has_changed(self, initial, data) -> bool:
        try:
            return self.to_python_rule(data) != initial
        except ValidationError:
            return True

    def to_python_rule(self, data) -> Rule | None:
        """The rule in raw form data. Raises ValidationError."""
        return self.compress(
            [field.clean(part) for field, part in zip(self.fields, data, strict=True)]
        )


def make_rule(
    rhythm: str, days: list[int], first_on: date | None, last_on: date | None, dates: str = ""
) -> Rule:
    """The rule that the answers make. Raises ValidationError that says what is missing."""
    if rhythm == ON_DATES:
        return DateSet(read_dates(dates))
    if not first_on:
        raise ValidationError(_("Say on which date it starts."))
    kind, number = (rhythm or "weekly 1").split()
    rule = Recurrence(
        first_on=first_on,
        days=tuple(days or ()),
        last_on=last_on,
        **({"every": int(number)} if kind == "weekly" else {"nth": int(number)}),
    )
    # No rule of ours waits longer than twelve weeks for its first date.
    if not any(rule.dates(first_on, first_on + timedelta(weeks=MOST_WEEKS))):
        raise ValidationError(
            _("No date fits: the days you chose do not come up between the first and last date.")
        )
    return rule


def _rule_or_none(raw) -> Rule | None:
    try:
        return RecurrenceFormField(required=False).to_python_rule(raw or ["", [], "", "", ""])
    except (ValidationError, ValueError):
        return None
