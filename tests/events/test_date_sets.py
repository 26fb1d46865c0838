"""A set of dates in the place of a rule: read, written, refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from events.date_sets import DateSet, read_dates
from events.models import Occurrence
from events.recurrence_fields import RecurrenceFormField
from tests.factories import in_future, make_drop_in

SET = DateSet((date(2027, 3, 30), date(2027, 3, 23), date(2027, 3, 23)))


def test_it_is_in_order_and_holds_each_date_once():
    assert SET.on == (date(2027, 3, 23), date(2027, 3, 30))
    assert list(SET.dates(date(2027, 3, 24), date(2028, 1, 1))) == [date(2027, 3, 30)]
    assert SET.falls_on(date(2027, 3, 23))
    assert not SET.falls_on(date(2027, 3, 24))


def test_it_is_written_and_read_as_icalendar_text():
    text = "DTSTART;VALUE=DATE:20270323\nRDATE;VALUE=DATE:20270323,20270330"
    assert SET.to_ical() == text
    assert DateSet.parse(text) == SET


@pytest.mark.parametrize(
    "typed",
    [
        "23/03/2027\n30/03/2027",
        "23.3.2027, 30.3.2027",
        "2027-03-30;2027-03-23\n\n",
        " 23 3 2027 \r\n30/3/2027",
    ],
)
def test_it_is_typed_in_several_ways(typed):
    assert DateSet(read_dates(typed)) == SET


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "31/02/2027",
        "0/0/0000",
        "23/03/27",
        "\x00",
        "1/1/1999",
        "1/1/2100",
        "23/03/2027 x",
    ],
)
def test_what_is_no_date_is_refused_in_a_sentence(typed):
    with pytest.raises(ValidationError) as refusal:
        DateSet(read_dates(typed))
    assert refusal.value.messages[0].endswith(".")


def test_five_thousand_dates_are_refused_at_once():
    with pytest.raises(ValidationError, match="too many dates"):
        DateSet(
            read_dates("\n".join(f"{n % 28 + 1}/{n % 12 + 1}/{2010 + n % 80}" for n in range(5000)))
        )


def test_the_form_makes_one_and_shows_it_again():
    field = RecurrenceFormField(required=True)
    typed = ["set 1", [], "", "", "23/03/2027\n30/03/2027"]
    assert field.clean(typed) == SET
    assert field.widget.decompress(SET) == ["set 1", [], None, None, "23/03/2027\n30/03/2027"]


@pytest.mark.django_db
def test_publishing_makes_just_these_dates():
    days = (in_future(10), in_future(17), in_future(40))
    page = make_drop_in(recurrence=DateSet(days))
    rows = Occurrence.objects.filter(series=page).order_by("starts_at")
    assert tuple(row.original_date for row in rows) == days
