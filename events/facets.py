"""Filters of the finder: each a link with the number of series that it fits.

Of several days one is enough, so each says how many it fits by itself; of several access facts
all must be true, so each says how many are left with it.
"""

from typing import NamedTuple

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from home.choices import Language
from home.models import Venue

from .clock import Weekday
from .finding import Answers
from .listing import ACCESS, PARTS
from .people import Role

KNOWN = ("near", "miles", "day", "time", "access", "with", "language")
SEVERAL = {"day", "time", "access"}
MOST_VALUES = 13
DAY_KEYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Choice(NamedTuple):
    """One filter: its words, how many series it fits, and the link that turns it on or off."""

    label: str
    count: int
    link: str
    chosen: bool
    language: str = ""


class Facet(NamedTuple):
    """The filters of one kind."""

    key: str
    label: str
    choices: list[Choice]


def facets_of(answers: Answers, asked: QueryDict) -> list[Facet]:
    """Every filter that fits something or is on. `asked` is the query string as it came."""
    table, query = answers.table, answers.query
    days, times = answers.without("day"), answers.without("time")
    spoken, company = answers.without("language"), answers.without("with")
    labels = {fact: Venue._meta.get_field(fact).verbose_name for fact in ACCESS}
    rows = [
        (
            Facet("day", _("Day"), []),
            [
                (key, Weekday(day).label, days & (table.weekday == day), day in query.days)
                for day, key in enumerate(DAY_KEYS)
            ],
        ),
        (
            Facet("time", _("Starts in the"), []),
            [
                (part.value, part.label, times & (table.part == place), part in query.times)
                for place, part in enumerate(PARTS)
            ],
        ),
        (
            Facet("access", _("Getting in"), []),
            [
                (fact, capfirst(label), answers.all & table.has(fact), fact in query.access)
                for fact, label in labels.items()
            ],
        ),
        (
            Facet("with", _("Who is there"), []),
            [
                (role.value, role.label, company & table.has(role.value), role == query.role)
                for role in Role
            ],
        ),
        (
            Facet("language", _("Language spoken"), []),
            [
                (each.value, each.label, spoken & table.has(each.value), each == query.language)
                for each in Language
            ],
        ),
    ]
    for facet, values in rows:
        for value, label, slots, chosen in values:
            count = answers.count(slots)
            if count or chosen:
                link = toggle(asked, facet.key, value, chosen=chosen)
                language = value if facet.key == "language" else ""
                facet.choices.append(Choice(label, count, link, chosen, language))
    return [facet for facet, _values in rows]


def toggle(asked: QueryDict, key: str, value: str, *, chosen: bool) -> str:
    """The query string with one value more, or without it; from the first page on."""
    keys = QueryDict(mutable=True)
    for name in KNOWN:
        keys.setlist(name, [part for part in asked.getlist(name)[:MOST_VALUES] if part])
    values = [part for part in keys.getlist(key) if part != value]
    if key not in SEVERAL:
        values = []
    keys.setlist(key, values if chosen else [*values, value])
    return "?" + keys.urlencode()
