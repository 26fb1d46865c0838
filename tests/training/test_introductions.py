"""Workers who booked meet others who work near them: both sides say yes, each is told once."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import timezone

from home.letters import Letter
from home.personal import declarations
from tests.factories.courses import make_booking, make_course, make_run, make_waiting
from tests.factories.introductions import (
    eastgate,
    introduce,
    make_neighbourhood,
    make_worker,
    said_yes,
)
from tests.training.run_admin import partner
from training import booking_desk, introducing
from training.models import Booking, Introduction

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _outbox(settings, tmp_path):
    settings.LETTER_FOLDER = tmp_path
    Introduction.objects.all().delete()
    Letter.objects.all().delete()


def page_of(booking):
    return booking.make_link("introductions")


def say_yes(client, worker, **fields):
    data = {"neighbourhood": eastgate().pk, "agreed": "on"} | fields
    return client.post(page_of(worker), {key: each for key, each in data.items() if each != ""})


def said(answer):
    return BeautifulSoup(answer.content, "html.parser").select_one("main").get_text(" ", strip=True)


def test_the_offer_is_quiet_at_the_end_of_a_bookings_page_and_not_ticked(client):
    booking = make_booking(make_run(make_course(partner("eastgate-library"))))
    page = BeautifulSoup(client.get(booking.make_link()).content, "html.parser")
    form = page.select_one("section[aria-labelledby=meet] form")
    assert form["action"] == page_of(booking)
    assert not form.select("[checked]")
    assert form.select_one("option[selected]").get_text() == "Eastgate"
    assert not Introduction.objects.exists()


def test_a_yes_and_taking_it_back(client):
    booking = make_booking()
    answer = say_yes(client, booking)
    assert (answer.status_code, answer["Location"]) == (303, f"{page_of(booking)}?done=yes")
    row = Introduction.objects.get()
    assert (row.booking, row.neighbourhood) == (booking, eastgate())
    for path in (answer["Location"], booking.make_link()):
        assert "You said yes on" in said(client.get(path))
    stopped = client.post(page_of(booking), {"answer": "stop"})
    assert "we introduce you to nobody any more" in said(stopped)
    assert not said_yes(booking)
    assert "Introduce me" in said(client.get(booking.make_link()))


def test_it_ends_after_a_year_or_with_the_link_that_takes_it_back():
    today = timezone.localdate()
    soon, late = make_worker(run=make_run(days=14)), make_worker(run=make_run(days=400))
    assert Introduction.objects.get(booking=soon).expires_on == soon.link_expires_on()
    assert Introduction.objects.get(booking=late).expires_on == today + timedelta(days=365)
    Introduction.objects.update(expires_on=today - timedelta(days=1))
    assert introduce() == []
    introducing.forget_introductions()
    assert not Introduction.objects.exists()


def test_another_place_may_be_chosen_and_the_day_of_the_yes_stays(client):
    booking, other = make_worker(), make_neighbourhood()
    before = Introduction.objects.get().agreed_at
    say_yes(client, booking, neighbourhood=other.pk)
    row = Introduction.objects.get()
    assert (row.neighbourhood, row.agreed_at) == (other, before)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"agreed": ""}, "Tick the box if you want this."),
        ({"agreed": "false"}, "Tick the box if you want this."),
        ({"neighbourhood": ""}, "Choose a neighbourhood."),
        ({"neighbourhood": "0"}, "There is no such neighbourhood."),
        ({"neighbourhood": "1"}, "There is no such neighbourhood."),
        ({"neighbourhood": "-1"}, "There is no such neighbourhood."),
        ({"neighbourhood": "9" * 40}, "There is no such neighbourhood."),
        ({"neighbourhood": "9" * 10_000}, "There is no such neighbourhood."),
        ({"neighbourhood": "\x00"}, "There is no such neighbourhood."),
        ({"neighbourhood": "{{7*7}}"}, "There is no such neighbourhood."),
        ({"neighbourhood": "²"}, "There is no such neighbourhood."),
        ({"neighbourhood": ["1", "\u202e"]}, "There is no such neighbourhood."),
        ({"answer": "yes", "agreed": "", "booking": "1"}, "Tick the box if you want this."),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_makes_nothing(client, fields, sentence):
    booking = make_booking()
    answer = say_yes(client, booking, **fields)
    assert answer.status_code == 200
    assert sentence in said(answer)
    assert "<title>Error: " in answer.content.decode()
    assert not Introduction.objects.exists()


def test_a_neighbourhood_that_is_not_public_cannot_be_chosen(client):
    hidden = make_neighbourhood()
    hidden.unpublish()
    assert "no such neighbourhood" in said(say_yes(client, make_booking(), neighbourhood=hidden.pk))
    assert not Introduction.objects.exists()


def cancelled():
    booking = make_booking()
    booking_desk.cancel(booking)
    return booking


def on_a_cancelled_run():
    booking = make_booking()
    booking_desk.cancel_all(booking.run)
    return booking


@pytest.mark.parametrize("make", [cancelled, on_a_cancelled_run, lambda: make_waiting(make_run())])
def test_without_a_place_there_is_no_yes(client, make):
    booking = Booking.objects.get(pk=make().pk)
    assert "Introduce me" not in said(client.get(booking.make_link()))
    assert "once you have a place" in said(say_yes(client, booking))
    with pytest.raises(ValidationError):
        introducing.agree(booking, eastgate())
    assert not Introduction.objects.exists()


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "delete"])
def test_opening_the_link_changes_nothing(client, method):
    booking, other = make_worker(), make_booking()
    for each in (booking, other):
        answer = getattr(client, method)(page_of(each), {"answer": "stop", "agreed": "on"})
        assert answer.status_code in {200, 405}
    assert said_yes(booking)
    assert not said_yes(other)


@pytest.mark.parametrize("token", ["x", "1-0-1-" + "A" * 24, "%00"])
def test_a_broken_link_opens_nothing(client, token):
    assert client.post(f"/bookings/{token}/introductions/", {"agreed": "on"}).status_code in {
        400,
        404,
    }


def test_the_privacy_page_says_why_and_how_long(client):
    headings = [str(each.heading) for each in declarations()]
    assert "When you choose to meet others who work near you" in headings
    text = client.get("/privacy/").content.decode()
    assert "Until you take it back" in text


def test_no_list_in_the_admin_tells_a_partner_who_said_yes(log_in):
    run = make_run(make_course(partner("eastgate-library")))
    make_worker(run=run), make_worker(run=run)
    introducing.arrange_introductions()
    client = log_in("partner1")
    assert "People to meet" not in client.get("/admin/letters/").content.decode()
    assert str(Introduction.objects.first()) == f"introduction {Introduction.objects.first().pk}"


def test_the_neighbourhoods_page_tells_workers_of_it(client):
    assert "choose to meet others who work here" in said(client.get(eastgate().url))
