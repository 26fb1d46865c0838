"""A partner's course dates in the admin: what the form refuses, and what it never overwrites."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import make_venue
from tests.factories.courses import (
    in_days,
    letters_about,
    make_booking,
    make_course,
    make_run,
    make_waiting,
    status_of,
)
from tests.training.run_admin import (
    NEW,
    add_session,
    address,
    form_of,
    local,
    now,
    partner,
    said,
    save,
    text_of,
)
from training import booking_desk, opening
from training.models import Booking, CoursePage, CourseRun
from training.runs import RunState

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return make_run(make_course(partner("eastgate-library"), title="Listening"), sessions=2)


@pytest.fixture
def club_run():
    """An open run of the partner whose work is reviewed."""
    return make_run(make_course(partner("kestrel-park-club")))


class TestAdding:
    def new(self, client, course, **fields):
        form = form_of(client, f"{NEW}?course={course.pk}") | {"sessions-TOTAL_FORMS": "0"}
        asked = {"course": course.pk, "capacity": "8"}
        return client.post(NEW, add_session(form, **fields) | asked)

    def test_a_draft_with_its_dates_that_nobody_outside_sees(self, log_in, run):
        client = log_in("partner1")
        answer = self.new(client, run.course)
        made = CourseRun.objects.latest("pk")
        assert answer.headers["Location"] == address(made)
        assert (made.course, made.state, made.places_taken) == (run.course, "draft", 0)
        assert (made.starts_at, made.ends_at) == (in_days(40), in_days(40, 12))
        assert "Saved as a draft" in said(client, answer)
        assert made not in CourseRun.objects.public()

    def test_a_session_in_the_past_is_refused(self, log_in, run):
        client, before = log_in("partner1"), CourseRun.objects.count()
        past = {"starts_at": local(in_days(-1)), "ends_at": local(in_days(-1, 12))}
        assert "This is over." in text_of(self.new(client, run.course, **past))
        assert CourseRun.objects.count() == before

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"ends_at": local(in_days(40, 9))}, "The end must be later than the start."),
            ({"ends_at": local(in_days(41))}, "Add a session for each day."),
            ({"starts_at": "9999-12-31T10:00", "ends_at": "9999-12-31T12:00"}, "check the year"),
            ({"starts_at": "tomorrow"}, "Enter a valid date/time."),
            ({"starts_at": "2027-03-28T01:30"}, "couldn’t be interpreted in time zone"),
            ({"venue": ""}, "Choose a venue, or tick “online”."),
            ({"is_online": "on"}, "Clear one of the two."),
            ({"joining_link": "https://meet.example"}, "Only an online session has a link"),
        ],
    )
    def test_a_wrong_session_is_explained(self, log_in, run, fields, sentence):
        before = CourseRun.objects.count()
        assert sentence in text_of(self.new(log_in("partner1"), run.course, **fields))
        assert CourseRun.objects.count() == before

    def test_there_is_at_least_one_session(self, log_in, run):
        client = log_in("partner1")
        answer = client.post(NEW, form_of(client, f"{NEW}?course={run.course_id}"))
        assert "Add a session: people need to know when and where" in text_of(answer)

    def test_another_partners_course_cannot_be_chosen(self, log_in, club_run):
        before = CourseRun.objects.count()
        assert "Select a valid choice." in text_of(self.new(log_in("partner1"), club_run.course))
        assert CourseRun.objects.count() == before

    def test_every_venue_may_be_chosen(self, log_in, run):
        client, venue = log_in("partner1"), make_venue(keeper=None)
        assert self.new(client, run.course, venue=venue.pk).status_code == 302

    def test_without_a_course_the_first_thing_is_a_course(self, log_in, run):
        client = log_in("partner2")
        Booking.objects.all().delete()
        for course in CoursePage.objects.child_of(partner("lantern-street-kitchen")):
            course.delete()
        assert "Add a course first" in said(client, client.get(NEW))
        assert "You have no course yet." in text_of(client.get("/admin/course-dates/"))


class TestChanging:
    def test_new_times_are_told_to_everybody_booked(self, log_in, run):
        booking, gone = make_booking(run), make_booking(run)
        booking_desk.cancel(gone)
        waiting = make_waiting(run)
        client = log_in("partner1")
        moved = {
            "sessions-0-starts_at": local(in_days(15, 14)),
            "sessions-0-ends_at": local(in_days(15, 16)),
        }
        assert "2 people get a letter with the new times." in said(
            client, save(client, run, **moved)
        )
        assert letters_about(booking)[-1] == "training.run_changed"
        assert letters_about(waiting)[-1] == "training.run_changed"
        assert "training.run_changed" not in letters_about(gone)
        assert (now(run).starts_at, now(run).revision) == (in_days(15, 14), run.revision + 1)

    def test_a_new_note_is_told_to_nobody(self, log_in, run):
        booking = make_booking(run)
        client = log_in("partner1")
        assert "letter" not in said(client, save(client, run, note="Bring a cup."))[:300]
        assert letters_about(booking) == ["training.confirmed"]
        assert now(run).note == "Bring a cup."

    def test_a_session_more_moves_the_end(self, log_in, run):
        client = log_in("partner1")
        client.post(address(run), add_session(form_of(client, address(run))))
        assert now(run).ends_at == in_days(40, 12)
        assert now(run).sessions_told == 3

    def test_a_session_less_moves_the_start(self, log_in, run):
        client = log_in("partner1")
        save(client, run, **{"sessions-0-DELETE": "on"})
        assert now(run).starts_at == in_days(21)

    def test_a_session_that_is_over_may_stay_but_not_change(self, log_in, run):
        first = run.sessions.first()
        type(first).objects.filter(pk=first.pk).update(
            starts_at=in_days(-1), ends_at=in_days(-1, 12)
        )
        client = log_in("partner1")
        assert save(client, run, note="Still on.").status_code == 302
        answer = save(client, run, **{"sessions-0-ends_at": local(in_days(-1, 13))})
        assert "This is over." in text_of(answer)

    def test_booking_does_not_close_after_the_course_has_begun(self, log_in, run):
        answer = save(log_in("partner1"), run, closes_at=local(in_days(14, 11)))
        assert "It cannot close after the course has begun." in text_of(answer)

    def test_the_course_stays_the_same(self, log_in, run, club_run):
        client = log_in("partner1")
        assert save(client, run, course=club_run.course_id).status_code == 302
        assert now(run).course_id == run.course_id


class TestPlaces:
    def test_fewer_than_are_taken_are_refused_with_the_reason(self, log_in, run):
        make_booking(run, places=4)
        answer = save(log_in("partner1"), run, capacity="3", note="Kept")
        assert "4 places are booked already." in text_of(answer)
        assert 'value="Kept"' in answer.content.decode()
        assert (now(run).capacity, now(run).note) == (10, "")

    def test_also_when_they_are_taken_between_the_check_and_the_save(
        self, log_in, run, monkeypatch
    ):
        """Somebody books in the very moment before the desk is asked."""
        ask = booking_desk.set_capacity

        def book_first(asked, capacity):
            make_booking(run, places=4)
            ask(asked, capacity)

        monkeypatch.setattr(booking_desk, "set_capacity", book_first)
        client = log_in("partner1")
        changes = {"capacity": "3", "note": "Kept", "sessions-0-ends_at": local(in_days(14, 13))}
        answer = save(client, run, **changes)
        assert answer.status_code == 200
        assert "4 places are booked already." in text_of(answer)
        assert 'value="Kept"' in answer.content.decode()
        assert (now(run).capacity, now(run).note, now(run).ends_at) == (10, "", run.ends_at)

    def test_more_are_offered_to_those_who_wait(self, log_in, run):
        make_booking(run, places=10)
        waiting = make_waiting(run)
        save(log_in("partner1"), run, capacity="11")
        assert status_of(waiting) == "offered"
        assert (now(run).capacity, now(run).places_taken) == (11, 11)

    @pytest.mark.parametrize("capacity", ["", "0", "-1", "many", "1e3", "9" * 30])
    def test_nonsense_is_refused(self, log_in, run, capacity):
        answer = save(log_in("partner1"), run, capacity=capacity)
        assert answer.status_code == 200
        assert now(run).capacity == 10


class TestStaleForms:
    def test_neither_counter_nor_state_is_written_from_an_old_form(self, log_in, run):
        client = log_in("partner1")
        form = form_of(client, address(run))
        make_booking(run, places=3)
        opening.close(run)
        forged = {"places_taken": "0", "state": "draft", "revision": "9", "answer": "x"}
        client.post(address(run), form | forged | {"note": "New"})
        run = now(run)
        assert (run.note, run.places_taken, run.state) == ("New", 3, RunState.CLOSED)
        assert (run.revision, run.answer) == (0, "")

    def test_what_somebody_else_saved_meanwhile_is_not_lost(self, log_in, run):
        client = log_in("partner1")
        form = form_of(client, address(run))
        save(client, run, **{"sessions-0-ends_at": local(in_days(14, 13))})
        answer = client.post(address(run), form | {"note": "Mine"})
        assert "You changed this yourself in another window" in text_of(answer)
        assert 'value="Mine"' in answer.content.decode()
        assert now(run).note == ""
        over = BeautifulSoup(answer.content, "html.parser").select_one("[name=over]")["value"]
        assert client.post(address(run), form | {"note": "Mine", "over": over}).status_code == 302
        assert now(run).note == "Mine"

    def test_dates_that_were_opened_meanwhile_are_not_changed_by_who_may_not(
        self, log_in, club_run
    ):
        CourseRun.objects.update(state=RunState.DRAFT)
        client = log_in("newpartner")
        form = form_of(client, address(club_run)) | {"note": "Late"}
        opening.open_for_booking(club_run)
        assert client.post(address(club_run), form).status_code == 302
        assert now(club_run).note == ""

    @pytest.mark.parametrize(
        "changes",
        [
            {"sessions-0-id": "abc"},
            {"sessions-0-id": "999999999"},
            {"sessions-0-id": "9" * 40},
            {"sessions-TOTAL_FORMS": "-1"},
            {"sessions-TOTAL_FORMS": "9" * 9},
            {"sessions-INITIAL_FORMS": "77"},
            {"sessions-TOTAL_FORMS": ""},
            {"note": "\x00"},
            {"note": "x" * 10_000},
            {"sessions-0-venue": "abc"},
            {"sessions-0-joining_link": "javascript:alert(1)"},
            {"closes_at": "0001-01-01T00:00"},
        ],
    )
    def test_a_forged_form_is_never_a_crash(self, log_in, run, changes):
        before = list(run.sessions.values())
        answer = save(log_in("partner1"), run, **changes)
        assert answer.status_code in {200, 302, 400}
        assert list(now(run).sessions.values()) == before

    def test_another_runs_session_is_not_taken_over(self, log_in, run):
        other = make_run(run.course, days=50)
        theirs = list(other.sessions.values())
        save(log_in("partner1"), run, **{"sessions-0-id": other.sessions.first().pk})
        assert list(now(other).sessions.values()) == theirs


def test_a_refused_form_keeps_what_is_true_above_it(log_in, run):
    answer = save(log_in("partner1"), run, capacity="0")
    assert "0 of 10 places taken" in text_of(answer)
