"""A forgotten password: one letter to whoever has a login, and no flood."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone

from home.letters import Letter
from home.passwords import MOST_IN_A_DAY, NEW_PASSWORD
from tests.training.reading import letter_of, links_in, text_of

pytestmark = pytest.mark.django_db
ASK = "/admin/password_reset/"
PASSWORD = "ten quiet raised beds"


@pytest.fixture
def team():
    return get_user_model().objects.get(username="team")


def ask(client, email="team@eastgate.example"):
    answer = client.post(ASK, {"email": email})
    assert answer.status_code == 302


def letters() -> int:
    return Letter.objects.filter(kind=NEW_PASSWORD).count()


def test_the_link_leads_to_a_new_password_once(client, team):
    ask(client)
    message = letter_of(NEW_PASSWORD, team.pk)
    assert message["To"] == team.email
    assert message["Subject"] == "Choose a new password"
    assert "Your user name is team." in text_of(message)
    link = links_in(message, settings.SITE_URL)[0]
    page = client.get(link, follow=True)
    form = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert client.post(page.redirect_chain[-1][0], form).status_code == 302
    team.refresh_from_db()
    assert team.check_password(PASSWORD)
    assert "user" not in client.get(link).content.decode().partition("<main")[2]


@pytest.mark.parametrize("email", ["team@eastgate.example", "TEAM@Eastgate.Example"])
def test_asking_again_and_again_writes_once_in_ten_minutes(client, email):
    for _time in range(20):
        ask(client, email)
    assert letters() == 1


def test_and_five_times_in_a_day(client):
    for _time in range(20):
        ask(client)
        Letter.objects.filter(kind=NEW_PASSWORD).update(
            made_at=timezone.now() - timedelta(minutes=11)
        )
    assert letters() == MOST_IN_A_DAY
    Letter.objects.filter(kind=NEW_PASSWORD).update(made_at=timezone.now() - timedelta(days=2))
    ask(client)
    assert letters() == MOST_IN_A_DAY + 1


def test_who_was_only_invited_gets_a_link_too(client, team):
    """The letter of invitation says so: “If the link is too old, ask for a new one here.”"""
    team.set_unusable_password()
    team.save()
    ask(client)
    assert letter_of(NEW_PASSWORD, team.pk)


@pytest.mark.parametrize("email", ["nobody@example.org", "ｔeam@eastgate.example"])
def test_a_stranger_gets_nothing(client, email):
    client.post(ASK, {"email": email})
    assert letters() == 0


def test_who_has_left_gets_nothing_also_if_they_asked_before(client, team):
    ask(client)
    get_user_model().objects.filter(pk=team.pk).update(is_active=False)
    assert letter_of(NEW_PASSWORD, team.pk) is None
    Letter.objects.all().delete()
    ask(client)
    assert letters() == 0
