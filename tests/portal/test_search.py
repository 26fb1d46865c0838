"""Search over pages and series, and what is thrown at it."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import make_drop_in, make_organisation

pytestmark = pytest.mark.django_db


def search(client, **keys):
    answer = client.get("/search/", keys)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").select_one("main")


def links(page):
    return [link["href"] for link in page.select("a[href]")]


def test_a_series_is_found_by_its_summary(client):
    assert "/partners/lantern-street-kitchen/tea-and-shoulders/" in links(search(client, q="neck"))


def test_a_module_is_found_by_its_title(client):
    assert "/learn/medication/" in links(search(client, q="medication"))


def test_an_organisation_is_found(client):
    assert "/partners/noor-house/" in links(search(client, q="noor house"))


def test_a_series_is_found_by_its_venue(client):
    assert any("tea-and-shoulders" in link for link in links(search(client, q="lantern")))


def test_all_words_have_to_be_there(client):
    assert not any("/partners/" in link for link in links(search(client, q="noor zeppelin")))


def test_drafts_are_not_found(client):
    page = make_drop_in(live=False, title="Quokka hour")
    assert page.url not in links(search(client, q="quokka"))


def test_a_new_page_is_found_at_once(client):
    organisation = make_organisation(title="Quokka friends")
    assert organisation.url in links(search(client, q="quokka"))


def test_nothing_found_says_what_to_do(client):
    page = search(client, q="zeppelin")
    assert "zeppelin" in page.get_text()
    assert "/drop-ins/" in links(page)


@pytest.mark.parametrize(
    "words",
    [
        "'",
        '"',
        " ",
        "\x00",
        "knee\x00",
        "AND",
        "OR",
        "NOT knee",
        "NEAR(",
        "knee*",
        "^knee",
        "-knee",
        "col:knee",
        "{{7*7}}",
        "<script>",
        "💥",
        "‮",
        "%",
        "(" * 500,
        "x" * 100_000,
        "a " * 50_000,
        "'; --",
        "\\",
        "knee & !",
        "knee <-> back",
        ":*",
    ],
)
def test_hostile_words_break_nothing(client, words):
    page = search(client, q=words)
    assert "<script>" not in str(page)


@pytest.mark.parametrize("number", ["abc", "0", "-1", "99999999999999999999"])
def test_hostile_page_numbers_break_nothing(client, number):
    search(client, q="knee", page=number)


def test_without_a_question_the_page_asks_for_one(client):
    assert search(client).select_one("input[name=q]")
