"""What the letters of the training room say, read back from the bytes that travel."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.delivery import send_due_letters
from home.letters import Letter, post
from tests.factories.courses import (
    answers,
    in_days,
    make_booking,
    make_course,
    make_run,
    make_waiting,
)
from tests.smtp_sink import running_sink
from tests.training.reading import entries_of, letter_of, links_in, names_of, text_of, told
from training import booking_desk
from training.letters import ABOUT_BOOKINGS
from training.models import Booking, CoursePage, CourseRun, CourseSession

pytestmark = pytest.mark.django_db

SITE = "https://portal.example.org"
Status = Booking.Status
STATUS_FOR = {
    "training.confirmed": Status.CONFIRMED,
    "training.changed": Status.CONFIRMED,
    "training.cancelled": Status.CANCELLED,
    "training.already": Status.CONFIRMED,
    "training.offered": Status.OFFERED,
    "training.run_changed": Status.CONFIRMED,
    "training.run_cancelled": Status.CANCELLED,
}


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


def run_of_demo(**fields) -> CourseRun:
    """A run of a course that is there already: quicker than a new one."""
    return make_run(CoursePage.objects.filter(alias_of=None, live=True).first(), **fields)


def with_status(status: str) -> Booking:
    booking = make_booking(run_of_demo())
    Booking.objects.filter(pk=booking.pk).update(status=status)
    return Booking.objects.get(pk=booking.pk)


# Every kind


def test_every_kind_about_bookings_is_tried_here():
    assert set(STATUS_FOR) == set(ABOUT_BOOKINGS)


@pytest.mark.parametrize("kind", ABOUT_BOOKINGS)
def test_a_letter_is_plain_text_to_one_reader_with_a_link_that_opens(client, kind):
    booking = with_status(STATUS_FOR[kind])
    message = letter_of(kind, booking.pk)
    assert message.get_all("To") == [booking.email]
    assert message.get_all("Cc", []) + message.get_all("Bcc", []) == []
    assert message["Auto-Submitted"] == "auto-generated"
    assert booking.run.course.title in message["Subject"]
    kinds = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert kinds == ["text/plain"] + ["text/calendar"] * (kind != "training.offered")
    assert f"Dear {booking.name}," in text_of(message)
    [link] = links_in(message, SITE)
    assert client.get(link).status_code == 200
    is_over = STATUS_FOR[kind] == Status.CANCELLED
    assert link == (booking.run.course.url if is_over else booking.make_link())


@pytest.mark.parametrize("kind", ABOUT_BOOKINGS)
def test_a_letter_is_not_sent_once_things_are_otherwise(kind):
    others = [status for status in Status.values if status != STATUS_FOR[kind]]
    booking = make_booking(run_of_demo())
    wanted = []
    for status in others:
        Booking.objects.filter(pk=booking.pk).update(status=status)
        if letter_of(kind, booking.pk):
            wanted.append(status)
    stands = kind in ("training.changed", "training.already", "training.run_changed")
    assert wanted == (["waiting", "offered"] if stands else [])


@pytest.mark.parametrize("kind", ABOUT_BOOKINGS)
def test_no_letter_goes_out_about_what_is_over_or_gone_or_to_nobody(kind):
    booking = with_status(STATUS_FOR[kind])
    Booking.objects.filter(pk=booking.pk).update(email="")
    assert letter_of(kind, booking.pk) is None
    Booking.objects.filter(pk=booking.pk).update(email=booking.email)
    assert letter_of(kind, booking.pk)
    hour = timedelta(hours=1)
    now = timezone.now()
    CourseRun.objects.filter(pk=booking.run_id).update(starts_at=now - 2 * hour, ends_at=now - hour)
    assert letter_of(kind, booking.pk) is None
    CourseRun.objects.filter(pk=booking.run_id).update(starts_at=now + hour, ends_at=now + 2 * hour)
    assert letter_of(kind, booking.pk)
    Booking.objects.filter(pk=booking.pk).delete()
    assert letter_of(kind, booking.pk) is None


# What happens to a booking


def test_a_confirmation_that_cancelling_has_overtaken_stays_unsent():
    booking = make_booking(run_of_demo())
    booking_desk.cancel(booking)
    assert letter_of("training.confirmed", booking.pk) is None
    assert told(letter_of("training.cancelled", booking.pk)) == [("CANCEL", 1)]


def test_in_a_calendar_it_is_one_entry_from_booking_to_cancelling():
    person = answers()
    booking = make_booking(run_of_demo(), **person)
    first = letter_of("training.confirmed", booking.pk)
    booking = booking_desk.change(booking, **person | {"places": 2})
    second = letter_of("training.changed", booking.pk)
    booking_desk.tell_all(booking.run)
    third = letter_of("training.run_changed", booking.pk)
    booking_desk.cancel(booking)
    last = letter_of("training.cancelled", booking.pk)
    assert [told(each) for each in (first, second, third, last)] == [
        [("REQUEST", 0)],
        [("REQUEST", 1)],
        [("REQUEST", 2)],
        [("CANCEL", 3)],
    ]
    assert names_of(first) == names_of(second) == names_of(third) == names_of(last)
    assert names_of(first) == [f"{booking.reference}-1@portal.example.org"]


def test_a_run_that_is_cancelled_is_taken_out_of_every_calendar():
    booking = make_booking(run_of_demo(sessions=2))
    booking_desk.cancel_all(booking.run)
    message = letter_of("training.run_cancelled", booking.pk)
    assert told(message) == [("CANCEL", 1), ("CANCEL", 1)]
    assert {event["STATUS"] for _method, event in entries_of(message)} == {"CANCELLED"}


def test_an_entry_says_when_where_and_who():
    booking = make_booking(run_of_demo(), name="Ann Lee")
    session = booking.run.sessions.get()
    [(_method, event)] = entries_of(letter_of("training.confirmed", booking.pk))
    assert event["DTSTART"].dt == session.starts_at
    assert event["DTEND"].dt == session.ends_at
    assert event["LOCATION"].startswith(f"{session.venue.name}, {session.venue.street}")
    assert event["SUMMARY"] == booking.run.course.title
    assert event["URL"] == SITE + booking.make_link()
    assert event["ATTENDEE"] == f"mailto:{booking.email}"
    assert event["ATTENDEE"].params["CN"] == "Ann Lee"


@pytest.mark.parametrize("sender", ["portal@example.org", "The Portal <portal@example.org>"])
def test_the_organiser_in_a_calendar_is_an_address_and_no_more(settings, sender):
    settings.DEFAULT_FROM_EMAIL = sender
    message = letter_of("training.confirmed", make_booking(run_of_demo()).pk)
    [(_method, event)] = entries_of(message)
    assert message["From"] == sender
    assert event["ORGANIZER"] == "mailto:portal@example.org"


def test_each_session_is_an_entry_of_its_own():
    booking = make_booking(run_of_demo(sessions=2))
    message = letter_of("training.confirmed", booking.pk)
    assert told(message) == [("REQUEST", 0), ("REQUEST", 0)]
    host = "portal.example.org"
    assert names_of(message) == [f"{booking.reference}-{number}@{host}" for number in (1, 2)]
    starts = [event["DTSTART"].dt for _method, event in entries_of(message)]
    assert starts == [session.starts_at for session in booking.run.sessions.all()]


def test_a_session_that_is_taken_away_is_taken_back():
    booking = make_booking(run_of_demo(sessions=2))
    before = letter_of("training.confirmed", booking.pk)
    first, second = booking.run.sessions.all()
    CourseSession.objects.filter(pk=first.pk).delete()
    booking_desk.tell_all(booking.run)
    after = letter_of("training.run_changed", booking.pk)
    assert told(after) == [("REQUEST", 1), ("CANCEL", 1)]
    assert names_of(after) == names_of(before)
    [(_method, kept), _taken_back] = entries_of(after)
    assert kept["DTSTART"].dt == second.starts_at


def test_dates_that_are_still_to_be_told_put_nothing_into_a_calendar():
    message = letter_of("training.confirmed", make_booking(run_of_demo(sessions=0)).pk)
    assert entries_of(message) == []
    assert "The dates will be told." in text_of(message)


def test_only_who_has_a_place_gets_the_link_to_join():
    run = run_of_demo(sessions=0, capacity=1)
    session = {"starts_at": in_days(14), "ends_at": in_days(14, 12), "is_online": True}
    CourseSession.objects.create(run=run, joining_link="https://meet.example/abc", **session)
    booking, waiting = make_booking(run), make_waiting(run)
    link = "Online: https://meet.example/abc"
    assert link in text_of(letter_of("training.confirmed", booking.pk))
    booking_desk.cancel(booking)
    for each in (
        letter_of("training.cancelled", booking.pk),
        letter_of("training.offered", waiting.pk),
    ):
        assert link not in text_of(each)


# Names and titles that are meant to do harm

HOSTILE = [
    "{{7*7}}",
    "{% load i18n %}",
    '=HYPERLINK("https://evil.example","Ann")',
    "<b>Ann</b> & “Co”",
    "Ann 👩🏽‍🏫 Lee",
    "\u202eeeL nnA\u202c",
    "علي بن أحمد",
    'Ann;CN="x":mailto:b@example.org,\\n',
    "Ann\r\nBcc: b@example.org",
    "Ann\u2028Bcc: b@example.org",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_a_name_and_nothing_else(name):
    booking = make_booking(run_of_demo(), name=name, email="a@example.org")
    message = letter_of("training.confirmed", booking.pk)
    assert message.get_all("To") == ["a@example.org"]
    assert message.get_all("Bcc", []) == []
    text = name.replace("\r\n", "\n")
    assert f"Dear {text},\n\nYour place is booked." in text_of(message)
    [(_method, event)] = entries_of(message)
    assert event["ATTENDEE"] == "mailto:a@example.org"


@pytest.mark.parametrize("title", [*HOSTILE, "Ann\x0bBcc: b@example.org", "Ann\x85Bcc: b@x.org"])
def test_a_title_is_a_title_and_nothing_else(title):
    booking = make_booking(make_run(make_course(title=title)))
    message = letter_of("training.confirmed", booking.pk)
    assert message.get_all("To") == [booking.email]
    assert message.get_all("Bcc", []) == []
    assert len(message["Subject"].splitlines()) == 1
    # A long word moves to the next line of the header; the white space of the fold is no text.
    assert message["Subject"].lstrip().startswith("Booked: ")
    assert title.replace("\r\n", "\n") in text_of(message)
    [(_method, event)] = entries_of(message)
    assert event["UID"] == f"{booking.reference}-1@portal.example.org"


# A whole round


def test_outbox_and_log_name_nobody(settings, caplog):
    """Sent, refused for now and for good, overtaken, and one whose writer fails."""
    Letter.objects.all().delete()
    caplog.set_level("DEBUG")
    run = run_of_demo()
    people = [
        make_booking(run, name=f"Zoë Private {number}", email=f"zoe.private{number}@example.org")
        for number in range(5)
    ]
    booking_desk.cancel(people[3])
    Booking.objects.filter(pk=people[4].pk).update(email="zoe private")
    post("training.unknown", people[0].pk)
    with running_sink() as sink:
        settings.LETTER_TRANSPORT = "home.transports.SmtpTransport"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", sink.port, 5
        sink.manners["zoe.private1@example.org"] = "451 zoe.private1@example.org is busy"
        sink.manners["zoe.private2@example.org"] = "550 zoe.private2@example.org is gone"
        assert send_due_letters() == 2
    states = list(Letter.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["sent", "waiting", "refused", "dropped", "refused", "sent", "waiting"]
    said = caplog.text + repr(list(Letter.objects.values_list()))
    assert "private" not in said.lower()
    assert people[0].make_link().split("/")[2] not in said
    assert sink.readers == ["zoe.private0@example.org", "zoe.private3@example.org"]
