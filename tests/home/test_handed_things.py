"""What moves along when a page or venue is handed over; every way to it goes on working."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, PageSubscription
from wagtail_localize.models import LocaleSynchronization

from events.models import DropInPage, Host
from events.short_codes import make_code
from home import handing
from home.handovers import Handover
from home.models import Organisation
from home.partnering import make_collection
from tests.factories import make_drop_in
from tests.factories.courses import make_booking, make_course, make_run
from tests.factories.followers import make_follower
from tests.home.partners import offered, person, text
from tests.portal.test_partner_edits import publish
from tests.portal.walls_rows import make_image
from training.models import CoursePage

pytestmark = pytest.mark.django_db


def test_dates_hosts_followers_runs_and_bookings_stay_and_change_sides(log_in, library, kitchen):
    series, course = make_drop_in(library), make_course(library)
    booking = make_booking(make_run(course))
    Host.objects.create(series=series, first_name="Bo", email="bo@example.org")
    make_follower(series)
    dates = list(series.occurrences.values_list("pk", flat=True))
    for thing in (series, course):
        handing.accept(offered(thing, kitchen), by=person("partner2"))
    assert list(series.occurrences.values_list("pk", flat=True)) == dates
    assert (series.hosts.count(), series.followers.count()) == (1, 1)
    old, new = "partner1", "partner2"
    addresses = [
        f"/admin/bookings/inspect/{booking.pk}/",
        f"/admin/course-dates/edit/{booking.run_id}/",
        f"/admin/dates/of/{series.pk}/",
    ]
    assert {log_in(new).get(address).status_code for address in addresses} == {200}
    assert {log_in(old).get(address).status_code for address in addresses} == {404}
    assert CoursePage.objects.get(pk=course.pk).host == kitchen


def test_a_course_of_the_programme_can_be_given_to_an_organisation(kitchen):
    course = make_course(kitchen)
    home = kitchen.get_parent().get_parent()
    course.move(home.get_children().get(slug="training"), pos="last-child")
    course = CoursePage.objects.get(pk=course.pk)
    assert handing.giver_of(course) is None
    handing.hand_over(course, to=kitchen, by=person("team"))
    assert CoursePage.objects.get(pk=course.pk).host == kitchen


def test_old_addresses_calendars_posters_and_codes_go_on_working(client, series, kitchen):
    old, code = series.url, make_code(series.translation_key)
    before = client.get(f"{old}calendar.ics").content
    handing.hand_over(series, to=kitchen, by=person("team"))
    series = DropInPage.objects.get(pk=series.pk)
    assert series.url == f"{kitchen.url}tea/"
    for ending in ("", "calendar.ics", "poster/", "poster/?size=a5"):
        answer = client.get(old + ending, follow=True)
        assert answer.status_code == 200, ending
        last = answer.request["PATH_INFO"]
        assert last == series.url + ending.partition("?")[0]
    uids = re.findall(rb"UID:(.+)", before)
    assert uids
    assert re.findall(rb"UID:(.+)", client.get(f"{old}calendar.ics", follow=True).content) == uids
    door = client.get(f"/d/{code}/")
    assert series.title in text(door)


def test_a_calendar_that_never_was_is_not_found(client):
    assert client.get("/partners/nobody/nothing/calendar.ics").status_code == 404


def test_back_where_it_was_no_address_leads_in_circles(client, series, library, kitchen):
    first, team = series.url, person("team")
    handing.hand_over(series, to=kitchen, by=team)
    second = DropInPage.objects.get(pk=series.pk).url
    handing.hand_over(series, to=library, by=team)
    assert client.get(first).status_code == 200
    assert client.get(second, follow=True).request["PATH_INFO"] == first
    assert not Redirect.objects.filter(is_permanent=True, redirect_page=series).exists()
    DropInPage.objects.get(pk=series.pk).unpublish()
    assert client.get(first).status_code == 404


def test_a_name_that_is_taken_there_becomes_a_free_one_for_good(client, series, kitchen):
    make_drop_in(kitchen, slug="tea", title="Another tea")
    old = series.url
    series.title = "Tea and backs"
    series.save_revision()
    handing.hand_over(series, to=kitchen, by=person("team"))
    series = DropInPage.objects.get(pk=series.pk)
    assert series.url == f"{kitchen.url}tea-2/"
    series.latest_revision.publish()
    series = DropInPage.objects.get(pk=series.pk)
    assert (series.title, series.url) == ("Tea and backs", f"{kitchen.url}tea-2/")
    assert client.get(old, follow=True).request["PATH_INFO"] == series.url


def test_pages_in_other_languages_move_along(client, series, kitchen):
    locale = Locale.objects.create(language_code="ur")
    LocaleSynchronization.objects.create(locale=locale, sync_from=Locale.get_default())
    old = "/ur/partners/eastgate-library/tea/"
    assert client.get(old).status_code == 200
    handing.hand_over(series, to=kitchen, by=person("team"))
    for ending in ("", "calendar.ics", "poster/"):
        answer = client.get(old + ending, follow=True)
        assert answer.status_code == 200
        new = f"/ur/partners/lantern-street-kitchen/tea/{ending}"
        assert answer.request["PATH_INFO"] == new
    series = DropInPage.objects.get(pk=series.pk)
    series.title = "Tea and hips"
    series.save_revision().publish()
    assert "Tea and hips" in text(client.get("/ur/partners/lantern-street-kitchen/tea/"))


def test_the_finder_says_the_new_organisation_at_once(client, series, library, kitchen):
    mine = str(series.translation_key)

    def in_finder() -> str:
        page = BeautifulSoup(client.get("/drop-ins/?near=LE5+1AA").content, "html.parser")
        [article] = page.select(f'article[data-series="{mine}"]')
        return article.select_one("a")["href"]

    assert in_finder() == f"{library.url}tea/"
    handing.hand_over(series, to=kitchen, by=person("team"))
    assert in_finder() == f"{kitchen.url}tea/"
    assert "Tea and knees" in text(client.get(kitchen.url))
    assert "Tea and knees" not in text(client.get(library.url))


def test_the_open_data_asks_the_new_organisation(client, series, library, kitchen):
    def services():
        page = client.get("/open-data/open-referral/services?per_page=100")
        rows = json.loads(page.content)["contents"]
        return [row["name"] for row in rows]

    Organisation.objects.filter(pk=library.pk).update(in_open_data=True)
    Organisation.objects.filter(pk=kitchen.pk).update(in_open_data=False)
    assert series.title in services()
    handing.hand_over(series, to=kitchen, by=person("team"))
    assert series.title not in services()
    Organisation.objects.filter(pk=kitchen.pk).update(in_open_data=True)
    assert series.title in services()


def test_its_picture_stays_and_the_old_partners_files_stay_closed(log_in, library, kitchen):
    course = make_course(library)
    course.picture = image = make_image("Our hall", make_collection(library.title))
    course.save_revision().publish()
    handing.hand_over(course, to=kitchen, by=person("team"))
    client = log_in("partner2")
    assert publish(client, course, title="Kept").status_code == 302
    course.refresh_from_db()
    assert (course.title, course.picture_id) == ("Kept", image.pk)
    assert client.get(f"/admin/images/{image.pk}/").status_code in {302, 403, 404}


def test_a_venue_gets_another_keeper_and_its_series_stay(log_in, library, kitchen):
    series = make_drop_in(library)
    venue = series.venue
    page = log_in("partner1").get(f"/admin/venues/edit/{venue.pk}/")
    assert f"/admin/handovers/venue/{venue.pk}/" in text(page)
    log_in("partner1").post(f"/admin/handovers/venue/{venue.pk}/", {"to": kitchen.pk})
    other = log_in("partner2")
    assert other.get(f"/admin/venues/edit/{venue.pk}/").status_code == 404
    other.post(f"/admin/handovers/{Handover.objects.get().pk}/", {"answer": "accept"})
    venue.refresh_from_db()
    assert venue.keeper == kitchen
    assert other.get(f"/admin/venues/edit/{venue.pk}/").status_code == 200
    assert log_in("partner1").get(f"/admin/venues/edit/{venue.pk}/").status_code == 404
    assert DropInPage.objects.get(pk=series.pk).get_parent().specific == library


def test_remarks_are_no_longer_sent_to_those_who_had_it(series, kitchen):
    PageSubscription.objects.create(
        page=series, user=person("partner1"), comment_notifications=True
    )
    handing.hand_over(series, to=kitchen, by=person("team"))
    assert not PageSubscription.objects.filter(page=series).exists()
