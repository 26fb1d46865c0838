"""Calendars to subscribe to: each series once by its rule, and each date with news by itself.

A cancelled date stays in the calendar as an override that says so (RFC 5545, 3.8.4.4): it is
never just left out, because then it would vanish from the telephone without a word.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from home.models import Venue

from .calendar_dates import StoredDates, stored_dates
from .calendar_lines import VTIMEZONE, line, local, locals_on, text, utc
from .date_sets import DateSet
from .date_words import SeriesWords, news_of, off_words
from .occurrences import Occurrence
from .people import roles_of
from .schedules import Session
from .series import SeriesPage

COUNTED_FROM = datetime(2026, 1, 1, tzinfo=UTC)  # SEQUENCE: seconds from here to publication


class Listed(NamedTuple):
    """A series in a calendar: the source page has the facts, `page` the words in this language.

    `link` is the whole address of `page`. Venue and people of the series are already read.
    """

    series: SeriesPage
    page: SeriesPage
    link: str


def make_calendar(listed: list[Listed], *, name: str, today: date) -> bytes:
    """iCalendar text with every date of these series.

    It is the same, octet by octet, as long as what it tells is the same.
    """
    dates = stored_dates([each.series for each in listed], today)
    words = SeriesWords()
    parts = [*head(name)]
    for each in listed:
        parts += SeriesEntries(each, words).lines(dates[each.series.pk])
    return b"".join([*parts, b"END:VCALENDAR\r\n"])


def head(name: str) -> Iterator[bytes]:
    """The calendar's own lines. Programmes that subscribe ask again after an hour."""
    yield line("BEGIN:VCALENDAR")
    yield line("VERSION:2.0")
    yield line("PRODID:-//Neighbourhood portal//Sessions//EN")
    yield line("CALSCALE:GREGORIAN")
    yield text("NAME", name)  # RFC 7986, 5.1
    yield text("X-WR-CALNAME", name)
    yield line("REFRESH-INTERVAL;VALUE=DURATION:PT1H")  # RFC 7986, 5.7
    yield line("X-PUBLISHED-TTL:PT1H")
    yield VTIMEZONE


class SeriesEntries:
    """The VEVENTs of one series."""

    def __init__(self, listed: Listed, words: SeriesWords):
        self.series, self.page, self.link = series, page, _link = listed
        self.words = words
        moments = [series.last_published_at, page.last_published_at]
        moments.append(series.venue and series.venue.changed_at)
        self.published = max(filter(None, moments), default=COUNTED_FROM)
        self.sequence = max(0, int((self.published - COUNTED_FROM).total_seconds()))
        self.host = urlsplit(settings.SITE_URL).hostname
        self.about = words.about(page, series)
        self.roles = roles_of(series)
        self.tail = [
            line(f"URL:{self.link}"),
            text("CATEGORIES", words.kind(series)),
            line("TRANSP:TRANSPARENT"),  # nobody is busy because a door is open
            line("END:VEVENT"),
        ]

    def lines(self, dates: StoredDates) -> Iterator[bytes]:
        """The rule and the dates that it had once, then each date with news."""
        former = former_dates(self.series, dates)
        if dates.on or former:
            yield from self.by_the_rule(dates, former)
        known = {*dates.on, *former}
        for row in dates.rows:
            row.series = self.series
            if row.original_date not in known:
                yield from self.on_its_own(row)
            elif not self.is_plain(row):
                yield from self.instead(row)

    def by_the_rule(self, dates: StoredDates, former: list[date]) -> Iterator[bytes]:
        """The master entry: from the first stored date of the rule to the last.

        Dates that a former rule had, and of which there is news, stay dates of this entry: what
        is known of them keeps its UID.
        """
        series, on = self.series, dates.on
        is_rule = bool(on) and not isinstance(series.recurrence, DateSet)
        first = series.session_on(on[0] if on else former[0])
        yield from self.begin("", self.sequence, self.published)
        yield from when(first.starts_at, first.ends_at)
        others = sorted({*former, *(() if is_rule else on)} - {first.on})
        if others:
            yield line(f"RDATE;TZID=Europe/London:{locals_on(others, series.start_time)}")
        if is_rule:
            last = series.session_on(on[-1])
            rule = replace(series.recurrence, last_on=None).to_ical().partition("\n")[2]
            yield line(f"{rule};UNTIL={utc(last.starts_at)}")
            if dates.missing:
                gaps = locals_on(dates.missing, series.start_time)
                yield line(f"EXDATE;TZID=Europe/London:{gaps}")
        yield text("SUMMARY", self.page.title)
        yield line("STATUS:CONFIRMED")
        yield from self.where_and_what(series.venue, self.roles, [])

    def is_plain(self, row: Occurrence) -> bool:
        """Whether the rule already says all that there is to say of a date."""
        session: Session = self.series.session_on(row.original_date)
        return (
            not (row.sequence or row.is_cancelled or row.moved or row.venue_id)
            and row.starts_at == session.starts_at
            and row.ends_at == session.ends_at
        )

    def instead(self, row: Occurrence) -> Iterator[bytes]:
        """An override: what holds on one date of the rule instead of the rule."""
        session = self.series.session_on(row.original_date)
        yield from self.begin("", self.sequence + row.sequence, self.changed_at(row))
        yield line(f"RECURRENCE-ID;TZID=Europe/London:{local(session.starts_at)}")
        yield from self.one_date(row)

    def on_its_own(self, row: Occurrence) -> Iterator[bytes]:
        """A date that no rule ever had, or one of so long ago that only its new day counts."""
        yield from self.begin(f"-{row.pk}", self.sequence + row.sequence, self.changed_at(row))
        yield from self.one_date(row)

    def begin(self, suffix: str, sequence: int, stamp: datetime) -> Iterator[bytes]:
        """What makes an entry known and tells its version."""
        yield line("BEGIN:VEVENT")
        yield line(f"UID:{self.series.translation_key}{suffix}@{self.host}")
        yield line(f"SEQUENCE:{sequence}")
        yield line(f"DTSTAMP:{utc(stamp)}")

    def changed_at(self, row: Occurrence) -> datetime:
        """When the word about a date was last another."""
        return max(self.published, row.changed_at or self.published)

    def one_date(self, row: Occurrence) -> Iterator[bytes]:
        """When, whether, where, who and why of one stored date."""
        yield from when(row.starts_at, row.ends_at)
        if row.is_cancelled:
            news = [off_words(row)]
            yield text("SUMMARY", _("Not running: %s") % self.page.title)
            yield line("STATUS:CANCELLED")
        else:
            news = news_of(row)
            yield text("SUMMARY", self.page.title)
            yield line("STATUS:CONFIRMED")
        yield from self.where_and_what(row.place, row.staff, news)

    def where_and_what(
        self, venue: Venue | None, roles: list[str], news: list[str]
    ) -> Iterator[bytes]:
        """The place, the description that begins with the news, and the end of the entry."""
        if venue:
            place = f"{venue.name}, {venue.street}, {venue.town} {venue.postcode}"
            yield text("LOCATION", place)
            if venue.latitude is not None:
                yield line(f"GEO:{venue.latitude:.6f};{venue.longitude:.6f}")
        words = [*news, *self.about, self.words.who_is_there(roles)]
        if venue:
            words.append(self.words.getting_in(venue))
        yield text("DESCRIPTION", "\n".join(part for part in [*words, self.link] if part))
        yield from self.tail


def former_dates(series: SeriesPage, dates: StoredDates) -> list[date]:
    """The original dates, in order, that the rule has no more and of which there is news."""
    if not series.is_complete:
        return []
    days = {row.original_date for row in dates.rows if row.original_date}
    return sorted(day for day in days if not series.recurrence.falls_on(day))


def when(starts_at: datetime, ends_at: datetime) -> Iterator[bytes]:
    """The start and the end, by the clock in Europe/London."""
    yield line(f"DTSTART;TZID=Europe/London:{local(starts_at)}")
    yield line(f"DTEND;TZID=Europe/London:{local(ends_at)}")
