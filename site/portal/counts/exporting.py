"""Files of the counts for a spreadsheet: a line a week and organisation; what each column is."""

import csv
from collections.abc import Iterable
from io import StringIO

from django.http import HttpResponse
from django.utils.translation import gettext as _

from training.spreadsheets import plain_cell

from .counting import Atom
from .measures import Measure
from .suppressing import SMALLEST
from .weeks import Period

# A mark at the beginning: without it spreadsheets take an é for two letters.
ENCODING = "utf-8-sig"
DIMENSIONS = ("week_from", "organisation", "organisation_id", "neighbourhood")


def file_of(name: str, rows: Iterable[Iterable]) -> HttpResponse:
    """Rows as a file to save. No cell begins a formula or holds a control character."""
    text = StringIO()
    csv.writer(text).writerows([plain_cell(cell) for cell in row] for row in rows)
    response = HttpResponse(text.getvalue().encode(ENCODING), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def counts_file(atoms: list[Atom], measures: tuple[Measure, ...], period: Period) -> HttpResponse:
    """The counts, named by their period. What stays unsaid on the screen stays unsaid here."""
    rows = (
        [
            atom.week.isoformat(),
            atom.owner.name,
            atom.owner.key,
            atom.owner.area,
            *(cell_of(atom, measure) for measure in measures),
        ]
        for atom in atoms
    )
    header = [*DIMENSIONS, *(measure.key for measure in measures)]
    return file_of(f"counts-{period.first}-to-{period.last}", [header, *rows])


def cell_of(atom: Atom, measure: Measure) -> int | str:
    """A number where it is said; else the words."""
    number = atom.numbers[measure.key]
    return number.least if number.is_exact else str(number)


def dictionary_file(measures: tuple[Measure, ...]) -> HttpResponse:
    """What each column of the counts is, from the same declarations."""
    header = ["column", "name", "what", "unit", "from", "why", "kept", "does_not_say", "small"]
    small = _("1 to %(most)d stay unsaid: “fewer than %(smallest)d”. 0 is said.") % {
        "most": SMALLEST - 1,
        "smallest": SMALLEST,
    }
    rows = [
        [
            each.key, each.name, each.counts, each.unit, each.topic.rows, each.topic.why,
            each.topic.kept, each.silent, small if each.of_people else _("every number is said"),
        ]
        for each in measures
    ]  # fmt: skip
    return file_of("counts-dictionary", [header, *dimensions(len(header)), *rows])


def dimensions(width: int) -> Iterable[list[str]]:
    """What the first columns are; they have no unit and no reason of their own."""
    said = [
        (_("Week from"), _("The Monday with which the week begins, in Europe/London.")),
        (_("Organisation"), _("Its name today. What belongs to none is the programme’s.")),
        (
            _("Organisation’s key"),
            _("Stays when the name changes; empty where it is the programme’s."),
        ),
        (_("Neighbourhood"), _("Where the organisation belongs today, not where it met.")),
    ]
    for key, words in zip(DIMENSIONS, said, strict=True):
        yield [key, *words, *[""] * (width - 3)]
