"""Sums of what may be said, by week, neighbourhood or organisation."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from home.templatetags.words import short_day

from .asking import BY_AREA, BY_WEEK
from .counting import Atom
from .measures import Measure
from .suppressing import NOTHING, Number, total
from .weeks import Period


@dataclass
class Row:
    """A line of a table and of its picture."""

    label: str
    numbers: dict[str, Number]

    def number(self, measure: Measure) -> Number:
        """What may be said of a measure here."""
        return self.numbers.get(measure.key, NOTHING)


@dataclass
class Groups:
    """The rows of every figure, and their sum; `by` is one of the form's answers."""

    atoms: list[Atom]
    period: Period
    by: str

    @cached_property
    def rows(self) -> list[Row]:
        """Weeks in order, with those of which there is nothing to say; else names from A to Z."""
        found = defaultdict(list)
        for atom in self.atoms:
            found[self.key_of(atom)].append(atom)
        if self.by == BY_WEEK:
            return [Row(short_day(week), sums(found[week])) for week in self.period.weeks]
        return [Row(key[0], sums(found[key])) for key in sorted(found)]

    def key_of(self, atom: Atom):
        """The group of an atom; two of one name stay apart."""
        if self.by == BY_WEEK:
            return atom.week
        owner = atom.owner
        return (owner.area, owner.area_key) if self.by == BY_AREA else (owner.name, owner.key)

    @cached_property
    def all(self) -> Row:
        """The sum of everything."""
        return Row(_("All"), sums(self.atoms))


def sums(atoms: list[Atom]) -> dict[str, Number]:
    """What may be said of several atoms together, by the keys of the measures."""
    keys = {key: None for atom in atoms for key in atom.numbers}
    return {key: total(atom.numbers[key] for atom in atoms) for key in keys}
