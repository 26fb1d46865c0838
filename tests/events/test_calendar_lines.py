"""What people write cannot break a calendar: escaped, folded, one line for one property."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from events.calendar_lines import FOLD, VTIMEZONE, line, text
from events.calendars import make_calendar

LONG = "Tea 🫖, \\ ; " * 40


def read_back(value):
    """A text as the library reads it."""
    data = b"BEGIN:VEVENT\r\n" + text("SUMMARY", value) + b"END:VEVENT\r\n"
    return str(Calendar.from_ical(data)["SUMMARY"])


@pytest.mark.parametrize(
    "value",
    [
        "Tea; cake, and \\ more",
        "One line\nand another",
        LONG,
        "x" * 66 + "🫖" * 3,
        "x" * 65 + ",,,",
        "کمر درد، چائے اور مشورہ " * 9,
        "END:VEVENT\nBEGIN:VEVENT\nSUMMARY:Free money\nEND:VEVENT",
        "",
    ],
)
def test_a_text_is_read_back_as_it_was_written(value):
    assert read_back(value) == value


@pytest.mark.parametrize("sign", ["\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\0"])
def test_other_signs_that_break_lines_do_not(sign):
    data = text("SUMMARY", f"Tea{sign}BEGIN:VEVENT").decode()
    assert len(data.splitlines()) == 1


@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_no_line_is_too_long_and_no_letter_is_cut(value):
    data = text("DESCRIPTION", value)
    assert data.endswith(b"\r\n")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(part) <= FOLD for part in lines)
    assert all(part.startswith(b" ") for part in lines[1:])
    assert all(part.decode() for part in lines)
    assert not any((len(part) - len(part.rstrip(b"\\"))) % 2 for part in lines)


def test_an_unfolded_line_is_what_was_folded():
    content = "X:" + "🫖ab" * 100
    assert line(content).replace(b"\r\n ", b"") == content.encode() + b"\r\n"


@pytest.mark.django_db
def test_an_empty_calendar_has_a_name_and_the_clock_of_london():
    data = make_calendar([], name="Nothing; yet", today=date(2026, 12, 1))
    calendar = Calendar.from_ical(data)
    assert VTIMEZONE in data
    assert b"\r\nX-WR-CALNAME:Nothing\\; yet\r\n" in data
    assert [rule.name for rule in calendar.walk("VTIMEZONE")[0].subcomponents] == [
        "DAYLIGHT",
        "STANDARD",
    ]
