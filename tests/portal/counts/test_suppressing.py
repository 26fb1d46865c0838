"""Small numbers of people stay unsaid, whatever is shown beside them."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from events.models import Occurrence
from portal.counts.grouping import Groups, Row
from portal.counts.suppressing import NOTHING, UNSAID, Number, say, total
from tests.factories import make_organisation
from tests.factories.counts import make_date, make_past_run, make_series
from tests.factories.courses import make_course
from tests.portal.counts.reading import dashboard, export, table
from tests.portal.counts.test_counting import at

WEEKS = ("2026-11-16", "2026-11-23", "2026-11-30")


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (120, "120")],
)
def test_below_five_people_stay_unsaid_and_nobody_is_said(count, words):
    assert str(say(count, of_people=True)) == words
    assert str(say(count, of_people=False)) == str(count)


def test_a_sum_with_something_unsaid_in_it_is_a_span():
    assert str(total([UNSAID, NOTHING])) == "fewer than 5"
    assert str(total([UNSAID, Number(12, 12)])) == "13 to 16"
    assert str(total([UNSAID, UNSAID])) == "2 to 8"
    assert str(total([])) == "0"


@given(some.lists(some.integers(0, 30)))
def test_a_span_always_holds_the_truth(counts):
    said = total(say(count, of_people=True) for count in counts)
    assert said.least <= sum(counts) <= said.most


def found_by_subtraction(rows: dict[str, list[str]]) -> dict[str, int]:
    """What somebody works out who takes what is said from an exact sum, column by column."""
    found = {}
    parts = {label: cells for label, cells in rows.items() if label != "All"}
    for column, whole in enumerate(rows["All"]):
        unsaid = [label for label, cells in parts.items() if not cells[column].isdecimal()]
        if len(unsaid) == 1 and whole.isdecimal():
            said = sum(int(cells[column]) for cells in parts.values() if cells[column].isdecimal())
            found[unsaid[0]] = int(whole) - said
    return found


@pytest.fixture
def rows(nothing):
    """Three weeks of two partners; one session of each kind was small."""
    made = []
    for partner, heads in (("One", (9, 3, 12)), ("Other", (7, 20, 8))):
        organisation = make_organisation(title=partner)
        series = make_series(organisation)
        for week, count in zip(WEEKS, heads, strict=True):
            made.append(make_date(series, at(f"{week} 10:00"), heads=count))
        make_past_run(make_course(organisation), at("2026-11-16 14:00"), booked=6, waiting=2)
    return made


VIEWS = [
    {"weeks": weeks, "by": by, **dates}
    for weeks, by, dates in product(
        ("4", "all"),
        ("week", "organisation", "neighbourhood"),
        (
            {},
            {"first": "2026-11-23"},
            {"last": "2026-11-23"},
            {"first": WEEKS[1], "last": WEEKS[1]},
        ),
    )
]


def test_nothing_is_found_by_subtraction(rows, log_in):
    client = log_in("team")
    series = rows[1].series
    one = str(series.get_parent().translation_key)
    for view in VIEWS:
        for narrowed in ({}, {"organisation": one}):
            shown = table(dashboard(client, view | narrowed), "heads")
            if "All" in shown:
                assert found_by_subtraction(shown) == {}
    small = dashboard(client, {"by": "organisation", "first": WEEKS[1], "last": WEEKS[1]})
    assert table(small, "heads")["One"] == ["fewer than 5", "1", "1"]
    assert table(small, "heads")["All"] == ["21 to 24", "2", "2"]


def test_without_the_guard_the_same_subtraction_finds_the_number(rows, log_in, monkeypatch):
    """The twin: cells stay unsaid, but the sum is made of what they are."""

    def exact(groups):
        dates = Occurrence.objects.filter(**groups.period.moments("starts_at"))
        heads = sum(dates.values_list("head_count", flat=True))
        return Row("All", {"heads": Number(heads, heads), "counted": Number(6, 6)})

    monkeypatch.setattr(Groups, "all", property(exact))
    view = {"by": "organisation", "first": WEEKS[1], "last": WEEKS[1]}
    assert found_by_subtraction(table(dashboard(log_in("team"), view), "heads")) == {"One": 3}


def everything(client) -> list[str]:
    """Every view of the counts that can be asked for, and every file."""
    owners = [option["value"] for option in dashboard(client).select("#id_organisation option")]
    pages = []
    for view, owner in product(VIEWS, ("", *owners[-2:])):
        query = view | {"organisation": owner}
        pages += [str(dashboard(client, query).select_one(".counts")), str(export(client, query))]
    return pages


def test_no_view_and_no_file_tells_one_from_four(rows, log_in):
    """Two truths that differ only in what stays unsaid look the same everywhere."""
    client = log_in("team")
    seen = []
    for small in (1, 4):
        Occurrence.objects.filter(pk=rows[1].pk).update(head_count=small)
        seen.append(everything(client))
    assert seen[0] == seen[1]
    Occurrence.objects.filter(pk=rows[1].pk).update(head_count=5)
    assert everything(client) != seen[0]
