"""Handing a page or venue to another organisation: offered, answered, moved, and nothing broken."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Page, PageLogEntry

from events.models import DropInPage
from home import handing
from home.handovers import Handover
from home.letters import Letter
from home.welcoming import set_trust
from tests.factories import make_organisation
from tests.factories.followers import deliver
from tests.home.partners import offered, person, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def outbox(settings, tmp_path):
    settings.LETTER_FOLDER = tmp_path / "mail"
    Letter.objects.all().delete()


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
