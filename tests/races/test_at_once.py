"""Two people press a button at the same instant: one is first, and the other is told."""

import threading
from itertools import count

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import connections
from django.test import Client

from events.models import DropInPage
from home import edit_views, handing
from home.handovers import Handover
from home.models import Organisation, Venue
from tests.home.editing import form_of, stored
from tests.races.house import ALIAS

ROUNDS = 5
numbers = count(1)


@pytest.fixture
def ours(house):
    """The race's own database in the place of the test's, for this process and its new threads."""
    before, demo = connections.settings["default"], connections["default"]
    connections.settings["default"] = connections.databases[ALIAS]
    connections["default"] = own = connections.create_connection("default")
    yield
    own.close()
    connections.settings["default"] = before
    connections["default"] = demo


def person(name: str):
    return get_user_model().objects.get(username=name)


def login(name: str) -> Client:
    client = Client()
    client.force_login(person(name), backend="django.contrib.auth.backends.ModelBackend")
    return client


def at_once(*steps) -> list:
    """What each step gives, all begun at the same instant, each in a thread of its own."""
    barrier, answers = threading.Barrier(len(steps)), [None] * len(steps)

    def run(place, step):
        barrier.wait()
        try:
            answers[place] = step()
        except ValidationError as error:
            answers[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def two_saves(address: str, field: str, **more) -> list[int]:
    """How two people's saves of the same form at the same instant were answered."""
    people = [login("partner1"), login("team")]
    posts = [
        form_of(client, address) | {field: f"Words {next(numbers)}."} | more for client in people
    ]
    steps = [
        lambda client=client, post=post: client.post(address, post).status_code
        for client, post in zip(people, posts, strict=True)
    ]
    return sorted(at_once(*steps))


def things() -> list[tuple]:
    page = DropInPage.objects.get(slug="after-work-drop-in", alias_of=None)
    venue = Venue.objects.filter(keeper__slug="eastgate-library").first()
    return [
        (f"/admin/pages/{page.pk}/edit/", page, "summary", {"action-publish": "1"}),
        (f"/admin/venues/edit/{venue.pk}/", venue, "access_note", {}),
    ]


def test_of_two_saves_at_one_instant_one_is_refused(ours):
    for address, row, field, more in things():
        for _round in range(ROUNDS):
            assert two_saves(address, field, **more) == [200, 302]
            assert stored(row, field).startswith("Words ")


def test_without_the_guard_both_are_saved_and_one_is_buried(ours, monkeypatch):
    monkeypatch.setattr(edit_views, "is_up_to_date", lambda form: True)
    for address, _row, field, more in things():
        assert two_saves(address, field, **more) == [302, 302]


def offers():
    """An offer of a new page, read twice: once for each side."""
    page = DropInPage.objects.get(slug="after-work-drop-in", alias_of=None)
    giver = page.get_parent().specific
    to = Organisation.objects.get(slug="lantern-street-kitchen", alias_of=None)
    Handover.objects.all().delete()
    if giver == to:
        to = Organisation.objects.get(slug="eastgate-library", alias_of=None)
    offer = handing.offer(page, to=to, by=person("team"))
    return page, to, [Handover.objects.get(pk=offer.pk) for _side in range(2)]


@pytest.mark.parametrize("second", [handing.accept, handing.decline, handing.take_back])
def test_an_offer_is_answered_once_however_many_answer_it(ours, second):
    team, admin = person("team"), person("admin")
    for _round in range(ROUNDS):
        page, to, (one, two) = offers()
        answers = at_once(
            lambda one=one: handing.accept(one, by=team), lambda two=two: second(two, by=admin)
        )
        assert [type(answer) for answer in answers].count(ValidationError) == 1
        state = Handover.objects.get(pk=one.pk).state
        moved = DropInPage.objects.get(pk=page.pk).get_parent().specific == to
        assert moved == (state == "accepted")
