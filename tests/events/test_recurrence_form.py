"""The four answers in the admin: what they make, say back, and refuse."""

from datetime import date

import pytest
from django import forms
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from events.recurrence import Recurrence
from events.recurrence_fields import RecurrenceFormField


class Form(forms.Form):
    rule = RecurrenceFormField()


def fill(rhythm="weekly 1", days=("1",), first="2026-11-24", last=""):
    return Form(
        MultiValueDict(
            {
                "rule_rhythm": [rhythm],
                "rule_days": list(days),
                "rule_first_on": [first],
                "rule_last_on": [last],
            }
        )
    )


def test_four_answers_make_a_rule():
    form = fill(rhythm="weekly 2", days=("1", "3"), last="2027-03-31")
    assert form.is_valid()
    assert form.cleaned_data["rule"] == Recurrence(
        date(2026, 11, 24), (1, 3), every=2, last_on=date(2027, 3, 31)
    )


def test_a_day_of_the_month():
    form = fill(rhythm="monthly -1", days=("4",))
    assert form.is_valid()
    assert form.cleaned_data["rule"] == Recurrence(date(2026, 11, 24), (4,), nth=-1)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"last": "2026-11-01"}, "The last date is before the first date. Change one of them."),
        ({"days": ()}, "Choose at least one day of the week."),
        ({"first": ""}, "Say on which date it starts."),
        ({"first": "", "days": ()}, "Choose a rhythm, the days and the first date."),
        ({"first": "soon"}, "Write the first and last date like 24/11/2026."),
        ({"first": "1066-10-14"}, "The first date must lie between the years 2000 and 2099."),
        (
            {"last": "2026-11-24", "days": ("2",)},
            "No date fits: the days you chose do not come up between the first and last date.",
        ),
        ({"rhythm": "secondly 1"}, "Select a valid choice."),
        ({"rhythm": "weekly 0"}, "Select a valid choice."),
        ({"days": ("9",)}, "Select a valid choice."),
        ({"days": ("\x00",)}, "Select a valid choice."),
    ],
)
def test_each_refusal_is_a_sentence(answers, sentence):
    form = fill(**answers)
    assert not form.is_valid()
    assert form.errors["rule"][0].startswith(sentence)


def test_the_widget_says_back_in_words_and_lists_the_next_dates():
    rule = Recurrence(timezone.localdate(), (0, 1, 2, 3, 4, 5, 6))
    html = str(Form(initial={"rule": rule})["rule"])
    assert "Every Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday" in html
    assert "Next dates:" in html


def test_the_widget_keeps_what_was_typed_when_it_is_refused():
    html = str(fill(last="2026-11-01")["rule"])
    assert 'value="2026-11-24"' in html
    assert 'value="2026-11-01"' in html
    assert "Next dates:" not in html
