"""What else a host says: a note, who is there, how many came, that all is still right."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from events.changes import cancel
from events.models import Check, Occurrence, SeriesPerson
from tests.events.phone import Phone
from tests.factories import make_drop_in
from tests.factories.hosts import in_hours, link_of, make_host, put_first, read

pytestmark = pytest.mark.django_db


# A note, and who is there


def test_a_note_is_saved_shown_and_taken_away(client, phone, host, today):
    phone.tap("Save the note", note="Use the side door.")
    assert read(today).note == "Use the side door."
    assert "your line is saved" in phone.notice
    assert "Use the side door." in client.get("/drop-ins/").content.decode()
    phone.tap("Save the note", note="")
    assert read(today).note == ""
    assert "there is no line any more" in phone.notice


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<b>Side</b> & <script>alert(1)</script>", "<b>Side</b> & <script>alert(1)</script>"),
        ("Side\x00 door\r\nplease", "Side door please"),
        ("\u202eroodedis\u202c", "roodedis"),
        ("{{7*7}} {% now 'Y' %}", "{{7*7}} {% now 'Y' %}"),
        ("الباب الجانبي 🚪", "الباب الجانبي 🚪"),
    ],
)
def test_a_note_is_words_and_nothing_else(client, phone, host, today, typed, kept):
    phone.tap("Save the note", note=typed)
    assert read(today).note == kept
    for address in ("/drop-ins/", host.series.get_url(), link_of(host)):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        assert kept in " ".join(page.select_one("main").get_text().split())
        assert not page.select("main script:not([type='application/ld+json'])")


def test_a_note_of_10000_signs_is_refused_with_a_sentence_and_kept_in_the_field(phone, today):
    phone.tap("Save the note", note="x" * 10_000)
    assert "This is too long: write 200 letters at most." in phone.text
    assert phone.page.title.text.startswith("Error: ")
    assert phone.main.select_one("details[open] [name=note]")["value"] == "x" * 10_000
    assert read(today).note == ""


def test_no_physio_today(client, host):
    series = make_drop_in(title="Backs")
    series.people.create(role="host", first_name="")
    series.people.create(role="physio", first_name="")
    series.save_revision().publish()
    row = put_first(series, in_hours(1))
    phone = Phone(client, link_of(make_host(series)))
    ticked = [each["value"] for each in phone.main.select("[name=staff][checked]")]
    assert ticked == ["host", "physio"]
    phone.tap("Save who is there", staff=["host"])
    assert (read(row).staff, read(row).staff_changed) == (["host"], True)
    assert "This time: no Physio" in phone.text
    assert "This time: no Physio" in client.get(series.get_url()).content.decode()
    phone.tap("Save who is there", staff=["host", "physio"])
    assert read(row).staff_changed is False


def test_an_unknown_role_is_refused_with_a_sentence(phone, today):
    phone.tap("Save who is there", staff=["surgeon"])
    assert "There is no such role. Choose from the list." in phone.text
    assert read(today).staff == today.staff


# How many came


def test_after_the_start_the_page_asks_how_many_came(client, host):
    row = put_first(host.series, in_hours(-3))
    phone = Phone(client, link_of(host))
    phone.tap("Save the number", heads="12")
    assert read(row).head_count == 12
    assert "12 people came. Thank you." in phone.notice
    phone.tap("Correct the number", heads="1")
    assert read(row).head_count == 1
    assert "1 person came." in phone.notice


@pytest.mark.parametrize("heads", ["", "-1", "1000", "ten", "1.5", "1e3", "\x00", "9" * 5000])
def test_a_wrong_number_gets_a_sentence_and_stays_in_the_field(client, host, heads):
    row = put_first(host.series, in_hours(-3))
    phone = Phone(client, link_of(host))
    phone.tap("Save the number", heads=heads)
    assert phone.answer.status_code == 200
    assert "Write a number from 0 to 999." in phone.text
    assert phone.main.select_one("[name=heads]").get("value", "") == heads
    assert read(row).head_count is None


def test_before_it_begins_nobody_is_counted(client, host, today, phone):
    assert not phone.main.select("[name=heads]")
    answer = client.post(f"{link_of(host)}count/", {"date": today.pk, "heads": 3})
    assert "It has not begun yet." in answer.content.decode()
    assert read(today).head_count is None


@pytest.mark.parametrize(("days", "changes"), [(6.9, True), (7.1, False)])
def test_a_number_can_be_corrected_for_seven_days(client, host, days, changes):
    row = put_first(host.series, in_hours(-24 * days - 2))
    Occurrence.objects.filter(pk=row.pk).update(head_count=5)
    answer = client.post(f"{link_of(host)}count/", {"date": row.pk, "heads": 8})
    assert read(row).head_count == (8 if changes else 5)
    assert ("more than a week ago" in answer.content.decode()) is not changes


def test_of_a_session_that_was_off_nobody_is_counted(client, host):
    row = put_first(host.series, in_hours(-1))
    cancel(row, reason="weather")
    assert not Phone(client, link_of(host)).main.select("[name=heads]")
    answer = client.post(f"{link_of(host)}count/", {"date": row.pk, "heads": 8})
    assert "It was off: there is nobody to count." in answer.content.decode()
    assert read(row).head_count is None


# Everything is still right


def test_one_tap_says_that_everything_is_still_right(phone, host, today):
    long_ago = timezone.now() - timedelta(weeks=9)
    Check.objects.filter(series=host.series).update(checked_at=long_ago, asked_at=long_ago)
    phone.open(link_of(host))
    phone.tap("Yes, everything is still right")
    check = Check.objects.get(series=host.series)
    assert (check.is_old, check.asked_at) == (False, None)
    assert "checked today" in phone.notice


def test_a_name_is_shown_only_if_its_owner_agreed(phone, host, today):
    phone.tap("Everything is still right")
    assert Check.objects.get(series=host.series).checked_by == ""
    agreed = {"first_name": "Fatima", "name_agreed_on": timezone.localdate()}
    SeriesPerson.objects.create(page=host.series, role="host", **agreed)
    phone.tap("Everything is still right")
    assert Check.objects.get(series=host.series).checked_by == "Fatima"


@pytest.mark.parametrize("step", ["off/", "note/", "who/"])
def test_every_answer_is_a_check(client, host, today, step):
    Check.objects.update(checked_at=timezone.now() - timedelta(weeks=9))
    data = {"date": today.pk, "reason": "weather", "note": "Ice.", "staff": ["host"]}
    assert client.post(link_of(host) + step, data).status_code == 302
    assert not Check.objects.get(series=host.series).is_old
