"""Pages, dates and venues that people have booked stay, whichever way somebody tries."""

import pytest
from django.urls import reverse

from home.models import Organisation, Venue
from tests.factories.courses import make_booking, make_course, make_run
from tests.training.run_admin import address, partner, said, text_of
from training import booking_desk
from training.models import CoursePage, CourseRun
from training.runs import RunState

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return make_run(make_course(partner("eastgate-library"), title="Listening"))


def delete(run):
    return f"/admin/course-dates/delete/{run.pk}/"


def test_a_run_with_bookings_is_not_deleted_also_when_all_were_cancelled(log_in, run):
    booking = make_booking(run)
    booking_desk.cancel(booking)
    client = log_in("partner1")
    for ask in (client.get, client.post):
        answer = ask(delete(run))
        assert "Cancel them instead: everybody gets a letter." in said(client, answer)
    assert CourseRun.objects.filter(pk=run.pk).exists()


def test_a_run_that_nobody_booked_is_deleted(log_in, run):
    client = log_in("partner1")
    assert client.post(delete(run)).headers["Location"].endswith(f"?course={run.course_id}")
    assert not CourseRun.objects.filter(pk=run.pk).exists()


def test_a_run_that_is_booked_this_very_moment_is_not_deleted(log_in, run, monkeypatch):
    """Somebody books after the check: the database itself says no."""
    make_booking(run)
    monkeypatch.setattr(type(run.bookings), "exists", lambda self: False)
    client = log_in("partner1")
    assert "Cancel them instead" in said(client, client.post(delete(run)))


@pytest.mark.parametrize("above", [0, 1])
def test_a_page_with_bookings_on_or_below_it_is_not_deleted(log_in, run, above):
    make_booking(run)
    page = run.course
    for _level in range(above):
        page = page.get_parent()
    client = log_in("admin")
    path = reverse("wagtailadmin_pages:delete", args=[page.pk])
    for ask in (client.get, client.post):
        answer = ask(path)
        assert "cannot be deleted: people have booked" in said(client, answer)
    assert CoursePage.objects.filter(pk=run.course_id).exists()


def test_nor_together_with_others(log_in, run):
    make_booking(run)
    client = log_in("admin")
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = client.post(f"{path}?id={run.course_id}")
    assert "cannot be deleted: people have booked" in said(client, answer)
    assert CoursePage.objects.filter(pk=run.course_id).exists()


def test_nor_by_the_admins_programming_interface(log_in, run):
    make_booking(run)
    path = reverse("wagtailadmin_api:pages:action", args=[run.course_id, "delete"])
    assert log_in("admin").post(path).status_code == 409
    assert CoursePage.objects.filter(pk=run.course_id).exists()


def test_a_course_without_bookings_is_deleted_with_its_dates(log_in, run):
    client = log_in("admin")
    path = reverse("wagtailadmin_pages:delete", args=[run.course_id])
    assert client.post(path).status_code == 302
    assert not CourseRun.objects.filter(pk=run.pk).exists()


def test_a_venue_with_sessions_is_not_deleted(log_in, run):
    venue = run.sessions.first().venue
    client = log_in("admin")
    answer = client.post(f"/admin/venues/delete/{venue.pk}/")
    assert answer.status_code == 302
    assert "cannot be deleted" in said(client, answer)
    assert Venue.objects.filter(pk=venue.pk).exists()


def unpublish(client, page, **fields):
    path = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    return said(client, client.post(path, fields))


def test_who_hides_a_booked_course_is_told(log_in, run):
    make_booking(run)
    make_booking(run)
    text = unpublish(log_in("partner1"), run.course)
    assert "hidden from the public, but 2 bookings stand." in text


def test_also_when_it_is_hidden_with_its_organisation_or_in_a_list(log_in, run):
    make_booking(run)
    organisation = Organisation.objects.get(pk=run.course.get_parent().pk)
    text = unpublish(log_in("team"), organisation, include_descendants="on")
    assert "bookings stand" in text
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    client = log_in("partner1")
    course = CoursePage.objects.get(pk=run.course_id)
    course.save_revision().publish()
    text = said(client, client.post(f"{path}?id={course.pk}&next=/admin/"))
    assert "1 booking stands" in text


@pytest.mark.parametrize("state", [RunState.DRAFT, RunState.CANCELLED, None])
def test_nobody_is_bothered_when_nobody_is_waiting(log_in, run, state):
    booking_desk.cancel(make_booking(run))
    if state:
        CourseRun.objects.filter(pk=run.pk).update(state=state)
    assert "hidden from the public" not in unpublish(log_in("partner1"), run.course)


def test_the_admin_says_what_a_run_has_to_do_with_a_page(log_in, run):
    page = log_in("partner1").get(f"/admin/pages/{run.course_id}/edit/").content.decode()
    assert f"/admin/course-dates/?course={run.course_id}" in page
    assert address(run) in log_in("partner1").get("/admin/").content.decode()
    assert "Listening" in text_of(log_in("partner1").get("/admin/"))
