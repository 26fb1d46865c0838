"""Reads a table (CSV): a line for each series, under whatever headings people give.

Commas, semicolons or tabs; UTF-8 or what Excel writes on Windows; days, dates and times as people
in England write them.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.lines import fold
from home.postcodes import tidy

from ..date_sets import MOST_DATES, DateSet
from ..recurrence import Recurrence
from .handwriting import (
    is_time,
    read_date,
    read_every,
    read_hours,
    read_languages,
    read_time,
    read_weekdays,
)
from .proposals import (
    LONGEST_NAME,
    LONGEST_PHONE,
    Place,
    Proposal,
    Reading,
    make_key,
    plain_line,
    summarise,
)
from .reading_places import LONGEST
from .rules import words_of

MOST, MOST_COLUMNS = 500, 60
HEADINGS = {
    "name": "name title activity event session group",
    "what": "what description about summary details whathappens",
    "venue": "venue place where location building hall",
    "street": "street address address1 numberandstreet road",
    "town": "town city area village townorcity areaortown",
    "postcode": "postcode postalcode zip",
    "days": "day days weekday weekdays dayofweek",
    "starts": "starts start starttime timefrom opens opensat startsat",
    "ends": "ends end endtime finish finishes timeto closes closesat endsat",
    "hours": "time times hours when",
    "from": "from first firstdate startdate datefrom begins validfrom",
    "until": "until lastdate enddate dateto to validto",
    "dates": "date dates ondates",
    "every": "every howoften frequency rhythm repeats",
    "phone": "phone telephone tel number contactnumber numbertoring mobile",
    "languages": "language languages languagesspoken",
    "bring": "bring whattobring",
    "id": "id reference ref",
}
HEADED = gettext_lazy("It must name the columns, one of them “name”. Our sample shows how.")
COLUMNS = {word: column for column, words in HEADINGS.items() for word in words.split()}


def read_table(text: str) -> Reading:
    """What a table says. Raises ValidationError when its first line is no heading."""
    reading, seen = Reading(), Counter()
    lines = rows_of(text)
    try:
        _number, heading = next(lines, (1, []))
    except csv.Error:
        raise ValidationError(_("We cannot read the first line. %s") % HEADED) from None
    columns = read_heading(heading, reading)
    count = 0
    while True:
        try:
            number, row = next(lines)
        except StopIteration:
            break
        except csv.Error:
            reading.refuse(
                _("the end"), "", _("A quote (\") is opened and never closed, or stands within "
                "a word. The lines from there on were not read."))  # fmt: skip
            break
        if not any(cell.strip() for cell in row):
            continue
        count += 1
        if count > MOST:
            reading.remarks.append(
                _("There are more than %d lines. The rest was not read: give us less at once.")
                % MOST
            )
            break
        said = {column: row[at] for column, at in columns.items() if at < len(row)}
        read_line(reading, _("line %d") % number, said, seen)
    if not count:
        reading.remarks.append(_("Nothing to import in it: there is no line below the headings."))
    return reading


def rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its first line."""
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    number = 1
    for row in reader:
        yield number, row
        number = reader.line_num + 1


def read_heading(row: list[str], reading: Reading) -> dict[str, int]:
    """Where each column is. Raises ValidationError without a name."""
    if len(row) > MOST_COLUMNS:
        raise ValidationError(_("This table has more than %d columns.") % MOST_COLUMNS)
    columns, unknown = {}, []
    for at, cell in enumerate(row):
        column = COLUMNS.get(re.sub(r"[\W_]+", "", fold(cell)))
        if column and column not in columns:
            columns[column] = at
        elif cell.strip():
            unknown.append(plain_line(cell, 30))
    if "name" not in columns:
        raise ValidationError(_("There is no line of headings. %s") % HEADED)
    if unknown:
        reading.remarks.append(_("Columns that we do not know: %s.") % ", ".join(unknown[:10]))
    return columns


def read_line(reading: Reading, where: str, said: dict[str, str], seen: Counter) -> None:
    """Adds the series of one line."""
    said = {column: plain_line(cell) for column, cell in said.items()}
    for column, other in (("from", "starts"), ("until", "ends")):
        if is_time(said.get(column, "")) and not said.get(other):
            said[other] = said.pop(column)
    title = said.get("name", "")[:LONGEST_NAME].strip()
    if not title:
        reading.refuse(where, "", _("It has no name."))
        return
    summary, notes = summarise(said.get("what", ""))
    place = read_place(said)
    proposal = Proposal(
        where=where,
        key=key_of(said, title, seen),
        title=title,
        summary=summary,
        place=place,
        bring=said.get("bring", "")[:200],
        notes=notes,
    )
    if place is None:
        notes.append(_("It does not say where it is. Choose the venue in the draft."))
    proposal.languages, unknown = read_languages(
        re.split(r"[,;/&]|\band\b", said.get("languages", ""))
    )
    if unknown:
        notes.append(_("Languages that are not on our list: %s.") % ", ".join(unknown[:5]))
    phone = said.get("phone", "")
    if len(phone) <= LONGEST_PHONE:
        proposal.phone = phone
    else:
        notes.append(_("The telephone number is too long. Write it in the draft."))
    note(proposal, read_times, said)
    note(proposal, read_dates, said)
    reading.add(proposal)


def key_of(said: dict[str, str], title: str, seen: Counter) -> str:
    """What is the same whenever the table is read again: its id, or name and place in order."""
    if said.get("id"):
        return make_key("row id", said["id"])
    names = (fold(title), fold(said.get("venue", "")))
    seen[names] += 1
    return make_key("row", *names, str(seen[names]))


def note(proposal: Proposal, read, said: dict[str, str]) -> None:
    """Lets a part of a line be read; what it cannot read is noted."""
    try:
        read(proposal, said)
    except ValidationError as error:
        proposal.notes += error.messages


def read_times(proposal: Proposal, said: dict[str, str]) -> None:
    """The start and end. Raises ValidationError."""
    start, end = read_hours(said.get("starts") or said.get("hours", ""))
    if said.get("ends"):
        end = read_time(said["ends"])
    if start is None:
        raise ValidationError(_("It does not say when it starts."))
    proposal.set_times(start, end)


def read_dates(proposal: Proposal, said: dict[str, str]) -> None:
    """The rule, or the set of dates. Raises ValidationError."""
    first_on = read_date(said["from"]) if said.get("from") else None
    last_on = read_date(said["until"]) if said.get("until") else None
    dates = [read_date(part) for part in re.split(r"[;,]", said.get("dates", "")) if part.strip()]
    if said.get("days"):
        proposal.rule = words_of(make_rule(said, first_on or min(dates, default=None), last_on))
    elif said.get("every") and (first_on or len(dates) == 1):
        first_on = first_on or dates[0]
        every = read_every(said["every"])
        if every is None:
            raise ValidationError(_("Write which day of the month, like “first Tuesday”."))
        rule = Recurrence(first_on, (first_on.weekday(),), every, None, last_on)
        proposal.rule = words_of(rule)
    elif dates or first_on:
        proposal.rule = DateSet(tuple((dates or [first_on])[:MOST_DATES])).to_ical()
    else:
        raise ValidationError(_("It does not say on which days. Choose them in the draft."))


def make_rule(said: dict[str, str], first_on: date | None, last_on: date | None) -> Recurrence:
    """The rule of a line that names days. Raises ValidationError."""
    days, nth = read_weekdays(said["days"])
    every = read_every(said.get("every", ""))
    if every and every > 1 and not first_on:
        raise ValidationError(_("Write the first date, so that we know which weeks it is on."))
    if every is None and nth is None:
        raise ValidationError(_("Write which day of the month, like “first Tuesday”."))
    if nth is not None and said.get("every") and every not in (None, 1):
        raise ValidationError(_("Its rhythm mixes weeks and months. Choose the days in the draft."))
    return Recurrence(first_on or timezone.localdate(), days, every or 1, nth, last_on)


def read_place(said: dict[str, str]) -> Place | None:
    """Where a line says that it is."""
    name = said.get("venue", "")[: LONGEST["name"]]
    if not name:
        return None
    return Place(
        name=name,
        street=said.get("street", "")[: LONGEST["street"]],
        town=said.get("town", "")[: LONGEST["town"]],
        postcode=tidy(said.get("postcode", "")[:20]),
    )
