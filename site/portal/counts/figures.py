"""What the dashboard shows: each figure is a picture, its gist in a sentence, and a table."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .grouping import Groups, Row
from .measures import (
    BOOKED,
    COUNTED,
    COURSE_DATES,
    FETCHED,
    GIVEN_UP,
    OFF,
    PEOPLE_CAME,
    PLANNED,
    REASONS,
    RUN,
    TO_COME,
    WAITING,
    Measure,
)
from .pictures import HATCHED, OUTLINED, SOLID, Picture, draw
from .suppressing import Number


@dataclass
class Figure:
    """`bars` are the measures drawn, each with its pattern; `says` the words beside a bar."""

    key: str
    heading: str
    first_column: str
    columns: tuple[Measure, ...]
    bars: dict[Measure, str]
    rows: list[Row]
    all: Row
    gist: str
    says: Callable[[Row], str] = field(repr=False)

    @cached_property
    def picture(self) -> Picture:
        """Its picture."""
        return draw(self.rows, self.bars, self.says)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw and nothing to say."""
        return not any(self.all.number(column) for column in self.columns)

    @property
    def table(self) -> list[tuple[str, list[Number]]]:
        """The label and the numbers of each row."""
        return [(row.label, self.numbers_of(row)) for row in self.rows]

    @property
    def last_row(self) -> list[Number]:
        """The numbers of the sum; none where a single row says as much."""
        return self.numbers_of(self.all) if len(self.rows) > 1 else []

    def numbers_of(self, row: Row) -> list[Number]:
        """The row's number in each column."""
        return [row.number(column) for column in self.columns]


def figures_of(groups: Groups, first_column: str, materials: list[tuple[str, int]] | None):
    """Every figure of the dashboard, those that are empty too. `materials`: None for a partner."""
    common = {"first_column": first_column, "all": groups.all}
    yield sessions(groups, common)
    yield heads(groups, common)
    yield reasons(groups)
    yield courses(groups, common)
    if materials is not None:
        yield fetched(materials)


def said(row: Row, *named: Measure) -> dict[str, Number]:
    """Numbers of a row for a sentence."""
    return {measure.key: row.number(measure) for measure in named}


def with_something(rows: list[Row], columns: tuple[Measure, ...], *, all_rows: bool) -> list[Row]:
    """Rows in which a column has something to say; weeks are shown without a gap."""
    return [row for row in rows if all_rows or any(row.number(column) for column in columns)]


def grouped(groups: Groups, columns: tuple[Measure, ...]) -> dict:
    """The columns of a figure and its rows by the chosen groups."""
    by_week = groups.by == "week"
    return {"columns": columns, "rows": with_something(groups.rows, columns, all_rows=by_week)}


def sessions(groups: Groups, common: dict) -> Figure:
    """What was planned, took place, was called off, is to come."""
    gist = _(
        "%(run)s of %(planned)s planned sessions took place. Called off: %(off)s. "
        "Still to come: %(to_come)s."
    )
    return Figure(
        key="sessions",
        heading=_("Sessions"),
        bars={RUN: SOLID, OFF: HATCHED, TO_COME: OUTLINED},
        gist=gist % said(groups.all, RUN, PLANNED, OFF, TO_COME),
        says=lambda row: _("%(run)s of %(planned)s") % said(row, RUN, PLANNED),
        **grouped(groups, (PLANNED, RUN, OFF, TO_COME)),
        **common,
    )


def heads(groups: Groups, common: dict) -> Figure:
    """How many came, and how often that was counted."""
    gist = _("Heads counted: %(heads)s, in %(counted)s of the %(run)s sessions that took place.")
    return Figure(
        key="heads",
        heading=_("Heads"),
        bars={PEOPLE_CAME: SOLID},
        gist=gist % said(groups.all, PEOPLE_CAME, COUNTED, RUN),
        says=lambda row: str(row.number(PEOPLE_CAME)) if row.number(COUNTED) else _("not counted"),
        **grouped(groups, (PEOPLE_CAME, COUNTED, RUN)),
        **common,
    )


def reasons(groups: Groups) -> Figure:
    """Why sessions were called off; the most frequent reason first."""
    rows = [
        Row(str(measure.short), {OFF.key: groups.all.number(measure)})
        for measure in REASONS
        if groups.all.number(measure)
    ]
    rows.sort(key=lambda row: -row.number(OFF).least)
    gist = _("Most often: %(reason)s, %(count)s of %(all)s.") if rows else ""
    return Figure(
        key="reasons",
        heading=_("Why sessions were called off"),
        first_column=_("Reason"),
        columns=(OFF,),
        bars={OFF: HATCHED},
        rows=rows,
        all=groups.all,
        gist=gist
        and gist
        % {
            "reason": rows[0].label,
            "count": rows[0].number(OFF),
            "all": groups.all.number(OFF),
        },
        says=lambda row: str(row.number(OFF)),
    )


def courses(groups: Groups, common: dict) -> Figure:
    """Courses and who booked, by the course's first day."""
    gist = _(
        "Course dates: %(courses)s. Places booked: %(booked)s, waited for: %(waiting)s, "
        "given up: %(given_up)s."
    )
    return Figure(
        key="courses",
        heading=_("Courses"),
        bars={BOOKED: SOLID, WAITING: HATCHED},
        gist=gist % said(groups.all, COURSE_DATES, BOOKED, WAITING, GIVEN_UP),
        says=lambda row: str(row.number(BOOKED)),
        **grouped(groups, (COURSE_DATES, BOOKED, WAITING, GIVEN_UP)),
        **common,
    )


def fetched(materials: list[tuple[str, int]]) -> Figure:
    """Which materials were fetched, the most wanted first."""
    rows = [
        Row(title or _("Handouts that are gone"), {FETCHED.key: Number(count, count)})
        for title, count in materials
    ]
    count = sum(count for _title, count in materials)
    gist = _("Materials were fetched %(all)s times; most often “%(title)s”, %(count)s times.")
    return Figure(
        key="materials",
        heading=_("Materials fetched"),
        first_column=_("Handout"),
        columns=(FETCHED,),
        bars={FETCHED: SOLID},
        rows=rows,
        all=Row("", {FETCHED.key: Number(count, count)}),
        gist=gist % {"all": count, "title": rows[0].label, "count": materials[0][1]}
        if rows
        else "",
        says=lambda row: str(row.number(FETCHED)),
    )
