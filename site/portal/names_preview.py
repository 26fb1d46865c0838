"""How pages, paper, letters, calendars and the feed look with names that nobody has saved yet."""

from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from events.finding import next_sessions
from events.followers import Follower
from home.composing import compose
from home.following import KEPT
from home.models import Wording
from home.pages import whole_address
from home.wording import ELEMENTS

from .news_feed import names_of_elements


class Look(NamedTuple):
    """A piece as the public sees it: a small document of its own, shown in a frame."""

    title: str
    document: str
    size: str


def looks(wording: Wording) -> list[Look]:
    """The pieces, made of the same templates as the pages themselves."""
    with override(settings.LANGUAGE_CODE):
        series = next((found.page for found in next_sessions(1)), None)
        context = {"wording": wording, "series": series, "headings": headings(wording)}
        pieces = [
            ("menu", _("The menu and the finder, on a telephone"), "phone"),
            ("menu", _("The same on a wide screen"), "wide"),
            ("cards", _("On the first page"), "tall"),
            ("headings", _("On top of the two other pages"), "wide"),
            ("poster", _("On a poster"), "paper"),
        ]
        return [
            Look(title, render_to_string(f"home/admin/names/{name}.html", context), size)
            for name, title, size in pieces
        ]


def headings(wording: Wording) -> list[tuple[str, str]]:
    """Title and introduction of each element's page."""
    return [
        (getattr(wording, f"{element}_title"), getattr(wording, f"{element}_description"))
        for element in ELEMENTS
    ]


def letter(wording: Wording) -> tuple[str, str] | None:
    """Subject and text of a letter about what is on next; None while nothing is on."""
    found = next(iter(next_sessions(1)), None)
    if found is None:
        return None
    with override(settings.LANGUAGE_CODE):
        message = compose(
            "resident@example.org",
            "follow_already",
            wording=wording,
            follower=Follower(expires_on=timezone.localdate() + KEPT),
            series=found.series,
            title=found.page.title,
            page_link=whole_address(found.page),
            link=f"{settings.SITE_URL}/tell-me/link/…/",
        )
    return message["Subject"], message.get_content()


def lines(wording: Wording) -> list[tuple[str, str]]:
    """What programmes show that live elsewhere."""
    return [
        (_("Calendar of everything that is on"), wording.drop_in_name),
        (_("Feed of updates"), f"{wording.programme_name}: {names_of_elements(wording)}"),
    ]
