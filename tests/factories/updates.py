"""Small makers of updates and of those who follow them."""

from datetime import timedelta
from email.message import EmailMessage

from django.utils import timezone

from home import update_followers
from home.letters import Letter
from home.models import UpdateFollower, UpdatePage, UpdatesPage
from tests.factories import publish

EMAIL = "ann@example.org"


def make_update(number: int = 0, **fields) -> UpdatePage:
    """An update of the day so many days from today, published unless it is to go live later."""
    fields = {
        "title": f"Update {number}",
        "slug": f"update-{number}",
        "summary": "Something small.",
        "on": timezone.localdate() + timedelta(days=number),
        **fields,
    }
    return publish(UpdatesPage.objects.get(alias_of=None), UpdatePage(**fields))


def make_update_follower(email: str = EMAIL, language: str = "en", **fields) -> UpdateFollower:
    """Somebody who asked by the form and pressed the button; no letter is left."""
    update_followers.follow(email, language)
    follower = update_followers.confirm(UpdateFollower.objects.get(email=email))
    UpdateFollower.objects.filter(pk=follower.pk).update(**fields)
    Letter.objects.all().delete()
    return UpdateFollower.objects.get(pk=follower.pk)


def kinds() -> list[str]:
    """The kind of each letter, oldest first."""
    return list(Letter.objects.order_by("pk").values_list("kind", flat=True))


def link_in(message: EmailMessage) -> str:
    """The link that stops a letter, without the portal's own part."""
    return message["List-Unsubscribe"].strip("<>").removeprefix("https://portal.example.org")
