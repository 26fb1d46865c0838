"""Whether all that a poster has to say fits on its sheet in large type: an estimate, in mm.

A browser that prints cannot be asked, so lines are counted by their letters. The sizes are those of
site/static/poster.css on A4. A sheet that is a little too full by this reckoning is set smaller.
"""

from collections.abc import Iterable
from math import ceil

from home.choices import YesNo

from .series import SeriesPage

SHEET = 296
FIXED = 142  # margins, programme, title, “free”, foot, slips and the gaps between them
CODE = 73  # the code's card; what stands beside it may be as high
MOST_LINES = 3  # of any text: CSS cuts the rest


def is_full(
    page: SeriesPage, source: SeriesPage, people: list, extra_lines: int, names: list[str]
) -> bool:
    """Whether a poster is to be set smaller; `extra_lines` is what it tells of single dates.

    `names` are those of the programme and the element, each a line of its own on its head.
    """
    needed = FIXED + sum(height(name, letters=52, line=7) - 7 for name in names)
    needed += height(page.summary, letters=62, line=8)
    needed += max(CODE, left_column(source, extra_lines)) + lists(source, people)
    return needed > SHEET


def left_column(source: SeriesPage, extra_lines: int) -> int:
    """When and where, beside the code."""
    needed = 14 + 8 * extra_lines
    needed += height(source.recurrence.rhythm() if source.recurrence else "", letters=18, line=12)
    if venue := source.venue:
        needed += 8 + height(venue.name, letters=27, line=9)
        needed += height(f"{venue.street}, {venue.town} {venue.postcode}", letters=36, line=8)
        needed += height(venue.finding_the_door, letters=48, line=7)
    return needed


def lists(source: SeriesPage, people: list) -> int:
    """Who is there, getting in, languages."""
    names = rows(f"{person.first_name}, {person.get_role_display()}" for person in people)
    ticks = 0
    if source.venue:
        ticks = sum(answer == YesNo.YES for _name, _label, answer in source.venue.access_facts)
    return 8 + 7 * max(names, ceil(ticks / 2) + 1) + 8 * ceil(len(source.languages) / 7)


def rows(texts: Iterable[str]) -> int:
    """How many lines texts fill in half the sheet's width."""
    return sum(ceil(len(text) / 34) for text in texts)


def height(text: str, *, letters: int, line: int) -> int:
    """How high a text stands, with so many letters on a line of such a height."""
    return line * min(MOST_LINES, ceil(len(text) / letters))
