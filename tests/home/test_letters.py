"""The outbox: a letter is there with what it tells or not at all, and holds nobody's words."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from home.letters import Letter, label_of, post, post_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_outbox(db):
    Letter.objects.all().delete()


def wait_for_hours(hours: float) -> None:
    """As if every letter had waited for so many hours."""
    Letter.objects.update(made_at=Now() - timedelta(hours=hours))


def test_a_letter_is_a_kind_and_ids_only():
    letter = post("test.note", 7, reader_id=9)
    assert Letter.objects.get() == letter
    assert (letter.kind, letter.about_id, letter.reader_id) == ("test.note", 7, 9)
    assert (letter.state, letter.tries, letter.sent_at, letter.trouble) == ("waiting", 0, None, "")
    assert str(letter) == "test.note 7"
    kinds = {field.get_internal_type() for field in Letter._meta.get_fields()}
    assert "TextField" not in kinds


def test_posting_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        post("test.note", 7)
    with django_assert_num_queries(1):
        post_all("test.note", range(50))


def test_what_did_not_happen_is_not_told():
    with transaction.atomic():
        post("test.note", 7)
        transaction.set_rollback(True)
    assert Letter.objects.count() == 0


def test_letters_about_many_rows_have_names_of_their_own():
    letters = post_all("test.note", [1, 2, 3])
    assert [letter.about_id for letter in letters] == [1, 2, 3]
    assert len({letter.message_id for letter in letters}) == 3


def test_a_message_id_is_of_the_site_and_stays(settings):
    settings.SITE_URL = "https://portal.example.org"
    letter = post("test.note", 7)
    assert letter.message_id == f"<{letter.public_id}@portal.example.org>"
    assert Letter.objects.get().message_id == letter.message_id


@pytest.mark.parametrize(
    "fields", [{"state": "sent"}, {"sent_at": Now()}, {"state": "lost"}, {"tries": -1}]
)
def test_the_database_refuses_what_cannot_be(fields):
    post("test.note", 7)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.update(**fields)


def test_two_letters_never_share_their_public_name():
    first = post("test.note", 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(kind="test.note", about_id=2, public_id=first.public_id)


def test_due_are_waiting_letters_whose_time_has_come_longest_waiting_first():
    early, now, late, sent = post_all("test.note", [1, 2, 3, 4])
    for letter, due_at in ((early, Now() - timedelta(minutes=5)), (late, Now() + timedelta(1))):
        Letter.objects.filter(pk=letter.pk).update(due_at=due_at)
    Letter.objects.filter(pk=sent.pk).update(state="sent", sent_at=Now())
    assert list(Letter.objects.due()) == [early, now]


def test_stuck_are_letters_that_wait_for_more_than_an_hour():
    letter = post("test.note", 1)
    wait_for_hours(0.9)
    assert list(Letter.objects.stuck()) == []
    wait_for_hours(1.1)
    assert list(Letter.objects.stuck()) == [letter]
    Letter.objects.update(state="dropped")
    assert list(Letter.objects.stuck()) == []


def test_a_kind_has_a_name_for_people():
    assert label_of("home.mail") == "Mail about a login or a page"
    assert label_of("gone.kind") == "gone.kind"


# The alarm


def panel(client):
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    return page.find(attrs={"aria-labelledby": "stuck-letters"})


def test_the_team_sees_at_once_that_letters_are_stuck(log_in):
    post_all("test.note", [1, 2, 3])
    Letter.objects.filter(about_id__lt=3).update(trouble="SMTP 450")
    wait_for_hours(2)
    client = log_in("team")
    words = panel(client).get_text(" ", strip=True)
    assert "3 e-mails are not going out" in words
    assert "SMTP 450: 2" in words


def test_one_stuck_letter_is_said_in_the_singular(log_in):
    post("test.note", 1)
    wait_for_hours(2)
    assert "1 e-mail is not going out" in panel(log_in("team")).get_text(" ", strip=True)


def test_there_is_no_alarm_while_letters_go_out(log_in):
    post("test.note", 1)
    assert panel(log_in("team")) is None


def test_a_partner_is_not_alarmed(log_in):
    post("test.note", 1)
    wait_for_hours(2)
    assert panel(log_in("partner1")) is None


def test_the_worker_tells_the_log_how_many_are_stuck_and_nothing_else(caplog):
    post_all("nobody.writes-this", [1, 2])
    wait_for_hours(2)
    call_command("worker", "--once")
    alarms = [each.getMessage() for each in caplog.records if "waited" in each.getMessage()]
    assert alarms == ["2 letters have waited for more than an hour"]
    assert [each.levelname for each in caplog.records if "waited" in each.getMessage()] == ["ERROR"]
