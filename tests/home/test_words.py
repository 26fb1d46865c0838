"""How dates, times and distances read."""

from datetime import UTC, datetime, time

import pytest
from django.utils import timezone

from home.templatetags.words import clock, day, distance, iso, tel


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (time(9, 30), "9.30am"),
        (time(12), "12pm"),
        (time(12, 5), "12.05pm"),
        (time(0, 15), "12.15am"),
        (time(17), "5pm"),
        (datetime(2027, 6, 1, 9, tzinfo=UTC), "10am"),
        (datetime(2027, 1, 5, 9, tzinfo=UTC), "9am"),
    ],
)
def test_clock(value, words):
    assert clock(value) == words


def test_a_day_of_this_year_has_no_year():
    this_year = timezone.localdate().year
    assert day(datetime(this_year, 6, 1, 9, tzinfo=UTC)).endswith("1 June")
    assert day(datetime(this_year + 1, 6, 1, 9, tzinfo=UTC)).endswith(f"1 June {this_year + 1}")


def test_the_machine_reads_the_offset_of_that_day():
    assert iso(datetime(2027, 6, 1, 9, tzinfo=UTC)) == "2027-06-01T10:00:00+01:00"
    assert iso(datetime(2027, 1, 5, 9, tzinfo=UTC)) == "2027-01-05T09:00:00+00:00"


@pytest.mark.parametrize(
    ("miles", "rough", "words"),
    [
        (0.34, False, "0.3 miles away"),
        (3.0, False, "3.0 miles away"),
        (0.04, False, "less than 0.1 miles away"),
        (1, True, "about 1 mile away"),
        (3, True, "about 3 miles away"),
    ],
)
def test_distance(miles, rough, words):
    assert distance(miles, rough) == words


def test_a_number_to_ring_cannot_carry_markup():
    assert tel("01632 960101<script>") == (
        '<a href="tel:01632960101" dir="ltr">01632 960101&lt;script&gt;</a>'
    )
