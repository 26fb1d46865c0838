"""Which updates are told to those who follow them: each once, when it is public."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction
from wagtail_localize.models import LocaleSynchronization

from home.letters import Letter
from home.models import UpdateFollower
from home.update_followers import UPDATE
from tests.factories import in_future
from tests.factories.followers import body_of, deliver
from tests.factories.updates import EMAIL, kinds, link_in, make_update, make_update_follower

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letter_files")]


@pytest.fixture
def follower(letter_files) -> UpdateFollower:
    """Somebody who hears of updates."""
    return make_update_follower()


def test_an_update_is_told_once_whatever_is_mended_later(follower):
    update = make_update(1)
    for title in ("Mended", "Mended again"):
        update.title = title
        update.save_revision().publish()
    [letter] = deliver()
    assert letter["Subject"] == "Mended again"  # as it reads when it is sent
    update.unpublish()
    update.save_revision().publish()
    assert deliver() == []


def hide(update):
    update.unpublish()


def make_private(update):
    PageViewRestriction.objects.create(page=update, restriction_type="login")


def delete(update):
    update.delete()


@pytest.mark.parametrize("away", [hide, make_private, delete])
def test_what_is_public_no_more_is_not_sent(follower, away):
    away(make_update(1))
    assert deliver() == []
    assert list(Letter.objects.values_list("state", flat=True)) == ["dropped"]


def test_a_scheduled_update_is_told_when_it_is_public_and_not_before(follower):
    update = make_update(1, live=False, go_live_at=timezone.now() + timedelta(days=1))
    assert (update.live, kinds()) == (False, [])
    update.go_live_at = None
    update.save_revision().publish()
    assert kinds() == [UPDATE]


def test_who_follows_later_hears_nothing_old(follower):
    make_update(1)
    deliver()
    make_update_follower("late@example.org")
    make_update(2)
    assert sorted(letter["To"] for letter in deliver()) == [EMAIL, "late@example.org"]


def test_a_translation_tells_nothing_twice_and_is_read_in_its_language(client):
    locale = Locale.objects.create(language_code="ur")
    LocaleSynchronization.objects.create(locale=locale, sync_from=Locale.get_default())
    make_update_follower(language="ur")
    update = make_update(1)
    urdu = update.copy_for_translation(locale)
    urdu.title, urdu.slug = "کرسیاں", "kursiyan"
    urdu.save_revision().publish()
    [letter] = deliver()
    assert letter["Subject"] == "کرسیاں"
    assert "/ur/updates/kursiyan/" in body_of(letter)
    assert link_in(letter).startswith("/ur/updates/link/")


def test_a_title_cannot_write_a_header(follower):
    make_update(1, title="News\r\nBcc: bob@example.org")
    [letter] = deliver()
    assert letter["Subject"] == "News Bcc: bob@example.org"
    assert letter["Bcc"] is None


def test_a_thousand_hear_in_a_few_inserts(letter_files):
    UpdateFollower.objects.bulk_create(
        UpdateFollower(
            email=f"reader{number}@example.org",
            language="en",
            confirmed_at=timezone.now(),
            expires_on=in_future(100),
        )
        for number in range(1_000)
    )
    with CaptureQueriesContext(connection) as queries:
        update = make_update(1)
    inserts = [each for each in queries if 'INTO "home_letter"' in each["sql"]]
    assert Letter.objects.filter(kind=UPDATE, about_id=update.pk).count() == 1_000
    assert len(inserts) <= 20  # SQLite takes so many values at once, and no more


@pytest.mark.parametrize("slug", ["feed", "follow"])
def test_no_update_takes_an_address_that_there_is(slug):
    update = make_update(1)
    update.slug = slug
    with pytest.raises(ValidationError, match="This address is taken"):
        update.full_clean()
