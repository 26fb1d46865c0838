"""Small numbers of people stay unsaid, so that nobody is made out of a count.

The rule holds for the smallest thing we count, a week of an organisation. Every other number is
the sum of what may be said of those, as a span where one of them stays unsaid. So nothing can be
found by subtraction: not between a row and its total, not between two periods, two groupings,
two filters, or the screen and the export. See docs/decisions/21-counts.md.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

SMALLEST = 5  # people: 1 to 4 stay unsaid, 0 is said


@dataclass(frozen=True)
class Number:
    """What may be said of a count: that it lies between two numbers, both included."""

    least: int
    most: int

    def __add__(self, other: "Number") -> "Number":
        return Number(self.least + other.least, self.most + other.most)

    def __bool__(self) -> bool:
        return self.most > 0

    def __str__(self) -> str:
        if self.is_exact:
            return str(self.least)
        if self == UNSAID:
            return _("fewer than %d") % SMALLEST
        return _("%(least)d to %(most)d") % {"least": self.least, "most": self.most}

    @property
    def is_exact(self) -> bool:
        """Whether the count itself is said."""
        return self.least == self.most


UNSAID = Number(1, SMALLEST - 1)
NOTHING = Number(0, 0)


def say(count: int, *, of_people: bool) -> Number:
    """What may be said of a count of one week of one organisation."""
    if of_people and 0 < count < SMALLEST:
        return UNSAID
    return Number(count, count)


def total(numbers) -> Number:
    """What may be said of several counts together."""
    return sum(numbers, NOTHING)
