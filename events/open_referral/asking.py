"""What is asked for: the standard's query parameters, each read or refused with a reason.

Times are wall clock in Europe/London. What is not known here is ignored, as are ages: our
services ask for none.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.dates import WEEKDAYS

from home.places import Origin, find_origin

from ..clock import LONDON
from ..occurrences import Occurrence
from ..recurrence import ICAL_DAYS
from .at_locations import venues_near
from .published import organisations
from .taxonomies import TERMS, taxonomy_id

LONGEST, MOST_WORDS = 100, 10
NUMBER = re.compile(r"\d{1,7}(?:\.\d{1,6})?", re.ASCII)


class Refused(ValueError):  # noqa: N818
    """A value that cannot be read, and what would do instead."""

    def __init__(self, parameter: str, message: str):
        super().__init__(message)
        self.parameter = parameter


@dataclass(frozen=True)
class Asked:
    """What services are asked for; empty parts ask nothing. `metres` counts from `origin`."""

    words: list[str]
    days: list[int]
    start_time: time | None
    end_time: time | None
    term: UUID | None
    taxonomy: UUID | None
    organisation: UUID | None
    modified_after: datetime | None
    origin: Origin | None
    metres: float | None

    def narrow(self, series):
        """Those of `series` that answer."""
        for word in self.words:
            series = series.filter(has_word(word))
        if self.asks_when:
            series = series.filter(Exists(self.dates().filter(series=OuterRef("pk"))))
        if self.term:
            series = any_term(series, [term for term in TERMS if term.id == str(self.term)])
        if self.taxonomy:
            key = str(self.taxonomy)
            series = any_term(series, [term for term in TERMS if taxonomy_id(term.taxonomy) == key])
        if self.organisation:
            parents = organisations().filter(translation_key=self.organisation)
            series = series.filter(parent_path__in=parents.values("path"))
        if self.modified_after:
            series = series.filter(modified_at__gte=self.modified_after)
        return series

    @property
    def asks_when(self) -> bool:
        """Whether only some dates answer."""
        return bool(self.days or self.start_time or self.end_time)

    def dates(self):
        """The dates to come that take place on these days and within these hours."""
        dates = Occurrence.objects.upcoming().running().order_by()
        if self.days:
            dates = dates.filter(weekday__in=self.days)
        if self.start_time:
            dates = dates.filter(starts_at__time__gte=self.start_time)
        if self.end_time:
            dates = dates.filter(ends_at__time__lte=self.end_time)
        return dates

    def near(self) -> dict[int, float] | None:
        """The venues that are near enough with their squared distances, if a place is asked for."""
        return venues_near(self.origin.point, self.metres) if self.origin else None


def read(keys: QueryDict) -> Asked:
    """What an address asks for. Raises Refused."""
    for name in ("minimum_age", "maximum_age"):
        read_number(keys, name)
    origin, metres = read_origin(keys), read_number(keys, "proximity")
    if metres is not None and not origin:
        raise Refused("proximity", "Give a postcode to measure the proximity from.")
    return Asked(
        words=text_of(keys, "search")[:LONGEST].split()[:MOST_WORDS],
        days=read_days(keys),
        start_time=read_time(keys, "start_time"),
        end_time=read_time(keys, "end_time"),
        term=read_uuid(keys, "taxonomy_term_id"),
        taxonomy=read_uuid(keys, "taxonomy_id"),
        organisation=read_uuid(keys, "organization_id"),
        modified_after=read_moment(keys, "modified_after"),
        origin=origin,
        metres=metres,
    )


def text_of(keys: QueryDict, name: str) -> str:
    """The value of a parameter, without spaces around it."""
    return keys.get(name, "").strip()


def read_number(keys: QueryDict, name: str) -> float | None:
    """A number from 0. Raises Refused."""
    text = text_of(keys, name)
    if text and not NUMBER.fullmatch(text):
        raise Refused(name, "Give a number from 0 to 9999999.")
    return float(text) if text else None


def read_days(keys: QueryDict) -> list[int]:
    """Days of the week, Monday 0: one or more of “MO”, “mon” or “Monday”. Raises Refused."""
    known = {code.lower(): day for day, code in enumerate(ICAL_DAYS)}
    for day, name in WEEKDAYS.items():
        known |= {str(name).lower(): day, str(name).lower()[:3]: day}
    words = re.split(r"[,\s]+", ",".join(keys.getlist("day"))[:LONGEST].lower())
    words = [word for word in words if word]
    if any(word not in known for word in words):
        raise Refused("day", "Give days of the week, like MO or monday.")
    return [known[word] for word in words]


def read_time(keys: QueryDict, name: str) -> time | None:
    """A time of day, “10:00”; with an offset, as the clock shows it today. Raises Refused."""
    text = text_of(keys, name)
    if not text:
        return None
    try:
        moment = time.fromisoformat(text)
    except ValueError:
        raise Refused(name, "Give a time like 10:00.") from None
    if moment.tzinfo is None:
        return moment
    return datetime.combine(timezone.localdate(), moment).astimezone(LONDON).time()


def read_moment(keys: QueryDict, name: str) -> datetime | None:
    """A moment; without an offset it is in UTC. Raises Refused."""
    text = text_of(keys, name)
    if not text:
        return None
    try:
        moment = parse_datetime(text) or datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused(name, "Give a date and time like 2026-11-26T10:00:00Z.") from None


def read_uuid(keys: QueryDict, name: str) -> UUID | None:
    """An id. Raises Refused."""
    text = text_of(keys, name)
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Refused(name, "Give an id as it stands in this data: a UUID.") from None


def read_origin(keys: QueryDict) -> Origin | None:
    """The place of a postcode, or of its first half. Raises Refused."""
    text = text_of(keys, "postcode")
    try:
        return find_origin(text) if text else None
    except ValidationError as error:
        raise Refused("postcode", " ".join(error.messages)) from None


def has_word(word: str) -> Q:
    """That a word stands in a series' own words, in its place or in its organisation's name."""
    names = ("title", "summary", "venue__name", "venue__street", "venue__town", "venue__postcode")
    found = Q(parent_path__in=organisations().filter(title__icontains=word).values("path"))
    for name in names:
        found |= Q(**{f"{name}__icontains": word})
    return found


def any_term(series, terms):
    """Those of `series` that at least one of these terms fits."""
    keys = series.none().values("pk")
    found = Q(pk__in=keys)
    for term in terms:
        found |= Q(pk__in=term.narrow(series).order_by().values("pk"))
    return series.filter(found)
