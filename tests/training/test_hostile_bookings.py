"""What nobody honest sends: never a crash, never a row too many, always a sentence that helps."""

import logging
from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from home.letters import Letter
from tests.factories.courses import answers, make_booking, make_course, make_run, taken
from training.bookings import LINK_PURPOSE
from training.models import Booking
from training.runs import RunState

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(db):
    return make_run(capacity=20)


def address(run, prefix=""):
    return f"{prefix}/training/runs/{run.pk}/book/"


def confirm(client, run, **fields):
    data = answers(**fields) | {"confirmed": "1", "key": str(uuid4())}
    return client.post(address(run), {key: value for key, value in data.items() if value != ""})


def state_of(answer):
    main = BeautifulSoup(answer.content, "html.parser").select_one("main")
    return main.get("data-booking")


def said(answer):
    return BeautifulSoup(answer.content, "html.parser").select_one("main").get_text(" ", strip=True)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("places", "-1", "Write 1 or more."),
        ("places", "0", "Write 1 or more."),
        ("places", "11", "places is the most at once"),
        ("places", "1e9", "Write a number, like 1."),
        ("places", "99999999999999999999", "places is the most at once"),
        ("places", "one", "Write a number, like 1."),
        ("name", "\x00", "Write your name."),
        ("name", "\u202e\u2066", "Write your name."),
        ("name", "   ", "Write your name."),
        ("name", "x" * 10_000, "This is too long"),
        ("organisation", "x" * 10_000, "This is too long"),
        ("role", "x" * 10_000, "This is too long"),
        ("email", "x" * 10_000 + "@example.org", "too long"),
        ("email", "a@b.c\nBcc: all@example.org", "Write an e-mail address like"),
        ("email", "a@example.org, b@example.org", "Write an e-mail address like"),
        ("email", "no address", "Write an e-mail address like"),
        ("sector", "astrology", "There is no such sector."),
        ("sector", "\x00", "There is no such sector."),
    ],
)
def test_a_wrong_answer_gets_a_sentence_keeps_the_others_and_books_nothing(
    client, run, field, value, sentence
):
    answer = confirm(client, run, **{"name": "Ann Lee"} | {field: value})
    assert answer.status_code == 200
    assert state_of(answer) == "form"
    assert sentence in said(answer)
    assert "<title>Error: " in answer.content.decode()
    if field != "organisation":
        assert 'value="Library"' in answer.content.decode()
    assert not Booking.objects.filter(run=run).exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Zoë 👩🏽‍🌾 Müller", "Zoë 👩🏽‍🌾 Müller"),
        ("{{7*7}}", "{{7*7}}"),
        ('=HYPERLINK("http://x")', '=HYPERLINK("http://x")'),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Ann\u202eeeL", "AnneeL"),
        ("Ann\r\nBcc: all@example.org", "Ann Bcc: all@example.org"),
        ("Ann\x00 Lee\x07", "Ann Lee"),
        ("محمد علي", "محمد علي"),
        ("'; DROP TABLE training_booking; --", "'; DROP TABLE training_booking; --"),
    ],
)
def test_a_strange_name_is_kept_as_text(client, run, typed, kept):
    answer = confirm(client, run, name=typed)
    assert answer.status_code == 303
    assert Booking.objects.get(run=run).name == kept
    page = client.get(answer.headers["Location"])
    assert kept in said(page)
    assert "<script>alert" not in page.content.decode()


def test_extra_and_doubled_fields_change_nothing_else(client, run):
    data = answers() | {
        "confirmed": "1",
        "status": "waiting",
        "run": "1",
        "reference": "AAAA-AAAA",
        "capacity": "999",
        "email": ["first@example.org", "second@example.org"],
    }
    assert client.post(address(run), data).status_code == 303
    booking = Booking.objects.get(run=run)
    assert (booking.status, booking.email) == ("confirmed", "second@example.org")
    assert booking.reference != "AAAA-AAAA"


@pytest.mark.parametrize("key", ["", "\x00", "x" * 10_000, "12", "{" * 50])
def test_a_broken_key_is_replaced(client, run, key):
    data = answers() | {"confirmed": "1", "key": key}
    assert client.post(address(run), data).status_code == 303


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"days": -3}, "closed"),
        ({"closes_at": timezone.now() - timedelta(hours=1)}, "closed"),
        ({"state": RunState.CLOSED}, "closed"),
        ({"state": RunState.CANCELLED}, "closed"),
        ({"state": RunState.DRAFT}, "error"),
        ({"state": RunState.PROPOSED}, "error"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "/ur"])
def test_what_cannot_be_booked_says_what_to_do_next(client, urdu, fields, state, prefix):
    run = make_run(**fields)
    for answer in (
        client.get(address(run, prefix)),
        client.post(address(run, prefix), answers() | {"confirmed": "1"}),
    ):
        assert answer.status_code == (404 if state == "error" else 200)
        assert state_of(answer) == state
        links = BeautifulSoup(answer.content, "html.parser").select("main a[href]")
        assert f"{prefix}/training/" in [link["href"] for link in links]
    assert not Booking.objects.filter(run=run).exists()


@pytest.fixture
def urdu(db):
    from wagtail.models import Locale
    from wagtail_localize.models import LocaleSynchronization

    urdu, _made = Locale.objects.get_or_create(language_code="ur")
    LocaleSynchronization.objects.get_or_create(locale=urdu, sync_from=Locale.get_default())


def test_an_unpublished_course_has_no_booking_page(client, run):
    run.course.unpublish()
    assert client.get(address(run)).status_code == 404


@pytest.mark.parametrize("number", ["0", "999999", "9" * 40])
def test_there_is_no_such_run(client, number):
    answer = client.get(f"/training/runs/{number}/book/")
    assert (answer.status_code, state_of(answer)) == (404, "error")


def test_the_page_of_a_translation_has_no_run_of_its_own(client, urdu):
    course = make_course()
    run = make_run(course)
    alias = course.get_translations().first()
    assert alias is None or not alias.runs.exists()
    assert state_of(client.get(address(run, "/ur"))) == "form"


def test_looking_changes_nothing(client, run):
    booking = make_booking(run)
    before = list(Booking.objects.order_by("pk").values()), Letter.objects.count()
    for path in (address(run), *(booking.make_link(below) for below in ("", "change", "cancel"))):
        for method in (client.get, client.head, client.options):
            assert method(path).status_code in {200, 405}
    assert client.get(booking.make_link("accept")).status_code == 405
    assert (list(Booking.objects.order_by("pk").values()), Letter.objects.count()) == before


def test_a_post_from_elsewhere_is_refused(run):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert confirm(strict, run).status_code == 403
    assert not Booking.objects.filter(run=run).exists()


def test_a_booking_page_tells_nobody_else(client, run):
    answer = client.get(make_booking(run).make_link())
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer.headers
    assert 'content="noindex"' in answer.content.decode()


def test_a_link_of_somebody_else_or_of_before_opens_nothing(client, run):
    mine, other = make_booking(run), make_booking(run)
    old = mine.make_link()
    token = old.strip("/").split("/")[-1]
    Booking.objects.filter(pk=mine.pk).update(link_version=1)
    stranger = other.make_link().strip("/").split("/")[-1]
    mixed = "-".join([*token.split("-")[:1], *stranger.split("-")[1:]])
    for wrong in (token, token[:-1], token[:-1] + "A", mixed, "x" * 5000, "..", "-", "é"):
        for below in ("", "change/", "cancel/"):
            for method in (client.get, client.post):
                answer = method(f"/bookings/{wrong}/{below}")
                assert answer.status_code in {404, 405}
    assert client.get("/bookings/%00/").status_code == 400
    answer = client.get(f"/bookings/{token}/")
    assert state_of(answer) == "error"
    assert "newest letter" in said(answer)
    assert Booking.objects.get(pk=mine.pk).status == "confirmed"


def test_a_link_that_has_run_out_says_so(client, run):
    from home.links import make_token

    token = make_token(
        purpose=LINK_PURPOSE,
        row_id=make_booking(run).pk,
        version=0,
        expires_on=timezone.localdate() - timedelta(days=1),
    )
    answer = client.get(f"/bookings/{token}/")
    assert (answer.status_code, state_of(answer)) == (410, "error")
    assert "too old" in said(answer)


def test_no_log_line_names_anybody(client, run, caplog):
    caplog.set_level(logging.DEBUG)
    answer = confirm(client, run, name="Ann Secret", email="secret@example.org")
    confirm(client, run, name="Ann Secret", email="secret@example.org")
    client.post(answer.headers["Location"] + "cancel/")
    lines = "\n".join(
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )
    assert "Secret" not in lines
    assert "secret@" not in lines
    assert taken(run) == 0
