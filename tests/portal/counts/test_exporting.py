"""The files: a line a week and organisation, safe to open, with what each column is."""

import pytest

from portal.counts.measures import MEASURES
from tests.factories import make_organisation
from tests.factories.counts import make_date, make_series
from tests.portal.counts.reading import export
from tests.portal.counts.test_counting import at

pytestmark = pytest.mark.usefixtures("nothing")


def test_a_line_for_each_week_and_organisation_that_has_something(log_in):
    hall, library = make_organisation(title="Hall"), make_organisation(title="Àrd Library")
    make_date(make_series(hall), at("2026-11-23 10:00"), heads=3)
    make_date(make_series(library), at("2026-12-01 10:00"), heads=17)
    make_date(make_series(library), at("2026-11-24 10:00"), reason="weather")
    rows = export(log_in("team"))
    told = ("week_from", "organisation", "organisation_id", "neighbourhood", "planned", "heads")
    assert [[row[name] for name in told] for row in rows] == [
        ["2026-11-23", "Hall", str(hall.translation_key), "No neighbourhood", "1", "fewer than 5"],
        ["2026-11-23", "Àrd Library", str(library.translation_key), "No neighbourhood", "1", "0"],
        ["2026-11-30", "Àrd Library", str(library.translation_key), "No neighbourhood", "1", "17"],
    ]
    assert [row["off_weather"] for row in rows] == ["0", "1", "0"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ('=HYPERLINK("https://example.org")', '\'=HYPERLINK("https://example.org")'),
        ("+44", "'+44"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("Bell\x07 \x1bhouse", "Bell house"),
        ("Bread, tea; “soup”", "Bread, tea; “soup”"),
    ],
)
def test_no_name_is_a_formula_or_breaks_the_file(log_in, name, kept):
    make_date(make_series(make_organisation(title=name)), at("2026-12-01 10:00"), heads=9)
    [row] = export(log_in("team"))
    assert (row["organisation"], row["heads"]) == (kept, "9")


def test_the_file_says_its_weeks_and_opens_as_unicode(log_in):
    make_date(make_series(), at("2026-11-20 10:00"), heads=9)
    answer = log_in("team").get("/admin/counts/export.csv")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="counts-2026-11-16-to-2026-12-06.csv"'
    )
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.content.startswith(b"\xef\xbb\xbfweek_from,")


def test_the_dictionary_says_what_each_column_is(log_in):
    client = log_in("team")
    make_date(make_series(), at("2026-12-01 10:00"), heads=9)
    [row] = export(client)
    words = export(client, name="dictionary")
    assert [each["column"] for each in words] == list(row)
    [heads] = [each for each in words if each["column"] == "heads"]
    [measure] = [each for each in MEASURES if each.key == "heads"]
    assert heads == {
        "column": "heads",
        "name": measure.name,
        "what": measure.counts,
        "unit": "people",
        "from": measure.topic.rows,
        "why": measure.topic.why,
        "kept": measure.topic.kept,
        "does_not_say": measure.silent,
        "small": "1 to 4 stay unsaid: “fewer than 5”. 0 is said.",
    }
