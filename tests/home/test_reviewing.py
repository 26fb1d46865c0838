"""Pages of partners who are new: sent, looked at, published or sent back; letters to both."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import TaskState

from events.models import DropInPage
from home.letters import Letter
from home.reviewing import publish_reviewed, send_back
from tests.factories.followers import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture
def outbox(settings, tmp_path):
    settings.LETTER_FOLDER = tmp_path / "mail"
    settings.EMAIL_BACKEND = "home.outgoing.LetterBackend"  # pytest-django takes it away
    Letter.objects.all().delete()


@pytest.fixture
def sent(outbox):
    """A drop-in of the partner that is new, with other words, sent for a look."""
    user = get_user_model().objects.get(username="newpartner")
    page = DropInPage.objects.get(title="Sunday at the pavilion", alias_of=None)
    page.summary = "Chairs in the sun."
    page.save_revision(user=user)
    page.get_workflow().start(page, user)
    return page


def review_of(page):
    return TaskState.objects.for_instance(page).get(status="in_progress")


def letter_to_the_author():
    [letter] = [each for each in deliver() if each["To"] == "newpartner@eastgate.example"]
    return letter


def path(page):
    return f"/admin/reviews/{page.pk}/"


def text_of(response):
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def test_the_team_gets_one_letter_with_a_link(sent):
    [letter] = deliver()
    assert letter["To"] == "team@eastgate.example"
    assert letter["Subject"] == "Please look at “Sunday at the pavilion”"
    assert path(sent) in letter.get_content()


def test_the_screen_says_what_changes_and_who_sent_it(sent, log_in):
    text = text_of(log_in("team").get(path(sent)))
    assert "Chairs in the sun." in text
    assert "Sent by" in text
    assert "Rhythm and days" not in text


def test_every_kind_of_column_is_compared_in_words(sent, log_in):
    sent.current_workflow_state.cancel()
    page = DropInPage.objects.get(pk=sent.pk).get_latest_revision_as_object()
    page.recurrence = page.recurrence.__class__(first_on=page.recurrence.first_on, days=(0,))
    page.languages = ["en", "ur"]
    page.start_time = page.start_time.replace(hour=9)
    page.save_revision()
    page.get_workflow().start(page, None)
    text = text_of(log_in("team").get(path(sent)))
    assert "Every Monday" in text
    assert "English, اردو" in text
    assert "9am" in text


def test_publishing_makes_it_public_and_writes_to_the_author(sent, log_in):
    answer = {"revision": review_of(sent).revision_id, "comment": "", "publish": "yes"}
    assert log_in("team").post(path(sent), answer).status_code == 302
    assert DropInPage.objects.get(pk=sent.pk).summary == "Chairs in the sun."
    letter = letter_to_the_author()
    assert letter["Subject"] == "“Sunday at the pavilion” is public now"


def test_sending_back_needs_words_and_writes_them_to_the_author(sent, log_in):
    answer = {"revision": review_of(sent).revision_id, "comment": " ", "send_back": "yes"}
    client = log_in("team")
    assert "Write what should change" in text_of(client.post(path(sent), answer))
    client.post(path(sent), answer | {"comment": "Which door?\nThe left one?"})
    assert DropInPage.objects.get(pk=sent.pk).summary != "Chairs in the sun."
    letter = letter_to_the_author()
    assert letter["Subject"].strip() == "One thing to change in “Sunday at the pavilion”"
    assert "Which door? The left one?" in letter.get_content()
    author = text_of(log_in("newpartner").get("/admin/"))
    assert "To be changed: “Which door? The left one?”" in author


def test_what_was_answered_already_says_so(sent, log_in):
    team = log_in("team")
    answer = {"revision": review_of(sent).revision_id, "comment": "", "publish": "yes"}
    team.post(path(sent), answer)
    assert "has looked at this page already" in text_of(team.get(path(sent), follow=True))
    review = TaskState.objects.for_instance(sent).last()
    with pytest.raises(ValidationError):
        publish_reviewed(review, None, review.revision_id)


def test_words_that_came_after_the_look_are_not_published_with_it(sent):
    review = review_of(sent)
    with pytest.raises(ValidationError):
        publish_reviewed(review, None, review.revision_id - 1)
    with pytest.raises(ValidationError):
        send_back(review, None, review.revision_id - 1, "Too late.")
    assert DropInPage.objects.get(pk=sent.pk).summary != "Chairs in the sun."


def test_what_a_colleague_writes_meanwhile_is_looked_at_too(sent, log_in):
    """Wagtail publishes the newest words of a page, whoever wrote them."""
    team = log_in("team")
    answer = {"revision": sent.latest_revision_id, "comment": "", "publish": "yes"}
    page = DropInPage.objects.get(pk=sent.pk).get_latest_revision_as_object()
    page.summary = "Half of a sent"
    page.save_revision(user=get_user_model().objects.get(username="admin"))
    text = text_of(team.post(path(sent), answer))
    assert "Somebody has changed the page since you opened it" in text
    assert "Half of a sent" in text
    summary = DropInPage.objects.get(pk=sent.pk).summary
    assert summary not in {"Half of a sent", "Chairs in the sun."}
    newest = {"revision": DropInPage.objects.get(pk=sent.pk).latest_revision_id}
    team.post(path(sent), answer | newest)
    assert DropInPage.objects.get(pk=sent.pk).summary == "Half of a sent"


def test_what_its_author_withdrew_was_looked_at_by_nobody(sent, log_in):
    sent.current_workflow_state.cancel(user=get_user_model().objects.get(username="newpartner"))
    text = text_of(log_in("team").get(path(sent), follow=True))
    assert "does not wait for a look any more" in text


def test_links_in_letters_are_at_the_address_of_the_portal(sent, log_in, settings):
    answer = {"revision": sent.latest_revision_id, "comment": "", "publish": "yes"}
    log_in("team").post(path(sent), answer)
    links = re.findall(r"https?://\S+", letter_to_the_author().get_content())
    assert len(links) == 2
    assert all(link.startswith(f"{settings.SITE_URL}/") for link in links)


@pytest.mark.parametrize(
    "answer", [{}, {"revision": "x"}, {"revision": "9" * 40}, {"revision": ""}]
)
def test_a_broken_answer_changes_nothing(sent, log_in, answer):
    assert log_in("team").post(path(sent), answer | {"publish": "yes"}).status_code == 200
    assert review_of(sent)


@pytest.mark.parametrize("name", ["partner1", "newpartner"])
def test_partners_have_no_reviews(sent, log_in, name):
    client = log_in(name)
    assert client.get("/admin/reviews/").status_code == 404
    assert client.get(path(sent)).status_code == 404
    answer = {"revision": review_of(sent).revision_id, "comment": "", "publish": "yes"}
    assert client.post(path(sent), answer).status_code == 404
    assert review_of(sent)


def test_a_stranger_is_asked_to_log_in(sent):
    assert Client().get(path(sent)).status_code == 302


def test_the_list_is_calm_when_nothing_waits(log_in, outbox):
    assert "Nothing waits." in text_of(log_in("team").get("/admin/reviews/"))
