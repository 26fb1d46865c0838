"""A new partner in one step, by the command and by the admin: page, group, files, invitation."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection

from home.delivery import send_due_letters
from home.letters import Letter
from home.models import NeighbourhoodPage, Organisation
from home.walls import is_central, organisations_of
from home.welcoming import INVITATION, editors_of, invite, is_trusted, set_trust
from tests.factories import make_organisation
from tests.factories.followers import deliver

pytestmark = pytest.mark.django_db
ANSWERS = {
    "name": "Brick Lane Allotments",
    "kind": "charity",
    "summary": "Raised beds for people who cannot bend.",
    "email": "Bo@allotments.example",
    "first_name": "Bo",
}


@pytest.fixture
def outbox(settings, tmp_path):
    settings.LETTER_FOLDER = tmp_path / "mail"
    Letter.objects.all().delete()


def made() -> Organisation:
    return Organisation.objects.get(title=ANSWERS["name"], alias_of=None)


def partner(**words):
    call_command("partner", ANSWERS["name"], ANSWERS["email"], **words)
    return made()


def link_in(message):
    return re.search(r"https?://[^/]+(/admin/\S+)", message.get_content())[1]


def test_the_command_makes_everything_that_an_editor_needs(outbox):
    page = partner(summary="Raised beds.", neighbourhood="eastgate", first_name="Bo")
    assert (page.live, page.slug, page.summary) == (True, "brick-lane-allotments", "Raised beds.")
    assert page.neighbourhood == NeighbourhoodPage.objects.get(slug="eastgate", alias_of=None)
    [user] = editors_of(page)
    assert (user.email, user.get_username()) == (ANSWERS["email"], "bo@allotments.example")
    assert list(organisations_of(user)) == [page]
    assert not is_central(user)
    assert Collection.objects.filter(name=page.title).exists()
    assert not is_trusted(page)


def test_the_invitation_leads_to_a_password_and_into_the_admin(outbox):
    page = partner(first_name="Bo")
    [message] = deliver()
    assert message["To"] == ANSWERS["email"]
    assert page.title in message["Subject"]
    client = Client()
    answer = client.get(link_in(message), follow=True)
    form = {"new_password1": "ten quiet raised beds", "new_password2": "ten quiet raised beds"}
    answer = client.post(answer.request["PATH_INFO"], form, follow=True)
    assert answer.status_code == 200
    login = {"username": "bo@allotments.example", "password": form["new_password1"]}
    home = client.post("/admin/login/", login, follow=True)
    assert home.request["PATH_INFO"] == "/admin/"
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


def test_whoever_has_a_login_keeps_it(outbox):
    page = make_organisation()
    user = get_user_model().objects.get(username="partner1")
    before = user.password
    assert invite(page, user.email.upper()) == user
    user.refresh_from_db()
    assert user.password == before
    assert set(organisations_of(user)) > {page}
    [message] = deliver()
    assert "Log in as always" in message.get_content()


def test_inviting_twice_is_one_login_and_one_more_letter(outbox):
    page = partner()
    invite(page, ANSWERS["email"].upper())
    assert editors_of(page).count() == 1
    assert Letter.objects.filter(kind=INVITATION).count() == 2


def test_who_was_taken_off_gets_no_letter(outbox):
    page = partner()
    editors_of(page).get().groups.clear()
    send_due_letters()
    assert Letter.objects.get(kind=INVITATION).state == Letter.State.DROPPED


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"name": "eastgate LIBRARY"}, "a partner of this name already"),
        ({"email": "nobody"}, "valid email"),
        ({"neighbourhood": "atlantis"}, "no neighbourhood"),
    ],
)
def test_what_cannot_be_is_said_in_one_line_and_leaves_nothing(outbox, words, sentence):
    before = Organisation.objects.count(), get_user_model().objects.count()
    words = {"name": "Brick Lane", "email": "bo@lane.example", **words}
    with pytest.raises(CommandError, match=sentence):
        call_command("partner", words.pop("name"), words.pop("email"), **words)
    assert (Organisation.objects.count(), get_user_model().objects.count()) == before
    assert not Letter.objects.exists()


def test_two_partners_of_one_address_get_two(outbox):
    first, second = partner(), None
    call_command("partner", "Brick-Lane Allotments!", "else@allotments.example")
    second = Organisation.objects.get(title="Brick-Lane Allotments!", alias_of=None)
    assert (first.slug, second.slug) == ("brick-lane-allotments", "brick-lane-allotments-2")


def test_the_team_does_it_in_one_screen(log_in, outbox):
    client = log_in("team")
    answer = client.post("/admin/partners/add/", ANSWERS, follow=True)
    assert "The invitation is on its way." in answer.content.decode()
    assert [user.first_name for user in editors_of(made())] == ["Bo"]
    page = BeautifulSoup(client.get("/admin/partners/").content, "html.parser")
    [row] = [row for row in page.select("tbody tr") if made().title in row.get_text()]
    assert "invited" in row.get_text()
    assert "is looked at first" in row.get_text()


def test_a_wrong_answer_stands_beside_its_field_and_nothing_is_lost(log_in, outbox):
    answers = ANSWERS | {"email": "nobody", "name": "Eastgate Library"}
    page = log_in("team").post("/admin/partners/add/", answers)
    assert "Check it: ann@example.org" in page.content.decode()
    answers["email"] = "bo@lane.example"
    page = BeautifulSoup(log_in("team").post("/admin/partners/add/", answers).content)
    assert "There is a partner of this name already." in page.get_text()
    assert page.select_one("[name=summary]")["value"] == ANSWERS["summary"]


def test_trust_is_given_and_taken(log_in, outbox):
    page, client = partner(), log_in("team")
    for words, trusted in (("yes", True), ("no", False)):
        client.post(f"/admin/partners/{page.pk}/trust/", {"trusted": words})
        assert is_trusted(page) is trusted
    set_trust(page, True)
    [user] = editors_of(page)
    assert page.permissions_for_user(user).can_publish()


@pytest.mark.parametrize("path", ["", "add/", "{}/invite/", "{}/trust/"])
@pytest.mark.parametrize("name", ["partner1", "newpartner"])
def test_no_partner_knows_of_it(log_in, name, path):
    page, client = make_organisation(), log_in(name)
    path = f"/admin/partners/{path.format(page.pk)}"
    assert client.post(path, ANSWERS | {"trusted": "yes"}).status_code in (404, 405)
    assert client.get(path).status_code in (404, 405)
    assert "/admin/partners/" not in client.get("/admin/").content.decode()
    assert not editors_of(page).exists()


def test_the_list_asks_no_more_for_many_partners_than_for_some(log_in):
    def count():
        client.get("/admin/partners/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/admin/partners/").status_code == 200
        return len(queries)

    client = log_in("team")
    some = count()
    for number in range(12):
        invite(make_organisation(), f"editor{number}@partners.example")
    assert count() == some
