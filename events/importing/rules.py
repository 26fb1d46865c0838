"""From a rule as iCalendar and Open Referral write it (RFC 5545, 3.3.10) to one of ours.

What our rules cannot say raises ValidationError with the reason: it is left out of the draft.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..recurrence import EARLIEST, ICAL_DAYS, MOST_WEEKS, Recurrence

FREQUENCIES = {"WEEKLY": "WEEKLY", "WK": "WEEKLY", "MONTHLY": "MONTHLY", "MO": "MONTHLY"}
DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
MOST_COUNTED = 520
UNSAYABLE = ("bymonthday", "byyearday", "byweekno", "bymonth", "byhour", "byminute", "bysecond")


@dataclass
class Parts:
    """The parts of a rule as text, in lower case; `first_on` is its first date."""

    said: dict[str, str]
    first_on: date
    last_on: date | None = None

    def text(self, name: str) -> str:
        """A part in capitals, without spaces; nothing where it is not said."""
        return re.sub(r"\s", "", self.said.get(name) or "").upper()

    def number(self, name: str, otherwise: int) -> int:
        """A part that is a number. Raises ValidationError."""
        text = self.text(name)
        if not text:
            return otherwise
        if not re.fullmatch(r"\d{1,6}(\.0)?", text, re.ASCII):
            raise ValidationError(_("Its rhythm has a number that we cannot read."))
        return int(float(text))


def read_rule(parts: Parts) -> Recurrence:
    """The rule that parts make. Raises ValidationError for what ours cannot say."""
    if any(parts.text(name) for name in UNSAYABLE):
        raise ValidationError(
            _("It follows days of the month or times within the day. Only days of the week can be "
              "said here: choose them in the draft.")
        )  # fmt: skip
    frequency, every = parts.text("freq"), parts.number("interval", 1)
    if frequency == "DAILY" and every == 1:
        days, nth = read_days(parts) if parts.text("byday") else (tuple(range(7)), None)
        check_weekly(parts, days, nth, every)
    elif FREQUENCIES.get(frequency) == "WEEKLY":
        days, nth = read_days(parts)
        check_weekly(parts, days, nth, every)
    elif FREQUENCIES.get(frequency) == "MONTHLY" and every == 1:
        days, nth = read_days(parts)
        nth = nth or read_position(parts)
    else:
        raise ValidationError(
            _("This rhythm cannot be said here. Every week to every 12 weeks can, and the first "
              "to fourth or last of a day in each month.")
        )  # fmt: skip
    rule = Recurrence(
        first_on=move_into_our_years(parts.first_on, every),
        days=days,
        every=every,
        nth=nth,
        last_on=parts.last_on,
    )
    return end_by_count(rule, parts.number("count", 0))


def read_days(parts: Parts) -> tuple[tuple[int, ...], int | None]:
    """The days, Monday 0, and which of the month. Without any it is the day of the first date."""
    words = [word for word in re.split(r"[,;]", parts.text("byday")) if word]
    found = [DAY.fullmatch(word) for word in words]
    if not all(found):
        raise ValidationError(_("Its days of the week cannot be read."))
    nths = {int(match[1]) if match[1] else None for match in found}
    if len(nths) > 1:
        raise ValidationError(
            _("It is on different weeks of the month. Each needs a series of its own.")
        )
    days = [ICAL_DAYS.index(match[2]) for match in found] or [parts.first_on.weekday()]
    return tuple(days), nths.pop() if nths else None


def check_weekly(parts: Parts, days: tuple[int, ...], nth: int | None, every: int) -> None:
    """Raises ValidationError where a weekly rule is not what our weeks make of it."""
    if nth is not None or parts.text("bysetpos"):
        raise ValidationError(_("Its rhythm mixes weeks and months. Choose the days in the draft."))
    if every > 1 and len(set(days)) > 1 and parts.text("wkst") not in ("", "MO"):
        raise ValidationError(_("Its weeks do not begin on Monday. Choose the days in the draft."))


def read_position(parts: Parts) -> int:
    """Which of the month's days it is, said beside the days. Raises ValidationError."""
    text = parts.text("bysetpos")
    if not parts.text("byday") or not re.fullmatch(r"[+-]?\d", text):
        raise ValidationError(
            _("It follows days of the month. Choose the first to fourth or last of a day.")
        )
    if "," in parts.text("byday"):
        raise ValidationError(_("This rhythm cannot be said here. Choose the days in the draft."))
    return int(text)


def move_into_our_years(first_on: date, every: int) -> date:
    """The same rhythm from the year 2000 on: old sources begin before."""
    if first_on >= EARLIEST:
        return first_on
    step = timedelta(weeks=every)
    steps = -((first_on - EARLIEST) // step)
    return first_on + steps * step


def end_by_count(rule: Recurrence, count: int) -> Recurrence:
    """The rule with the last of so many dates as its end; the same rule for none."""
    if not count:
        return rule
    if count > MOST_COUNTED:
        raise ValidationError(_("It has more dates than we count. Write the last one."))
    weeks = (count + 1) * (rule.every if rule.nth is None else 5)
    dates = rule.dates(rule.first_on, rule.first_on + timedelta(weeks=weeks))
    *_before, last = islice(dates, count)
    return replace(rule, last_on=last)


def words_of(rule: Recurrence) -> str:
    """The rule's text as a proposal keeps it, from its first date. Raises ValidationError."""
    first_on = next(rule.dates(rule.first_on, rule.first_on + timedelta(weeks=MOST_WEEKS)), None)
    if first_on is None:
        raise ValidationError(_("No date fits its rhythm. Choose the days in the draft."))
    return replace(rule, first_on=first_on).to_ical()
