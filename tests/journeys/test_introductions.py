"""Two workers book, both say yes, each reads who the other is; one takes it back."""

import re

import pytest

from tests.journeys.conftest import link_in
from tests.journeys.test_axe import findings
from tests.journeys.test_worker import fill_in, state


def book(visit, site, name, email, **options):
    """A booking's own page, straight after booking."""
    page = visit(f"{site}/training/runs/1/book/", **options)
    fill_in(page, name=name, email=email, organisation="Harebell Surgery")
    page.get_by_role("button", name="Check your answers").click()
    page.get_by_role("button", name="Book my place").click()
    assert state(page) == "confirmed"
    return page


def say_yes(page):
    page.get_by_label("Where do you work?").select_option(label="Northfold")
    page.get_by_label(re.compile("Yes, share my name")).check()
    page.get_by_role("button", name="Introduce me").click()
    assert "We introduce you" in page.get_by_role("heading", level=1).inner_text()


def test_two_meet_and_one_takes_it_back(site, visit, read_letters):
    ann = book(visit, site, "Ann North", "ann@north.example")
    assert not ann.get_by_label(re.compile("Yes, share my name")).is_checked()
    ann.get_by_role("button", name="Introduce me").click()
    assert "Tick the box" in ann.get_by_role("group", name="There is a problem").inner_text()
    say_yes(ann)
    bob = book(visit, site, "Bob North", "bob@north.example")
    say_yes(bob)

    letter = read_letters("ann@north.example")[-1]
    assert "Bob North" in letter.get_content()
    assert "bob@north.example" in letter.get_content()
    assert "ann@north.example" in read_letters("bob@north.example")[-1].get_content()

    page = visit(site + link_in(letter, "/bookings/"))
    page.get_by_role("button", name="Do not introduce me any more").click()
    assert "introduce you to nobody" in page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="Back to my booking").click()
    assert page.get_by_role("button", name="Introduce me").is_visible()

    cat = book(visit, site, "Cat North", "cat@north.example")
    say_yes(cat)
    words = read_letters("cat@north.example")[-1].get_content()
    assert "Bob North" in words
    assert "Ann North" not in words


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_no_step_of_it_has_findings(site, visit, colours):
    email = f"axe@{colours}.example"
    page = book(visit, site, f"Axe {colours}", email, javascript=True, colours=colours)
    page.get_by_role("button", name="Introduce me").click()
    assert findings(page) == []
    say_yes(page)
    assert findings(page) == []
    page.get_by_role("button", name="Do not introduce me any more").click()
    assert findings(page) == []
