"""Bars, drawn as SVG that needs no script and no colour: patterns tell them apart, words name them.

Widths are parts of the picture's own width, so that letters keep their size on a phone.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from .grouping import Row
from .measures import Measure

SOLID, HATCHED, OUTLINED, DOTTED = "solid", "hatched", "outlined", "dotted"
LONGEST = 72  # percent of the width; the words after the longest bar need the rest
LINE, TEXT, BAR = 46, 15, 22  # pixels: a row's height, its label's foot, its bar's head
LONGEST_LABEL = 40


@dataclass
class Segment:
    """A part of a bar, in percent of the picture's width."""

    start: float
    width: float
    pattern: str


@dataclass
class Line:
    """A row of the picture: a label above a bar, and words behind its end."""

    label: str
    segments: list[Segment]
    words: str
    number: int

    @property
    def text_at(self) -> int:
        """The foot of the label's letters, in pixels from above."""
        return self.number * LINE + TEXT

    @property
    def bar_at(self) -> int:
        """The head of the bar."""
        return self.number * LINE + BAR

    @property
    def words_at(self) -> int:
        """The foot of the letters behind the bar."""
        return self.number * LINE + LINE - 10

    @property
    def end(self) -> float:
        """Where the bar ends, in percent."""
        return sum(segment.width for segment in self.segments)


@dataclass
class Picture:
    """Lines from top to bottom, and what each pattern in them means."""

    lines: list[Line]
    legend: list[tuple[str, str]]

    @property
    def height(self) -> int:
        """In pixels."""
        return len(self.lines) * LINE


def draw(rows: list[Row], bars: dict[Measure, str], says: Callable[[Row], str]) -> Picture:
    """A bar for each row, made of the measures one after the other."""
    most = max((sum(row.number(each).most for each in bars) for row in rows), default=0)
    lines = []
    for number, row in enumerate(rows):
        label = Truncator(row.label).chars(LONGEST_LABEL)
        lines.append(Line(label, list(segments_of(row, bars, most or 1)), says(row), number))
    used = {segment.pattern for line in lines for segment in line.segments}
    legend = [(pattern, measure.name) for measure, pattern in bars.items() if pattern in used]
    if DOTTED in used:
        legend.append((DOTTED, _("so many perhaps: small numbers stay unsaid")))
    return Picture(lines, legend)


def segments_of(row: Row, bars: dict[Measure, str], most: int):
    """What is certain in the measure's own pattern, what stays unsaid behind it in dots."""
    start = 0.0
    for measure, pattern in bars.items():
        number = row.number(measure)
        spans = ((number.least, pattern), (number.most - number.least, DOTTED))
        for count, drawn in spans:
            if count:
                width = round(count / most * LONGEST, 2)
                yield Segment(round(start, 2), width, drawn)
                start += width
