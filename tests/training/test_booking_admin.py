"""Bookings and letters in the admin: what is listed, found, downloaded, and by whom."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from home.letters import Letter, post
from tests.factories.courses import make_booking, make_course, make_run
from tests.training.run_admin import partner, text_of
from training import booking_desk
from training.models import Booking, CourseRun
from training.spreadsheets import plain_cell

pytestmark = pytest.mark.django_db
LIST, LETTERS, DATES = "/admin/bookings/", "/admin/letters/", "/admin/course-dates/"
HOSTILE = '=HYPERLINK("https://bad.example","here")'


@pytest.fixture
def run():
    return make_run(make_course(partner("eastgate-library"), title="Listening"), capacity=99)


@pytest.fixture
def strange_run():
    return make_run(make_course(partner("lantern-street-kitchen"), title="Lifting"))


def csv_of(answer):
    return list(csv.reader(io.StringIO(b"".join(answer).decode())))


def xlsx_of(answer):
    sheet = load_workbook(io.BytesIO(b"".join(answer))).active
    return list(sheet.iter_rows())


class TestList:
    def test_it_holds_own_bookings_and_no_others(self, log_in, run, strange_run):
        own, strange = make_booking(run, name="Ann Own"), make_booking(strange_run, name="Bo Far")
        text = text_of(log_in("partner1").get(LIST))
        assert own.reference in text
        assert "Ann Own" in text
        assert strange.reference not in text
        assert strange.reference in text_of(log_in("team").get(LIST))

    def test_it_is_filtered_by_run_and_status(self, log_in, run):
        other = make_run(run.course, days=30)
        here, gone, there = make_booking(run), make_booking(run), make_booking(other)
        booking_desk.cancel(gone)
        client = log_in("partner1")
        text = text_of(client.get(f"{LIST}?run={run.pk}"))
        assert here.reference in text
        assert gone.reference in text
        assert there.reference not in text
        text = text_of(client.get(f"{LIST}?run={run.pk}&status=cancelled"))
        assert here.reference not in text

    @pytest.mark.parametrize("key", ["strange", "0", "abc", "9" * 30, "-1"])
    def test_a_filter_by_an_unknown_run_finds_nothing(self, log_in, run, strange_run, key):
        booking, strange = make_booking(run), make_booking(strange_run)
        key = strange_run.pk if key == "strange" else key
        client = log_in("partner1")
        for query in ({"run": key}, {"run": key, "export": "csv"}):
            answer = client.get(LIST, query)
            text = b"".join(answer).decode() if answer.streaming else text_of(answer)
            assert answer.status_code == 200
            assert booking.reference not in text
            assert strange.reference not in text
            assert "Lifting" not in text

    @pytest.mark.parametrize("field", ["reference", "name", "email", "organisation"])
    def test_it_is_searched_by_what_people_say_on_the_telephone(self, log_in, run, field):
        sought, other = make_booking(run, organisation="Surgery"), make_booking(run)
        text = text_of(log_in("partner1").get(LIST, {"q": getattr(sought, field)}))
        assert sought.reference in text
        assert other.reference not in text

    @pytest.mark.parametrize("query", ["\x00", "'", " ", "%", "x" * 10_000, "'; DROP TABLE"])
    def test_no_search_is_a_crash(self, log_in, run, query):
        client = log_in("partner1")
        for path in (LIST, LETTERS, DATES):
            assert client.get(path, {"q": query, "p": "-1", "ordering": query}).status_code == 200

    def test_an_empty_list_says_what_will_be_there(self, log_in, run):
        client = log_in("partner1")
        assert "Nobody has booked these dates yet." in text_of(client.get(f"{LIST}?run={run.pk}"))
        assert "No bookings match." in text_of(client.get(f"{LIST}?q=nobody-at-all"))


class TestOne:
    def test_its_answers_its_run_and_its_letters(self, log_in, run):
        booking = make_booking(run, name="Ann", role="Link worker")
        Letter.objects.create(kind="training.already", about_id=booking.pk, state="refused")
        answer = log_in("partner1").get(f"/admin/bookings/inspect/{booking.pk}/")
        text = text_of(answer)
        for words in (
            "Ann",
            booking.email,
            "Link worker",
            "Listening",
            "Booking confirmed: waits to be sent",
            "Link to a booking, again: could not be delivered",
        ):
            assert words in text
        assert booking.make_link() not in answer.content.decode()

    def test_its_title_is_its_reference(self, log_in, run):
        booking = make_booking(run, name="Ann")
        page = log_in("partner1").get(f"/admin/bookings/inspect/{booking.pk}/").content.decode()
        title = page.split("</title>")[0]
        assert booking.reference in title
        assert "Ann" not in title

    @pytest.mark.parametrize("name", ["add", "edit", "delete", "copy", "history", "usage", "new"])
    def test_there_are_no_addresses_to_change_one(self, log_in, run, name):
        booking = make_booking(run)
        client = log_in("admin")
        letter = Letter.objects.get(about_id=booking.pk)
        for path in (f"/admin/bookings/{name}/{booking.pk}/", f"/admin/bookings/{name}/"):
            assert client.get(path).status_code == 404
            assert client.post(path).status_code == 404
        assert client.get(f"/admin/letters/{name}/{letter.pk}/").status_code == 404

    def test_another_partners_does_not_exist(self, log_in, strange_run):
        booking = make_booking(strange_run)
        path = f"/admin/bookings/inspect/{booking.pk}/"
        assert log_in("partner1").get(path).status_code == 404
        assert log_in("partner2").get(path).status_code == 200


class TestDownload:
    def rows(self, client, query=""):
        return csv_of(client.get(f"{LIST}?export=csv{query}"))

    def test_the_table_holds_what_is_filtered(self, log_in, run):
        other = make_booking(make_run(run.course, days=30))
        booking = make_booking(run, name="Zoë Łukasz", sector="vcse")
        head, *rows = self.rows(log_in("partner1"), f"&run={run.pk}")
        assert head[:4] == ["Reference", "Course and date", "Name", "E-mail address"]
        assert [row[0] for row in rows] == [booking.reference]
        assert "Zoë Łukasz" in rows[0]
        assert "Charity or community group (VCSE)" in rows[0]
        assert other.reference not in str(rows)

    @pytest.mark.parametrize(
        "name", [HOSTILE, "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\x01=1", "＝1", "\n=1"]
    )
    def test_no_cell_begins_a_formula(self, log_in, run, name):
        booking = make_booking(run)
        Booking.objects.filter(pk=booking.pk).update(name=name, organisation=name, role=name)
        client = log_in("partner1")
        _head, row = self.rows(client, f"&run={run.pk}")
        assert [cell[:1] for cell in (row[2], row[4], row[6])] == ["'"] * 3
        _head, cells = xlsx_of(client.get(f"{LIST}?export=xlsx&run={run.pk}"))
        assert [cell.value[:1] for cell in (cells[2], cells[4], cells[6])] == ["'"] * 3
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}

    def test_control_characters_and_quotes_break_nothing(self, log_in, run):
        booking = make_booking(run)
        Booking.objects.filter(pk=booking.pk).update(name='a\x0b\x1f"b",\r\nc', role="\ufffe")
        client = log_in("partner1")
        assert len(self.rows(client, f"&run={run.pk}")) == 2
        _head, cells = xlsx_of(client.get(f"{LIST}?export=xlsx&run={run.pk}"))
        assert cells[2].value.startswith('a"b",')

    def test_times_are_those_of_london(self, log_in, run):
        booking = make_booking(run)
        Booking.objects.filter(pk=booking.pk).update(made_at="2027-07-01T09:30:00Z")
        client = log_in("partner1")
        assert self.rows(client, f"&run={run.pk}")[1][-1] == "2027-07-01 10:30:00"
        _head, cells = xlsx_of(client.get(f"{LIST}?export=xlsx&run={run.pk}"))
        assert cells[-1].value.isoformat() == "2027-07-01T10:30:00"

    def test_plain_values_stay_plain(self):
        assert [plain_cell(value) for value in (3, None, "-", "Ann", 1.5)] == [
            3,
            None,
            "'-",
            "Ann",
            1.5,
        ]


class TestLetters:
    def test_own_letters_and_no_others(self, log_in, run, strange_run):
        own, strange = make_booking(run), make_booking(strange_run)
        post("training.run_proposed", run.pk)
        post("training.run_proposed", strange_run.pk)
        text = text_of(log_in("partner1").get(LETTERS))
        for words in (own.reference, "Booking confirmed", "Course dates proposed", "Listening"):
            assert words in text
        assert strange.reference not in text
        assert "Lifting" not in text
        assert "Lifting" in text_of(log_in("team").get(LETTERS))

    def test_they_are_filtered_by_state_and_say_what_went_wrong(self, log_in, run):
        booking, other = make_booking(run), make_booking(run)
        letters = Letter.objects.filter(about_id=booking.pk)
        letters.update(state="refused", tries=3, trouble="550 no such mailbox")
        text = text_of(log_in("partner1").get(f"{LETTERS}?state=refused"))
        assert booking.reference in text
        assert "550 no such mailbox" in text
        assert other.reference not in text

    def test_the_team_also_sees_letters_about_nothing_in_this_room(self, log_in, run):
        post("home.anything", 12345)
        assert "home.anything" in text_of(log_in("team").get(LETTERS))
        assert "home.anything" not in text_of(log_in("partner1").get(LETTERS))


def count(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("who", ["partner1", "team"])
@pytest.mark.parametrize("path", [LIST, f"{LIST}?export=csv", LETTERS, f"{DATES}?when=all"])
def test_thirty_rows_cost_as_many_queries_as_one(log_in, run, who, path):
    CourseRun.objects.exclude(pk=run.pk).update(course=make_course())
    Letter.objects.all().delete()
    if who == "team":
        Booking.objects.all().delete()
        CourseRun.objects.exclude(pk=run.pk).delete()
    make_booking(run)
    post("training.run_opened", run.pk)
    client = log_in(who)
    one = count(client, path)
    for place in range(29):
        more = make_run(run.course, days=15 + place)
        make_booking(more)
        post("training.run_opened", more.pk)
    assert count(client, path) == one
