"""The letters to those who follow updates, and how to stop them."""

from datetime import date
from email.message import EmailMessage

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from .composing import add_way_to_stop, compose
from .following import KEPT
from .letters import Letter, writes
from .lines import tidy_line
from .pages import whole_address
from .update_followers import ALREADY, CONFIRM, UPDATE, UpdateFollower
from .updates import UpdatePage


@writes(CONFIRM, label=_("Asks whether to write when there is an update"))
def write_confirmation(letter: Letter) -> EmailMessage | None:
    """Somebody gave this address: is it you, and do you want to hear?"""
    follower = find_follower(letter)
    if follower is None or follower.confirmed_at:
        return None
    # The same link stops the letters later, for as long as they come.
    return write_to(follower, "update_confirm", link_until=timezone.localdate() + KEPT)


@writes(ALREADY, label=_("Says that they hear of updates already"))
def write_already(letter: Letter) -> EmailMessage | None:
    """You hear from us already; here is how to stop it."""
    follower = find_follower(letter)
    if follower is None or not follower.confirmed_at:
        return None
    return write_to(follower, "update_already")


@writes(UPDATE, label=_("Tells of an update"))
def write_update(letter: Letter) -> EmailMessage | None:
    """An update, in the reader's language if it is there; None if it is public no more."""
    follower = find_follower(letter)
    update = UpdatePage.objects.live().public().filter(pk=letter.about_id).first()
    if follower is None or not follower.confirmed_at or update is None:
        return None
    return write_to(follower, "update", update=update)


def find_follower(letter: Letter) -> UpdateFollower | None:
    """The reader of a letter, unless their time is over."""
    rows = UpdateFollower.objects.filter(expires_on__gte=timezone.localdate())
    return rows.filter(pk=letter.reader_id).first()


def write_to(
    follower: UpdateFollower,
    template: str,
    *,
    link_until: date | None = None,
    update: UpdatePage | None = None,
) -> EmailMessage:
    """A letter in the follower's language, with the link to stop it."""
    with override(follower.language):
        link = settings.SITE_URL + follower.make_link(link_until)
        update = update and update.localized
        message = compose(
            follower.email,
            template,
            follower=follower,
            link=link,
            update=update,
            title=update and tidy_line(update.title),
            page_link=update and whole_address(update),
        )
    add_way_to_stop(message, link)
    return message
