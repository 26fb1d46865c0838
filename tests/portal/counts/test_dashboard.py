"""The page: its pictures and tables, what can be asked, and who sees what."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import NeighbourhoodPage, Organisation
from portal.counts.measures import MEASURES
from resources.models import Download
from tests.factories import make_organisation
from tests.factories.counts import make_date, make_past_run, make_series
from tests.factories.courses import make_course
from tests.portal.counts.reading import dashboard, export, table
from tests.portal.counts.test_counting import at

pytestmark = pytest.mark.usefixtures("nothing")
NOT_THERE = "This is not in the list. Choose again."
FIGURES = ["sessions", "heads", "reasons", "courses", "materials"]


def partner_of(user: str) -> Organisation:
    slug = {"partner1": "eastgate-library", "partner2": "lantern-street-kitchen"}[user]
    return Organisation.objects.get(slug=slug, alias_of=None)


@pytest.fixture
def counted():
    """A week of two partners in two neighbourhoods, and a handout."""
    for user, heads in (("partner1", 11), ("partner2", 23)):
        series = make_series(partner_of(user))
        make_date(series, at("2026-11-30 10:00"), heads=heads)
        make_date(series, at("2026-12-01 10:00"), reason="venue")
    Organisation.objects.filter(pk=partner_of("partner2").pk).update(
        neighbourhood=NeighbourhoodPage.objects.get(slug="northfold", alias_of=None)
    )
    Download.objects.create(on="2026-12-01", count=4)


def test_each_picture_has_its_gist_and_a_table_with_the_same_numbers(counted, log_in):
    page = dashboard(log_in("team"), {"by": "organisation"})
    assert [each["aria-labelledby"] for each in page.select("section.counts-figure")] == FIGURES
    for picture in page.select('svg[role="img"]'):
        assert all(page.find(id=key).text.strip() for key in picture["aria-labelledby"].split())
        labels = [text.get_text() for text in picture.select("text:not(.counts-words)")]
        section = picture.find_parent("section")
        assert [th.get_text() for th in section.select("tbody th[scope=row]")] == labels
        assert section.select("table > caption")
    assert table(page, "heads") == {
        "Eastgate Library": ["11", "1", "1"],
        "Lantern Street Community Kitchen": ["23", "1", "1"],
        "All": ["34", "2", "2"],
    }
    gist = page.find(id="sessions-gist").get_text(strip=True)
    assert gist == "2 of 4 planned sessions took place. Called off: 2. Still to come: 0."


def test_by_neighbourhood_and_by_week(counted, log_in):
    client = log_in("team")
    rows = table(dashboard(client, {"by": "neighbourhood"}), "heads")
    assert [(name, cells[0]) for name, cells in rows.items()] == [
        ("Eastgate", "11"), ("Northfold", "23"), ("All", "34"),
    ]  # fmt: skip
    make_date(make_series(partner_of("partner1")), at("2026-11-18 10:00"), heads=5)
    rows = table(dashboard(client), "heads")
    assert [(name, cells[0]) for name, cells in rows.items()] == [
        ("16 November", "5"), ("23 November", "0"), ("30 November", "34"), ("All", "39"),
    ]  # fmt: skip


def test_narrowed_to_a_neighbourhood_or_an_organisation(counted, log_in):
    client = log_in("team")
    north = str(NeighbourhoodPage.objects.get(slug="northfold", alias_of=None).translation_key)
    library = str(partner_of("partner1").translation_key)
    for query, heads in (({"neighbourhood": north}, "23"), ({"organisation": library}, "11")):
        page = dashboard(client, query)
        assert table(page, "heads")["30 November"][0] == heads
        assert not page.select('section[aria-labelledby="materials"]')
        assert "fetched" not in export(client, query)[0]
    both = dashboard(client, {"neighbourhood": north, "organisation": library})
    assert table(both, "heads") == {}
    assert "Nothing was recorded in these weeks." in both.get_text()


def test_a_partner_sees_its_own_counts_and_no_others(counted, log_in):
    client = log_in("partner1")
    page = dashboard(client, {"by": "organisation"})
    assert page.h1.get_text(strip=True) == "Your counts"
    assert table(page, "heads") == {"Eastgate Library": ["11", "1", "1"]}
    assert "Lantern" not in page.main.get_text()
    assert [row["organisation"] for row in export(client)] == ["Eastgate Library"]
    assert "fetched" not in export(client)[0]
    other = {"organisation": str(partner_of("partner2").translation_key)}
    for address in ("", "export.csv", "dictionary.csv"):
        assert client.get(f"/admin/counts/{address}", other).status_code == 404


def test_who_edits_for_nobody_has_no_counts(client, counted):
    user = get_user_model().objects.create_user("nobody")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    for address in ("", "export.csv", "dictionary.csv"):
        assert client.get(f"/admin/counts/{address}").status_code == 404


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ({"first": "soon"}, "first", "Write a day like 2026-11-30."),
        ({"first": "2026-12-03"}, "first", "This day is still to come. Choose an earlier one."),
        ({"last": "2020-01-01"}, "last", "Nothing was recorded so early. Choose a later day."),
        (
            {"first": "2026-12-02", "last": "2026-12-01"},
            "last",
            "The last day must not be before the first.",
        ),
        ({"weeks": "x" * 10_000}, "weeks", NOT_THERE),
        ({"by": "name\x00"}, "by", NOT_THERE),
        ({"organisation": "{{7*7}}"}, "organisation", NOT_THERE),
        (
            {"neighbourhood": "' OR 1=1 --"},
            "neighbourhood",
            NOT_THERE,
        ),
    ],
)
def test_what_cannot_be_read_is_left_out_with_a_sentence(counted, log_in, query, field, sentence):
    client = log_in("team")
    page = dashboard(client, query)
    assert page.title.get_text().strip().startswith("Error: ")
    assert page.select("details.counts-form[open]")
    wrong = page.select_one(f"[name={field}]")
    assert wrong["aria-invalid"] == "true"
    assert page.find(id=wrong["aria-describedby"]).get_text(strip=True) == sentence
    assert table(page, "heads")["30 November"][0] == "34"
    assert export(client, query)[0]["week_from"] == "2026-11-30"


@pytest.mark.parametrize("query", [{"first": "0001-01-01"}, {"last": "9999-12-31"}, {}])
def test_no_period_is_longer_than_what_was_recorded(counted, log_in, query):
    assert list(table(dashboard(log_in("team"), query), "heads")) == ["30 November"]


def test_nothing_recorded_says_so(log_in):
    page = dashboard(log_in("team"))
    assert page.get_text().count("Nothing was recorded in these weeks.") == len(FIGURES)
    assert export(log_in("team")) == []


def test_looking_changes_nothing_and_cannot_be_posted(counted, log_in):
    client = log_in("team")
    for address in ("", "export.csv", "dictionary.csv"):
        assert client.post(f"/admin/counts/{address}").status_code == 405


@pytest.mark.parametrize("query", [{"by": "organisation"}, {"by": "week", "weeks": "all"}])
def test_thirty_organisations_cost_no_more_queries_than_one(log_in, query):
    client = log_in("team")

    def cost():
        client.get("/admin/counts/", query)
        with CaptureQueriesContext(connection) as queries:
            dashboard(client, query)
        return len(queries)

    def fill(number):
        for _organisation in range(number):
            organisation = make_organisation()
            make_date(make_series(organisation), at("2026-12-01 10:00"), heads=9)
            make_past_run(make_course(organisation), at("2026-12-01 10:00"), booked=1)

    fill(1)
    one = cost()
    fill(29)
    assert cost() == one


def test_every_measure_has_a_name_of_its_own_and_every_word():
    keys = [measure.key for measure in MEASURES]
    assert len(set(keys)) == len(keys)
    for each in MEASURES:
        words = (each.name, each.counts, each.unit, each.silent)
        assert all(str(word).strip() for word in words)
        assert all(str(word) for word in (each.topic.rows, each.topic.why, each.topic.kept))
    assert {each.key for each in MEASURES if each.of_people} == {
        "heads", "booked", "waiting", "given_up",
    }  # fmt: skip
