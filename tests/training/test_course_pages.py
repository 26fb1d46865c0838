"""The list of courses and a course's page: what the public reads, and what machines do."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.models import Organisation
from tests.factories import make_organisation
from tests.factories.courses import in_days, make_booking, make_course, make_run, make_waiting
from training.models import Booking, CoursePage, CourseRun
from training.runs import RunState

pytestmark = pytest.mark.django_db
LIST = "/training/"
MOST = 15


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def text(client, address):
    return read(client, address).main.get_text(" ", strip=True)


def count(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def data_of(client, address):
    scripts = read(client, address).select('script[type="application/ld+json"]')
    return json.loads(scripts[0].string)


def test_the_list_tells_of_each_course_what_can_be_booked_next(client):
    course = make_course(title="Knees at the counter")
    make_run(course, days=30)
    make_run(course, days=9, capacity=1)
    make_booking(course.runs.get(capacity=1))
    card = next(
        card for card in read(client, LIST).select("li.card") if course.title in card.get_text()
    )
    assert "10 places left" in card.get_text(" ", strip=True)


@pytest.mark.parametrize("address", [LIST, "course"])
def test_thirty_cost_as_many_queries_as_one(client, address):
    course = make_course()
    make_run(course, sessions=2)
    place = course.url if address == "course" else LIST
    one = count(client, place)
    for _number in range(29):
        make_run(course if address == "course" else make_course(), sessions=2)
    assert count(client, place) == one <= MOST


def test_drafts_and_proposals_are_nobodys_business(client):
    course = make_course()
    for state in (RunState.DRAFT, RunState.PROPOSED):
        make_run(course, state=state)
    assert "No dates are planned at the moment." in text(client, course.url)
    assert data_of(client, course.url)["hasCourseInstance"] == []


def test_each_state_is_said_in_words(client):
    course = make_course()
    make_booking(make_run(course, capacity=1))
    make_run(course, state=RunState.CLOSED)
    make_run(course, state=RunState.CANCELLED)
    make_run(course, capacity=1)
    words = text(client, course.url)
    for sentence in ("Full", "Closed for booking", "Not running", "Last place"):
        assert sentence in words
    assert len(read(client, course.url).select('a[href$="/book/"]')) == 1


def test_a_closing_time_today_is_said_so(client):
    course = make_course()
    late = timezone.localtime().replace(hour=23, minute=59, second=59, microsecond=0)
    make_run(course, closes_at=late)
    assert "Booking closes today at 11.59pm" in text(client, course.url)


def test_structured_data_tells_each_run_with_its_offset(client):
    course = make_course(title="</script><b>", accrediting_body="Board")
    run = make_run(course, sessions=2)
    make_booking(run, places=4)
    data = data_of(client, course.url)
    assert data["@type"] == "Course"
    assert data["name"] == "</script><b>"
    (instance,) = data["hasCourseInstance"]
    assert instance["startDate"] == in_days(14).isoformat()
    assert instance["endDate"] == in_days(21, 12).isoformat()
    assert instance["remainingAttendeeCapacity"] == 6
    assert instance["location"][0]["@type"] == "Place"
    assert instance["offers"]["price"] == 0


def test_a_course_below_an_organisation_is_found_below_training_too(client):
    course = make_course(slug="backs")
    answer = client.get("/training/backs/")
    assert (answer.status_code, answer.headers["Location"]) == (302, course.url)
    course.unpublish()
    assert client.get("/training/backs/").status_code == 404


def test_the_slug_runs_is_refused():
    from django.core.exceptions import ValidationError

    course = CoursePage(slug="runs", title="Runs")
    with pytest.raises(ValidationError, match="This address is taken"):
        course.clean()


def test_an_organisation_lists_its_courses(client):
    organisation = make_organisation()
    assert "Courses for people" not in text(client, organisation.url)
    course = make_course(organisation)
    assert course.title in text(client, organisation.url)


def test_the_privacy_page_says_why_each_field_is_asked(client):
    words = text(client, "/privacy/")
    for said in Booking.personal.values():
        assert str(said.why) in words
        assert str(said.kept) in words


def test_every_field_about_somebody_declares_itself():
    facts = {"run", "status", "places", "id", "reference"}
    machine = {
        field.name for field in Booking._meta.get_fields() if not getattr(field, "editable", 1)
    }
    fields = {field.name for field in Booking._meta.concrete_fields}
    assert fields - facts - machine == set(Booking.personal)


def test_the_booking_page_of_somebody_who_waits_is_offered_a_place_and_takes_it(client):
    from training import booking_desk

    run = make_run(capacity=1)
    first = make_booking(run)
    waiting = make_waiting(run)
    page = read(client, waiting.make_link())
    assert page.main["data-booking"] == "waiting"
    assert page.main["data-reference"] == waiting.reference
    booking_desk.cancel(first)
    page = read(client, waiting.make_link())
    assert "A place is free for you" in page.main.get_text()
    client.post(page.select_one("main form")["action"])
    assert read(client, waiting.make_link()).main["data-booking"] == "confirmed"


def test_joining_links_are_for_those_who_booked(client):
    course = make_course()
    run = make_run(course)
    run.sessions.update(is_online=True, venue=None, joining_link="https://meet.example.org/x")
    assert "meet.example.org" not in client.get(course.url).content.decode()
    assert "meet.example.org" not in client.get(f"/training/runs/{run.pk}/book/").content.decode()
    assert "meet.example.org" in client.get(make_booking(run).make_link()).content.decode()


def test_the_demo_has_courses_in_every_state():
    courses = CoursePage.objects.filter(alias_of=None)
    assert courses.count() >= 4
    hosts = {course.get_parent().pk for course in courses}
    assert Organisation.objects.filter(pk__in=hosts).count() >= 3
    runs = CourseRun.objects.all()
    assert {run.state for run in runs} == {"proposed", "open", "closed", "cancelled"}
    assert any(run.is_full for run in runs)
    assert any(run.places_left == 1 for run in runs)
    assert any(run.is_over for run in runs)
    assert any(run.closes_today and run.is_bookable for run in runs)
    assert set(Booking.objects.values_list("status", flat=True)) == set(Booking.Status.values)
    assert runs.filter(ends_at__lt=timezone.now() - timedelta(days=1)).exists()
