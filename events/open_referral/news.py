"""What is other than usual, in sentences that people read and with dates that machines find.

Open Referral has no word for a date that is off. So each is named in full and as ISO 8601.
"""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby

from django.utils.formats import date_format

from home.templatetags.words import clock

from ..checks import Check
from ..clock import LONDON
from ..occurrences import Occurrence
from ..people import Role, roles_of

MOST_IN_FULL = 3


def say(dates: Iterable[Occurrence]) -> str:
    """Everything to know about these dates, soonest first; empty when all is as usual."""
    sentences = []
    for _same, group in groupby(dates, key=what_closes):
        rows = list(group)
        sentences += [say_off(rows)] if rows[0].is_cancelled else [say_on(row) for row in rows]
    return " ".join(sentence for sentence in sentences if sentence)


def what_closes(row: Occurrence) -> tuple | None:
    """What dates have to share to be off in one sentence; None for one that takes place."""
    if not row.is_cancelled:
        return None
    return row.reason, row.closing_note, row.note, row.next_on


def say_off(rows: list[Occurrence]) -> str:
    """That some dates in a row do not take place, why, and when it is on again."""
    label = str(Occurrence.Reason(rows[0].reason).label)
    reason = label[:1].lower() + label[1:]
    next_on = rows[0].next_on
    back = f"Back on {full_day(next_on)}." if next_on else "Nobody knows yet when it is back."
    days = say_days([row.local_start for row in rows])
    notes = [finish(rows[0].closing_note), finish(rows[0].note)]
    return " ".join(filter(None, [f"Not running on {days}: {reason}.", *notes, back]))


def say_on(row: Occurrence) -> str:
    """What is other than usual on a date that takes place."""
    day = full_day(row.starts_at)
    when = f"{day}, {clock(row.local_start)} to {clock(row.local_end)}"
    where = f", at {row.venue.name}, {row.venue.street}, {row.venue.town}" if row.venue else ""
    usual = roles_of(row.series)
    missing = [str(Role(role).label) for role in usual if role not in row.staff]
    added = [str(Role(role).label) for role in row.staff if role not in usual]
    sentences = [
        row.moved and f"Moved: the session of {full_day(row.original_date)} is on {when}{where}.",
        row.is_extra and f"An extra session on {when}{where}.",
        missing and f"On {day}: no {' and no '.join(missing)}.",
        added and f"On {day} also: {' and '.join(added)}.",
        row.note and f"On {day}: {finish(row.note)}",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def say_check(check: Check | None) -> str:
    """That nobody has had a look for long; empty when somebody has."""
    if check is None or not check.is_old:
        return ""
    return f"Not confirmed since {full_day(check.checked_at)}: ring first."


def say_days(days: list[datetime]) -> str:
    """Some days, each at least in its machine's form."""
    if len(days) <= MOST_IN_FULL:
        said = [full_day(day) for day in days]
        return " and ".join(filter(None, [", ".join(said[:-1]), said[-1]]))
    ends = [date_format(day, "l j F Y") for day in (days[0], days[-1])]
    dates = ", ".join(day.date().isoformat() for day in days)
    return f"{len(days)} dates from {ends[0]} to {ends[1]} ({dates})"


def full_day(day: datetime | date) -> str:
    """“Thursday 26 November 2026 (2026-11-26)”, by the calendar in Europe/London."""
    local = day.astimezone(LONDON) if isinstance(day, datetime) else day
    return f"{date_format(local, 'l j F Y')} ({local:%Y-%m-%d})"


def finish(text: str) -> str:
    """An editor's line as a sentence."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…" else f"{text}."
