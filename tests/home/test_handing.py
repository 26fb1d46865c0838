"""Handing a page or venue to another organisation: offered, answered, moved, and nothing broken."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageLogEntry, PageSubscription
from wagtail_localize.models import LocaleSynchronization

from events.models import DropInPage, Host
from events.short_codes import make_code
from home import handing
from home.handovers import Handover
from home.letters import Letter
from home.models import Organisation
from home.partnering import make_collection
from home.welcoming import set_trust
from tests.factories import make_drop_in, make_organisation
from tests.factories.courses import make_booking, make_course, make_run
from tests.factories.followers import deliver, make_follower
from tests.portal.test_partner_edits import publish
from tests.portal.walls_rows import make_image
from training.models import CoursePage

pytestmark = pytest.mark.django_db


def person(name: str):
    return get_user_model().objects.get(username=name)


@pytest.fixture
def library():
    return Organisation.objects.get(slug="eastgate-library", alias_of=None)


@pytest.fixture
def kitchen():
    return Organisation.objects.get(slug="lantern-street-kitchen", alias_of=None)


@pytest.fixture
def outbox(settings, tmp_path):
    settings.LETTER_FOLDER = tmp_path / "mail"
    Letter.objects.all().delete()


@pytest.fixture(autouse=True)
def _nothing_on_its_way(db):
    """The demo's own offer is not there."""
    Handover.objects.all().delete()


@pytest.fixture
def series(library):
    return make_drop_in(library, slug="tea", title="Tea and knees")


def offered(thing, to, by="partner1") -> Handover:
    return handing.offer(thing, to=to, by=person(by))


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_the_programme_team_hands_over_at_once(log_in, series, kitchen):
    team = log_in("team")
    assert "Hand it over" in text(team.get(f"/admin/handovers/page/{series.pk}/"))
    answer = team.post(f"/admin/handovers/page/{series.pk}/", {"to": kitchen.pk}, follow=True)
    assert f"it belongs to {kitchen.title} now" in text(answer)
    series.refresh_from_db()
    assert series.get_parent().specific == kitchen
    assert not Handover.objects.open().exists()


@pytest.mark.parametrize("trusted", [True, False])
def test_a_partner_only_offers_and_nothing_changes_until_the_other_says_yes(
    log_in, series, library, kitchen, trusted
):
    set_trust(library, trusted)
    log_in("partner1").post(f"/admin/handovers/page/{series.pk}/", {"to": kitchen.pk})
    [offer] = Handover.objects.open()
    series.refresh_from_db()
    assert series.get_parent().specific == library
    other = log_in("partner2")
    assert other.get(f"/admin/pages/{series.pk}/edit/").status_code == 404
    assert "Accept or decline" in text(other.get("/admin/"))
    screen = text(other.get(f"/admin/handovers/{offer.pk}/"))
    assert "names of people who have booked" in screen
    assert series.phone in screen
    other.post(f"/admin/handovers/{offer.pk}/", {"answer": "accept"})
    series.refresh_from_db()
    assert series.get_parent().specific == kitchen
    assert other.get(f"/admin/pages/{series.pk}/edit/").status_code == 200
    assert "Accept or decline" not in text(other.get("/admin/"))
    assert log_in("partner1").get(f"/admin/pages/{series.pk}/edit/").status_code == 404


def test_opening_the_offer_changes_nothing(log_in, series, kitchen):
    offer = offered(series, kitchen)
    other = log_in("partner2")
    for ask in (other.get, other.head):
        ask(f"/admin/handovers/{offer.pk}/?answer=accept")
    other.post(f"/admin/handovers/{offer.pk}/", {"answer": "{{7*7}}\0"})
    offer.refresh_from_db()
    assert offer.is_open


def test_declined_and_taken_back_offers_leave_everything(log_in, series, library, kitchen):
    declined = offered(series, kitchen)
    log_in("partner2").post(f"/admin/handovers/{declined.pk}/", {"answer": "decline"})
    taken_back = offered(series, kitchen)
    log_in("partner1").post(f"/admin/handovers/{taken_back.pk}/", {"answer": "take_back"})
    states = list(Handover.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["declined", "taken_back"]
    series.refresh_from_db()
    assert series.get_parent().specific == library
    late = log_in("partner2").post(f"/admin/handovers/{taken_back.pk}/", {"answer": "accept"})
    assert "answered or taken back meanwhile" in text(late)


def test_whom_it_does_not_concern_is_told_nothing(log_in, series, kitchen):
    offer = offered(series, make_organisation())
    other = log_in("partner2")
    for method in (other.get, other.post):
        assert method(f"/admin/handovers/{offer.pk}/", {"answer": "accept"}).status_code == 404
        address = f"/admin/handovers/page/{series.pk}/"
        assert method(address, {"to": kitchen.pk}).status_code == 404
        address = f"/admin/handovers/venue/{series.venue_id}/"
        assert method(address, {"to": kitchen.pk}).status_code == 404
    assert series.title not in text(other.get("/admin/"))


def test_who_offers_cannot_say_yes_and_who_is_asked_cannot_take_back(series, kitchen):
    offer = offered(series, kitchen)
    for rule, name in [
        (handing.accept, "partner1"),
        (handing.decline, "partner1"),
        (handing.take_back, "partner2"),
        (handing.accept, "newpartner"),
    ]:
        with pytest.raises(ValidationError):
            rule(offer, by=person(name))
    with pytest.raises(ValidationError, match="has to say yes"):
        handing.hand_over(series, to=kitchen, by=person("partner1"))
    with pytest.raises(ValidationError, match="not yours"):
        handing.offer(series, to=kitchen, by=person("partner2"))


@pytest.mark.parametrize("to", ["", "0", "abc", "-1", "9" * 40, "1\0"])
def test_an_answer_that_is_no_organisation_is_refused_beside_the_field(log_in, series, to):
    answer = log_in("partner1").post(f"/admin/handovers/page/{series.pk}/", {"to": to})
    assert answer.status_code == 200
    assert "Choose an organisation" in text(answer)
    assert not Handover.objects.exists()


@pytest.mark.parametrize("second", ["yes", "back"])
def test_of_two_answers_at_one_instant_the_first_counts(series, kitchen, second):
    offer = offered(series, kitchen)
    late = Handover.objects.get(pk=offer.pk)  # the second has read it as open, too
    handing.decline(offer, by=person("partner2"))
    rule, name = (
        (handing.accept, "partner2") if second == "yes" else (handing.take_back, "partner1")
    )
    with pytest.raises(ValidationError, match="answered or taken back meanwhile"):
        rule(late, by=person(name))
    offer.refresh_from_db()
    assert offer.state == "declined"
    assert DropInPage.objects.get(pk=series.pk).get_parent() != kitchen


def test_without_its_guard_a_late_answer_would_undo_the_first(series, kitchen, monkeypatch):
    def believe(handover, state, *, allowed):
        Handover.objects.filter(pk=handover.pk).update(state=state)

    offer = offered(series, kitchen)
    late = Handover.objects.get(pk=offer.pk)
    handing.decline(offer, by=person("partner2"))
    monkeypatch.setattr(handing, "end", believe)
    handing.accept(late, by=person("partner2"))
    assert DropInPage.objects.get(pk=series.pk).get_parent().specific == kitchen


def test_a_thing_is_offered_once_at_a_time(series, kitchen, library):
    offered(series, kitchen)
    with pytest.raises(ValidationError, match="offered to somebody already"):
        offered(series, make_organisation())
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.create(page=series, giver=library, receiver=kitchen)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.create(giver=library, receiver=kitchen)


@pytest.mark.parametrize("slug", ["partners", "drop-ins", "eastgate-library"])
def test_fixed_pages_and_organisations_are_not_handed(log_in, slug):
    page = Page.objects.get(slug=slug, alias_of=None)
    assert log_in("team").get(f"/admin/handovers/page/{page.pk}/").status_code == 404


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


def test_an_offer_of_what_moved_otherwise_is_refused(series, kitchen):
    offer = offered(series, kitchen)
    third = make_organisation()
    DropInPage.objects.get(pk=series.pk).move(third, pos="last-child")
    with pytest.raises(ValidationError, match="somebody else by now"):
        handing.accept(Handover.objects.get(pk=offer.pk), by=person("partner2"))
    assert DropInPage.objects.get(pk=series.pk).get_parent().specific == third


def test_when_the_team_hands_it_over_the_open_offer_ends(series, kitchen):
    offer, third = offered(series, kitchen), make_organisation()
    handing.hand_over(series, to=third, by=person("team"))
    offer.refresh_from_db()
    assert offer.state == "taken_back"


def test_each_editor_gets_one_letter_with_the_way_in(log_in, outbox, series, kitchen):
    offer = offered(series, kitchen)
    [message] = deliver()
    assert message["To"] == person("partner2").email
    assert "Tea and knees" in message["Subject"]
    [link] = re.findall(r"https?://[^/]+(/admin/handovers/\S+)", message.get_content())
    assert log_in("partner2").get(link).status_code == 200
    handing.accept(offer, by=person("partner2"))
    *_before, answered = deliver()
    assert answered["To"] == person("partner1").email
    assert "is theirs now" in answered.get_content()
    [link] = re.findall(r"https?://[^/]+(/admin/handovers/\S+)", answered.get_content())
    assert log_in("partner1").get(link).status_code == 200


def test_the_answer_no_is_written_too_and_an_offer_taken_back_is_not_told(outbox, series, kitchen):
    handing.decline(offered(series, kitchen), by=person("partner2"))
    messages = {message["To"]: message.get_content() for message in deliver()}
    assert set(messages) == {person("partner1").email}
    assert "Everything stays as it was" in messages[person("partner1").email]
    handing.take_back(offered(series, kitchen), by=person("partner1"))
    assert deliver() == []


def test_both_sides_hear_what_the_team_did(outbox, series, kitchen):
    handing.hand_over(series, to=kitchen, by=person("team"))
    readers = {message["To"] for message in deliver()}
    assert readers == {person("partner1").email, person("partner2").email}


def test_the_history_says_who_got_it(log_in, series, kitchen):
    handing.accept(offered(series, kitchen), by=person("partner2"))
    actions = PageLogEntry.objects.filter(page=series.pk, action__startswith="home.")
    assert set(actions.values_list("action", flat=True)) == {"home.offer", "home.hand_over"}
    history = text(log_in("team").get(f"/admin/pages/{series.pk}/history/"))
    assert f"Handed over to {kitchen.title}" in history


def test_the_giver_reads_no_name_that_the_page_gets_later(log_in, series, kitchen):
    offer = offered(series, kitchen)
    handing.accept(offer, by=person("partner2"))
    page = DropInPage.objects.get(pk=series.pk)
    page.title = "A new secret name"
    page.save_revision()
    screen = text(log_in("partner1").get(f"/admin/handovers/{offer.pk}/"))
    assert "Tea and knees" in screen
    assert "A new secret name" not in screen


def test_the_button_stands_where_it_can_be_used(log_in, series, library):
    button = f"/admin/handovers/page/{series.pk}/"
    assert button in text(log_in("partner1").get(f"/admin/pages/{series.pk}/edit/"))
    own = text(log_in("partner1").get(f"/admin/pages/{library.pk}/edit/"))
    assert f"/admin/handovers/page/{library.pk}/" not in own
