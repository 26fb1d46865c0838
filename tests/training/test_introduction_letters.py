"""Each is told of the others once, in a letter of their own, at most one a day."""

import pytest

from home.letters import Letter
from tests.factories.courses import make_booking
from tests.factories.followers import body_of, deliver
from tests.factories.introductions import (
    a_day_later,
    eastgate,
    introduce,
    make_neighbourhood,
    make_worker,
    readers,
    said_yes,
)
from training import booking_desk, introducing
from training.introducing import INTRODUCTION
from training.models import Introduced, Introduction

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _outbox(settings, tmp_path):
    settings.LETTER_FOLDER = tmp_path
    Introduction.objects.all().delete()
    Letter.objects.all().delete()


def test_one_alone_hears_nothing_and_two_hear_of_each_other_once():
    ann = make_worker(name="Ann Lee", email="ann@example.org", organisation="Harebell Surgery")
    assert introduce() == []
    bob = make_worker(name="Bob Ray", email="bob@example.org", organisation="Pantry")
    to_ann, to_bob = sorted(introduce(), key=lambda message: message["To"])
    assert (to_ann["To"], to_bob["To"]) == ("ann@example.org", "bob@example.org")
    assert to_ann["Cc"] is to_ann["Bcc"] is None
    assert "Bob Ray\nReceptionist, Pantry\nbob@example.org\nIn Eastgate" in body_of(to_ann)
    assert "Ann Lee\nReceptionist, Harebell Surgery\nann@example.org" in body_of(to_bob)
    assert ann.make_link("introductions") in body_of(to_ann)
    assert bob.make_link("introductions") in body_of(to_bob)
    assert "Bob" not in to_ann["Subject"]
    assert introduce() == []
    a_day_later()
    assert introduce() == []


def test_who_books_but_says_nothing_is_in_no_letter():
    make_booking()
    make_worker()
    make_booking()
    assert introduce() == []


def test_another_neighbourhood_is_another_circle():
    make_worker()
    make_worker(make_neighbourhood())
    assert introduce() == []


def test_the_same_address_twice_is_one_person():
    ann = make_worker(name="Ann Lee", email="ann@example.org")
    assert introduce() == []
    make_worker(name="Ann Lee", email="ANN@Example.org")
    make_worker(name="A. Lee", email="ann@example.org")
    assert introduce() == []
    make_worker(email="bob@example.org")
    messages = introduce()
    assert readers(messages) == ["ann@example.org", "bob@example.org"]
    [to_bob] = [message for message in messages if message["To"] == "bob@example.org"]
    assert body_of(to_bob).lower().count("ann@example.org") == 1
    a_day_later()
    assert introduce() == []
    introducing.withdraw(ann)
    assert Introduction.objects.count() == 1


def test_a_person_gets_one_letter_a_day_with_everybody_new():
    make_worker(email="ann@example.org")
    make_worker(email="bob@example.org")
    assert len(introduce()) == 2
    make_worker(name="Cat New", email="cat@example.org")
    assert readers(introduce()) == ["cat@example.org"]
    make_worker(name="Dan New", email="dan@example.org")
    assert readers(introduce()) == ["dan@example.org"]
    a_day_later()
    messages = {message["To"]: body_of(message) for message in introduce()}
    assert sorted(messages) == ["ann@example.org", "bob@example.org", "cat@example.org"]
    assert [name in messages["ann@example.org"] for name in ("Cat New", "Dan New")] == [True, True]
    assert "bob@" not in messages["ann@example.org"]
    assert "Dan New" in messages["cat@example.org"]
    assert "ann@" not in messages["cat@example.org"]
    a_day_later()
    assert introduce() == []


def test_who_takes_it_back_before_the_letter_goes_is_not_in_it():
    ann, bob = make_worker(email="ann@example.org"), make_worker(email="bob@example.org")
    introducing.arrange_introductions()
    introducing.withdraw(bob)
    assert deliver_introductions() == []
    assert set(Letter.objects.filter(kind=INTRODUCTION).values_list("state", flat=True)) == {
        "dropped"
    }
    introducing.agree(bob, eastgate())
    assert readers(introduce()) == ["ann@example.org", "bob@example.org"]
    introducing.withdraw(bob)
    introducing.agree(bob, eastgate())
    a_day_later()
    assert introduce() == []
    assert said_yes(ann)


def deliver_introductions():
    Letter.objects.exclude(kind=INTRODUCTION).waiting().update(state=Letter.State.DROPPED)
    return deliver()


@pytest.mark.parametrize(
    "leave",
    [
        booking_desk.cancel,
        lambda booking: booking_desk.cancel_all(booking.run),
        lambda booking: booking_desk.change(
            booking,
            places=1,
            name=booking.name,
            email="else@example.org",
            organisation="Library",
            sector="libraries",
            role="",
        ),
    ],
    ids=["cancels", "course cancelled", "another address"],
)
def test_who_leaves_the_course_or_hands_the_place_on_is_in_no_letter(leave):
    make_worker(), leave(make_worker())
    assert Introduction.objects.count() == 1
    assert introduce() == []


def test_a_letter_that_is_tried_again_tells_of_the_same_people():
    make_worker(email="ann@example.org")
    make_worker(email="bob@example.org")
    introducing.arrange_introductions()
    letter = Letter.objects.filter(kind=INTRODUCTION).first()
    [first], [second] = (introducing.meet(letter)[1] for _time in range(2))
    assert first == second
    assert Introduced.objects.count() == 1


def test_the_way_to_stop_in_a_mail_program_works_without_a_page(client):
    ann, _bob = make_worker(email="ann@example.org"), make_worker(email="bob@example.org")
    [message] = [each for each in introduce() if each["To"] == "ann@example.org"]
    link = message["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    answer = client.post(f"/{link}", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not said_yes(ann)


@pytest.mark.parametrize("name", ["{{7*7}}", '=HYPERLINK("http://x")', "👩🏽‍🌾 Zoë", "محمد"])
def test_a_strange_name_travels_as_text(name):
    make_worker(email="ann@example.org")
    make_worker(email="bob@example.org", name=name)
    [message] = [each for each in introduce() if each["To"] == "ann@example.org"]
    assert name in body_of(message)


def test_a_hidden_neighbourhood_introduces_nobody():
    place = make_neighbourhood()
    make_worker(place), make_worker(place)
    place.unpublish()
    assert introduce() == []


def test_without_the_memory_of_who_was_told_the_letters_come_again(monkeypatch):
    """The twin of “once”."""
    monkeypatch.setattr(Introduced.objects, "bulk_create", lambda rows, **options: rows)
    make_worker(), make_worker()
    assert len(introduce()) == 2
    a_day_later()
    assert len(introduce()) == 2
