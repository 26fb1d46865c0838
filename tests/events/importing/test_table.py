"""Tables as people keep them: any order of columns, any delimiter, dates and times as written."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.importing.reading import read
from events.importing.sample import SAMPLE
from home.models import Venue
from tests.events.importing.bringing import HEADING, TEA, bring, drafts_of, states

pytestmark = pytest.mark.django_db


def read_row(**cells):
    """The proposal of a table with one line."""
    table = ";".join(cells) + "\n" + ";".join(cells.values()) + "\n"
    [proposal] = read(table.encode()).proposals
    return proposal


def rhythm_of(**cells) -> str:
    rule = read_row(name="Tea", **cells).recurrence
    return rule.rhythm() if rule else ""


def test_our_sample_is_understood_line_by_line(organisation):
    lines = bring(organisation, SAMPLE)
    assert states(lines) == ["new", "new", "new"]
    assert [line.notes for line in lines] == [[], [], []]
    first, second, third = drafts_of(organisation)
    assert first.recurrence.rhythm() == "Every Tuesday"
    assert (first.languages, first.what_to_bring) == (["en", "ur"], "A friend")
    assert second.recurrence.rhythm() == "Every 2 weeks on Thursday"
    assert third.recurrence.rhythm() == "The first Saturday of every month"
    assert f"{third.recurrence.last_on}" == "2027-03-27"
    assert Venue.objects.filter(name="Example Hall", keeper=organisation).count() == 1


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_delimiter_and_any_usual_letters(delimiter, encoding, end):
    table = f"Name;Day;Starts{end}Café – “tea”;Tue;10am{end}".replace(";", delimiter)
    [proposal] = read(table.encode(encoding)).proposals
    assert proposal.title == "Café – “tea”"
    assert proposal.recurrence.rhythm() == "Every Tuesday"


@pytest.mark.parametrize(
    ("days", "rhythm"),
    [
        ("Tuesday", "Every Tuesday"),
        ("tuesdays", "Every Tuesday"),
        ("Every Tue & Thu", "Every Tuesday and Thursday"),
        ("Mon/Wed", "Every Monday and Wednesday"),
        ("Mon to Fri", "Every Monday, Tuesday, Wednesday, Thursday and Friday"),
        ("weekdays", "Every Monday, Tuesday, Wednesday, Thursday and Friday"),
        ("1st Friday", "The first Friday of every month"),
        ("last Sunday of the month", "The last Sunday of every month"),
        ("first and third Friday", ""),
        ("Someday", ""),
        ("T", ""),
    ],
)
def test_days_as_people_write_them(days, rhythm):
    assert rhythm_of(day=days) == rhythm


@pytest.mark.parametrize(
    ("every", "rhythm"),
    [
        ("week", "Every Thursday"),
        ("weekly", "Every Thursday"),
        ("2 weeks", "Every 2 weeks on Thursday"),
        ("fortnightly", "Every 2 weeks on Thursday"),
        ("every other week", "Every 2 weeks on Thursday"),
        ("6", "Every 6 weeks on Thursday"),
        ("month", ""),
        ("13 weeks", ""),
        ("now and then", ""),
    ],
)
def test_rhythms_as_people_write_them(every, rhythm):
    assert rhythm_of(day="Thu", every=every, **{"from": "07/01/2027"}) == rhythm


def test_every_second_week_needs_to_say_from_when():
    assert "Write the first date" in " ".join(read_row(name="Tea", day="Thu", every="2").notes)


@pytest.mark.parametrize(
    "text",
    ["24/11/2027", "24.11.2027", "24-11-2027", "24/11/27", "2027-11-24", "24 November 2027",
     "Wed 24th Nov 2027", "2027-11-24T10:00:00"],
)  # fmt: skip
def test_dates_as_people_write_them(text):
    proposal = read_row(name="Tea", day="Wed", **{"from": text})
    assert f"{proposal.recurrence.first_on}" == "2027-11-24"


@pytest.mark.parametrize("text", ["31/02/2027", "11/24/2027", "soon", "0/0/0"])
def test_dates_that_there_are_not_are_said(text):
    proposal = read_row(name="Tea", day="Wed", **{"from": text})
    assert proposal.rule == ""
    assert "We cannot read the date" in " ".join(proposal.notes)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"starts": "10am", "ends": "12.30pm"}, ("10:00", "12:30")),
        ({"starts": "10.30", "ends": "noon"}, ("10:30", "12:00")),
        ({"starts": "14:00", "ends": "3.30 p.m."}, ("14:00", "15:30")),
        ({"time": "10am-12pm"}, ("10:00", "12:00")),
        ({"time": "1-3pm"}, ("13:00", "15:00")),
        ({"time": "10 to 1pm"}, ("10:00", "13:00")),
        ({"from": "10am", "until": "11am"}, ("10:00", "11:00")),
        ({"starts": "10am"}, ("10:00", "")),
        ({"starts": "12am", "ends": "1am"}, ("00:00", "01:00")),
        ({"starts": "1.30am", "ends": "3am"}, ("", "")),
        ({"starts": "13pm"}, ("", "")),
        ({"starts": "25:00"}, ("", "")),
        ({"starts": "10:75"}, ("", "")),
        ({"starts": "3pm", "ends": "2pm"}, ("15:00", "")),
    ],
)
def test_times_as_people_write_them(cells, expected):
    proposal = read_row(name="Tea", day="Tue", **cells)
    assert (proposal.start, proposal.end) == expected


def test_dates_alone_are_a_set():
    days = [timezone.localdate() + timedelta(days=n) for n in (30, 10)]
    proposal = read_row(name="Tea", dates=", ".join(f"{day:%d/%m/%Y}" for day in days))
    assert proposal.recurrence.on == tuple(sorted(days))


def test_what_is_over_makes_nothing():
    reading = read(b"name;date\nTea;24/11/2020\n")
    assert reading.proposals == []
    assert reading.refusals[0].sentence == "It is over: its last date has passed."


def test_each_line_is_told_by_its_number_in_the_file():
    table = 'name;what\n"Tea";"two\nlines"\n\nMore;x\n'
    assert [each.where for each in read(table.encode()).proposals] == ["line 2", "line 5"]


def test_columns_in_any_order_with_others_between():
    reading = read(b"Postcode,Colour,Where,NAME\nLE5 1AB,red,Hall,Tea\n")
    [proposal] = reading.proposals
    assert (proposal.title, proposal.place.name, proposal.place.postcode) == (
        "Tea", "Hall", "LE5 1AB")  # fmt: skip
    assert reading.remarks == ["Columns that we do not know: Colour."]


def test_a_table_without_a_name_says_what_is_missing():
    with pytest.raises(ValidationError, match="one of them “name”"):
        read(b"Tea,Tuesday,10am\n")


def test_an_id_keeps_a_renamed_line_the_same(organisation):
    table = "id;name;day\n7;Tea;Tue\n"
    bring(organisation, table)
    assert states(bring(organisation, table.replace("Tea", "Coffee"))) == ["renewed"]
    assert [draft.title for draft in drafts_of(organisation)] == ["Coffee"]


def test_the_same_id_twice_is_made_once(organisation):
    assert states(bring(organisation, "id;name;day\n7;Tea;Tue\n7;Tea;Tue\n")) == ["new", "refused"]


def test_more_lines_than_we_read_are_said():
    reading = read((HEADING + TEA * 600).encode())
    assert len(reading.proposals) == 500
    assert "more than 500 lines" in reading.remarks[0]
