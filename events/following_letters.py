"""The letters to followers: each says how things stand when it is sent, and how to stop it."""

from datetime import date, datetime
from email.message import EmailMessage
from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from home.composing import add_way_to_stop, compose
from home.following import KEPT
from home.letters import Letter, writes
from home.models import Venue
from home.pages import whole_address
from home.templatetags.words import day

from .followers import CHANGES, Follower, post_changes
from .following import ALREADY, CONFIRM
from .news import News, dates_of, find_news, note_down
from .occurrences import Occurrence
from .states import usual_of

# The subject is the first of them: what keeps somebody at home before what does not.
KINDS = ["off", "moved", "back_on", "noted", "as_planned"]
DAYS_NAMED = 4
DATES_SHOWN = 4


class Part(NamedTuple):
    """Dates that are told in one sentence."""

    kind: str
    rows: list[Occurrence]
    before: "Whereabouts | None" = None

    @property
    def first(self) -> Occurrence:
        """The soonest of them."""
        return self.rows[0]

    @property
    def further(self) -> int:
        """How many there are after the first."""
        return len(self.rows) - 1

    @property
    def days(self) -> str:
        """“Thursday 17 December and Thursday 24 December”; the last of many only as a number."""
        names = [day(row.local_start) for row in self.rows]
        if len(names) > DAYS_NAMED + 1:
            rest = len(names) - DAYS_NAMED
            more = ngettext("%(count)d more date", "%(count)d more dates", rest) % {"count": rest}
            names = [*names[:DAYS_NAMED], more]
        return get_text_list(names, _("and"))


class Whereabouts(NamedTuple):
    """When and where a date was to be, before it was moved."""

    starts_at: datetime
    ends_at: datetime
    venue: Venue | None


@writes(CONFIRM, label=gettext_lazy("Asks whether to write if a session is off"))
def write_confirmation(letter: Letter) -> EmailMessage | None:
    """Somebody gave this address: is it you, and do you want to hear?"""
    follower = find_follower(letter)
    if follower is None or follower.confirmed_at or not usual_of(follower.series):
        return None
    # The same link stops the letters later, for as long as they come.
    until = timezone.localdate() + KEPT
    dates = dates_of(follower.series)[:DATES_SHOWN]
    return write_to(follower, "follow_confirm", link_until=until, dates=dates)


@writes(ALREADY, label=gettext_lazy("Says that they hear already if a session is off"))
def write_already(letter: Letter) -> EmailMessage | None:
    """You hear from us already; here is how to stop it."""
    follower = find_follower(letter)
    if follower is None or not follower.confirmed_at:
        return None
    return write_to(follower, "follow_already")


def look_again(letter: Letter) -> None:
    """Something may have changed while a letter was on its way: then there is one more."""
    follower = find_follower(letter)
    was_sent = Letter.objects.filter(pk=letter.pk, state=Letter.State.SENT).exists()
    if was_sent and follower and find_news(follower).is_news:
        post_changes(Follower.objects.active().filter(pk=follower.pk))


@writes(CHANGES, label=gettext_lazy("Says what is off, moved, back on or noted"), forget=look_again)
def write_changes(letter: Letter) -> EmailMessage | None:
    """Everything that this follower does not know yet; None if they know."""
    follower = find_follower(letter)
    if follower is None or not follower.confirmed_at:
        return None
    report = find_news(follower, letter)
    note_down(follower, letter, report.told)
    if not report.is_news:
        return None
    running = (row for row in dates_of(follower.series) if not row.is_cancelled)
    return write_to(
        follower,
        "changes",
        of_series=report.of_series,
        parts=parts_of(report.of_dates),
        coming=next(running, None),
    )


def find_follower(letter: Letter) -> Follower | None:
    """The reader of a letter, unless their time is over."""
    rows = Follower.objects.filter(expires_on__gte=timezone.localdate())
    return rows.select_related("series__venue").filter(pk=letter.reader_id).first()


def write_to(
    follower: Follower, template: str, *, link_until: date | None = None, **context
) -> EmailMessage:
    """A letter in the follower's language, with the link to stop it."""
    with override(follower.language):
        page = follower.series.localized
        link = settings.SITE_URL + follower.make_link(link_until)
        message = compose(
            follower.email,
            template,
            follower=follower,
            series=follower.series,
            title=page.title,
            page_link=whole_address(page),
            link=link,
            **context,
        )
    add_way_to_stop(message, link)
    return message


def parts_of(news: list[News]) -> list[Part]:
    """The dates that are told, those with the same words together, by their weight and date."""
    places = {each.before.place for each in news if each.kind == "moved"} - {""}
    venues = {str(pk): venue for pk, venue in Venue.objects.in_bulk(places).items()}
    parts = []
    for (kind, *_rest), those in groupby(sorted(news, key=words_of), key=words_of):
        if kind == "moved":
            parts += [Part(kind, [each.row], whereabouts(each, venues)) for each in those]
        else:
            parts.append(Part(kind, [each.row for each in those]))
    return sorted(parts, key=lambda part: (KINDS.index(part.kind), part.first.starts_at))


def words_of(news: News) -> tuple[str, ...]:
    """What dates have in common that are told together."""
    row = news.row
    if news.kind != "off":
        return (news.kind, row.note)
    return ("off", row.reason, str(row.back_on), row.closing_note, row.note)


def whereabouts(news: News, venues: dict[str, Venue]) -> Whereabouts:
    """Where a date was to be before; a place that has been deleted is nowhere."""
    return Whereabouts(*news.before.times, venues.get(news.before.place))
