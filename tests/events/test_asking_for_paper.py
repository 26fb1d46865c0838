"""Who gets paper, from where, and what nobody can make it do."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from events.models import DropInPage
from events.people import SeriesPerson
from home.models import PlainPage
from tests.events.paper import NOTICE, read, switch_on_urdu, tools
from tests.factories import make_drop_in, publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "keys",
    [
        {"size": "a3"},
        {"size": "\x00"},
        {"size": "İ" * 5000},
        {"kind": "<script>alert(1)</script>"},
        {"kind": "notice", "date": "2026-13-45"},
        {"kind": "notice", "date": "9999-12-31"},
        {"kind": "notice", "date": "0001-01-01"},
        {"kind": "notice", "date": "yesterday"},
        {"kind": "notice", "date": "٢٠٢٦-١١-٢٤"},
        {"kind": "notice", "date": "'; DROP TABLE events; --"},
        {"kind": "notice", "date": "1" * 100_000},
        {"notice": "{{7*7}}"},
        {f"key{number}": number for number in range(2_000)},
    ],
)
def test_whatever_is_asked_for_a_sheet_comes(client, keys):
    series = make_drop_in()
    page = read(client, series, **keys)
    assert page.body["class"] == ["a4"]
    assert page.h1.get_text() == series.title
    assert "<script" not in str(page)
    if "date" in keys:
        assert re.search("could not read the date|no session on that day", tools(page))


@pytest.mark.parametrize("key", ["size", "kind", "notice", "date"])
def test_bytes_that_are_no_text_do_no_harm(client, key):
    series = make_drop_in()
    assert client.get(f"{series.url}poster/?{key}=%ff%fe%00&kind=notice").status_code == 200


def test_hostile_words_of_an_editor_stay_words(client):
    series = make_drop_in(title="<script>alert(1)</script>", summary='"><img src=x onerror=x>')
    for keys in ({}, NOTICE):
        page = read(client, series, **keys)
        assert not page.select("script, img, [style], [onerror]")
        assert page.h1.get_text() == series.title


def test_only_a_public_series_has_paper(client):
    series, draft = make_drop_in(), make_drop_in(live=False)
    parent = series.get_parent()
    assert client.get(f"{draft.url}poster/").status_code == 404
    for address in (parent.url, "/partners/", "/", "/learn/medication/", "/no/such//"):
        assert client.get(f"{address}poster/").status_code == 404
    restriction = PageViewRestriction.objects.create(page=parent, restriction_type="login")
    assert client.get(f"{series.url}poster/").status_code == 404
    restriction.delete()
    assert client.get(f"{series.url}poster/").status_code == 200
    series.unpublish()
    assert client.get(f"{series.url}poster/").status_code == 404


def test_a_hidden_source_hides_the_paper_in_every_language(client):
    series = make_drop_in()
    switch_on_urdu()
    assert client.get(f"/ur{series.url}poster/").status_code == 200
    PageViewRestriction.objects.create(page=series, restriction_type="login")
    assert client.get(f"/ur{series.url}poster/").status_code == 404


def test_another_page_may_be_called_poster(client):
    about = PlainPage.objects.get(slug="about", alias_of=None)
    publish(about, PlainPage(title="Our poster", slug="poster"))
    assert b"Our poster" in client.get("/about/poster/").content


def test_looking_changes_nothing_and_is_asked_anew(client):
    series = make_drop_in()
    client.get(series.url)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(f"{series.url}poster/")
    assert [row["sql"] for row in queries if not row["sql"].startswith("SELECT")] == []
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.cookies == {}
    assert client.post(f"{series.url}poster/").status_code == 405


def test_the_series_page_and_the_admins_dates_lead_to_the_paper(client, log_in):
    series = make_drop_in()
    page = BeautifulSoup(client.get(series.url).content, "html.parser")
    [link] = page.find_all("a", string="Print a poster")
    assert link["href"] == f"{series.url}poster/"
    answer = log_in("team").get(f"/admin/dates/of/{series.pk}/")
    page = BeautifulSoup(answer.content, "html.parser")
    links = [page.find("a", string=words)["href"] for words in ("Poster", "Door notice")]
    assert [link.removeprefix("http://localhost") for link in links] == [
        f"{series.url}poster/",
        f"{series.url}poster/?kind=notice",
    ]


@pytest.mark.parametrize("keys", [{}, NOTICE])
def test_it_costs_as_many_queries_for_thirty_people_and_a_year_as_for_one_of_each(client, keys):
    series = DropInPage.objects.get(pk=make_drop_in().pk)

    def count():
        client.get(f"{series.url}poster/", keys)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{series.url}poster/", keys)
        return len(queries)

    series.people.add(*(SeriesPerson(role="host") for _number in range(30)))
    series.save_revision().publish()
    many = count()
    series.people.set(series.people.all()[:1])
    series.save_revision().publish()
    keep = series.occurrences.upcoming()[:2].values_list("pk", flat=True)
    series.occurrences.exclude(pk__in=list(keep)).delete()
    assert count() == many <= 12
