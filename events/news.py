"""What is news to a follower: how dates stand now, beside what this follower was told before.

What somebody knows comes from `Told`: the rows of letters that were sent, the newest word last;
and for a date that no letter told, from the rule and the calendar. So a letter that failed, or
died with its worker, counts for nothing and is told again.

When a follower confirms, everything that is other than usual just then is written down as told:
the page that answers shows it. What became otherwise before is no news, but that it becomes usual
again is. To go by the time of each change would not do instead: a date that was put back looks
like one that never was off.
"""

from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Q

from home.letters import Letter

from .followers import Follower, Told
from .occurrences import Occurrence
from .series import SeriesPage
from .states import (
    NOT_LISTED,
    OFF,
    ON,
    State,
    by_the_rule,
    loses_dates,
    read_state,
    state_of,
    usual_of,
    usual_state,
)


class News(NamedTuple):
    """One date to tell of: in which kind of words, and how it was known until now."""

    kind: str  # off, moved, back_on, noted or as_planned
    row: Occurrence
    before: State


class Report(NamedTuple):
    """What to tell of the series (gone, back, changed, or nothing) and of dates; what to note."""

    of_series: str
    of_dates: list[News]
    told: dict[int | None, str]

    @property
    def is_news(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.of_series or self.of_dates)


class Memory(NamedTuple):
    """The state in which each date was told last, and in which an earlier try of a letter told it.

    Nobody knows whether that try arrived: what it named is named again, as it is now. The key
    None stands for the series itself.
    """

    told: dict[int | None, str]
    tried: dict[int | None, str]


def find_news(follower: Follower, letter: Letter | None = None) -> Report:
    """What this follower does not know yet, to be told in this letter; the same few queries for
    any number of dates."""
    series, memory = follower.series, recall(follower, letter)
    usual = usual_of(series)
    of_series = news_of_series(usual, memory)
    told, of_dates = {None: usual} if of_series else {}, []
    rows = dates_of(series) if usual else []
    reach = {memory.told[row.pk]: row.starts_at for row in rows if row.pk in memory.told}
    for row in rows:
        now = state_of(row).to_text()
        before = memory.told.get(row.pk, usual_state(row).to_text())
        tried = memory.tried.get(row.pk)
        if row.pk not in memory.told and tried in (None, now):
            if row.is_extra and not row.is_cancelled:
                told[row.pk] = now  # known from now on, but nothing that anybody asked to hear of
                continue
            if (
                row.reason == Occurrence.Reason.PAUSE
                and reach.get(now, row.starts_at) < row.starts_at
            ):
                continue  # its break was told, and has reached this date as time went on
        if now == before and tried is None:
            continue
        told[row.pk] = now
        news = describe(row, before if tried in (None, now) else tried)
        if not (of_series and is_said_by_the_rule(news)):
            of_dates.append(news)
    return Report(of_series, of_dates, told)


def recall(follower: Follower, letter: Letter | None) -> Memory:
    """What was told in letters that were sent, in the order in which they were.

    A letter that was dropped had no news, but what it noted holds.
    """
    memory, tried_at = Memory({}, {}), {}
    done = Q(letter__state__in=[Letter.State.SENT, Letter.State.DROPPED])
    rows = follower.told.filter(done | Q(letter=letter)).select_related("letter")
    for row in rows.order_by(F("letter__sent_at").asc(nulls_first=True), "pk"):
        key = row.occurrence_id
        if row.letter.state == Letter.State.WAITING:
            memory.tried[key], tried_at[key] = row.state, row.pk
        else:
            memory.told[key] = row.state
            if key in memory.tried and tried_at[key] < row.pk:
                del memory.tried[key]  # another letter has told of it since
    return memory


def news_of_series(usual: str, memory: Memory) -> str:
    """What has become of the series itself: gone from the list, back, changed, or nothing new."""
    before, tried = memory.told.get(None), memory.tried.get(None)
    if usual == NOT_LISTED:
        return "" if before == NOT_LISTED and tried is None else "gone"
    if NOT_LISTED in (before, tried):
        return "back"
    if tried is not None:
        return "changed"
    return "changed" if before not in (None, usual) and loses_dates(before, usual) else ""


def describe(row: Occurrence, known: str) -> News:
    """In which words to tell of a date that was known in another state."""
    now, before = state_of(row), read_state(known)
    if now.word == OFF:
        return News("off", row, before)
    was_at = before if before.word == ON else by_the_rule(row)
    if (now.when, now.place) != (was_at.when, was_at.place):
        return News("moved", row, was_at._replace(lines=before.lines))
    if before.word == OFF:
        return News("back_on", row, before)
    return News("noted" if row.note else "as_planned", row, before)


def is_said_by_the_rule(news: News) -> bool:
    """Whether a date is where a changed rule has put it, and nothing else is new about it."""
    row, lines = news.row, news.before.lines
    follows = not row.moved and not row.is_extra
    return news.kind == "moved" and follows and state_of(row).lines == lines


def dates_of(series: SeriesPage) -> list[Occurrence]:
    """The dates that are not over, soonest first, with their places."""
    rows = list(series.occurrences.upcoming().select_related("venue"))
    for row in rows:
        row.series = series
    return rows


def know_how_it_stands(follower: Follower, letter: Letter) -> None:
    """Notes down for a new follower what is other than usual, as told by this letter."""
    usual = usual_of(follower.series)
    told = {None: usual}
    for row in dates_of(follower.series) if usual else []:
        state = state_of(row)
        if row.is_extra or state != usual_state(row):
            told[row.pk] = state.to_text()
    note_down(follower, letter, told)


def note_down(follower: Follower, letter: Letter, told: dict[int | None, str]) -> None:
    """Writes what a letter tells, in the place of what its earlier tries told."""
    with transaction.atomic():
        Told.objects.filter(letter=letter).delete()
        Told.objects.bulk_create(
            Told(letter=letter, follower=follower, occurrence_id=key, state=state)
            for key, state in told.items()
        )
