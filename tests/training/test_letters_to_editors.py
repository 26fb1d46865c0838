"""Letters to those with a login: about dates that are proposed, opened or sent back."""

import pytest
from django.contrib.auth import get_user_model

from tests.factories.courses import make_run
from tests.training.reading import letter_of, links_in, text_of
from training import opening
from training.letters import ABOUT_RUNS
from training.models import CourseRun
from training.runs import RunState

pytestmark = pytest.mark.django_db

SITE = "https://portal.example.org"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


@pytest.mark.parametrize("kind", ABOUT_RUNS)
def test_a_letter_about_dates_leads_an_editor_to_them(log_in, kind):
    team = get_user_model().objects.get(username="team")
    states = dict(zip(ABOUT_RUNS, ("proposed", "proposed", "open", "draft"), strict=True))
    run = make_run(state=states[kind], proposed_by=team, answer="A later hour, please.")
    message = letter_of(kind, run.pk, team.pk)
    assert message.get_all("To") == [team.email]
    assert [part.get_content_type() for part in message.walk()] == ["text/plain"]
    assert run.course.title in message["Subject"]
    [link] = links_in(message, SITE)
    assert log_in("team").get(link).status_code == 200
    assert ("A later hour, please." in text_of(message)) == (kind == "training.run_sent_back")
    CourseRun.objects.filter(pk=run.pk).update(state=RunState.CLOSED)
    assert letter_of(kind, run.pk) is None


def test_whoever_has_left_gets_no_letter_about_dates():
    team = get_user_model().objects.get(username="team")
    run = make_run(state=RunState.DRAFT)
    opening.propose(run, by=team)
    team.is_active = False
    team.save()
    assert letter_of("training.run_received", run.pk) is None
