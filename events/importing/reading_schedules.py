"""When an Open Referral service is on: its schedule entries, put together to series.

A service often has an entry for each day, or, where it cuts its rule before a date that is off
and at the clock changes, for each stretch. One of our series has one rule and one time of day:
entries that are parts of one are joined, and what differs becomes a series of its own.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..clock import LONDON
from ..date_sets import MOST_DATES, DateSet
from ..recurrence import Recurrence, monday_of
from .handwriting import read_time
from .proposals import plain_line
from .rules import Parts, read_rule, words_of

MOST_ENTRIES = 200
KNOWN_AHEAD = timedelta(days=335)
PARTS = ("freq", "interval", "byday", "bymonthday", "bysetpos", "count", "wkst")


@dataclass
class Times:
    """A rule and a time of day as one series has them. `at` is the id of a place, if it says so."""

    rule: Recurrence | DateSet | None = None
    start: time | None = None
    end: time | None = None
    at: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The rule as a proposal keeps it."""
        if isinstance(self.rule, Recurrence):
            return words_of(self.rule)
        return self.rule.to_ical() if self.rule else ""


def read_schedules(rows: list[dict]) -> tuple[list[Times], list[str]]:
    """The series that entries make, and what was not understood of them."""
    rules, singles, notes = [], [], []
    hours = Times()
    if len(rows) > MOST_ENTRIES:
        notes.append(_("It has more than %d times. We read the first of them.") % MOST_ENTRIES)
    for row in rows[:MOST_ENTRIES]:
        try:
            times = read_entry(row)
        except ValidationError as error:
            hours = hours if hours.start else read_hours_of(row, timezone.localdate())
            notes += [*error.messages, *quote(row)]
            continue
        (singles if isinstance(times.rule, DateSet) else rules).append(times)
    joined = join_days(join_stretches(rules))
    going = [times for times in joined if not is_over(times)]
    if over := [times for times in joined if is_over(times)]:
        last = max(times.rule.last_on for times in over)
        notes.append(_("Times that ended on %s are left out.") % date_format(last, "j F Y"))
        hours = hours if hours.start else Times(start=over[0].start, end=over[0].end)
    if going and singles:
        words = ngettext("%d single date is", "%d single dates are", len(singles)) % len(singles)
        notes.append(_("%s other than usual there, and not taken over.") % words)
    found = going or join_dates(singles)
    if not found and hours.start:
        found = [hours]
    return found, list(dict.fromkeys(notes))


def read_entry(row: dict) -> Times:
    """One entry. Raises ValidationError for what cannot be said here."""
    first_on = date_of(row, "dtstart") or date_of(row, "valid_from") or timezone.localdate()
    ends = [day for name in ("until", "valid_to") if (day := date_of(row, name))]
    said = {name: text_of(row, name) for name in PARTS}
    if not said["freq"] and not said["byday"]:
        raise ValidationError(_("It does not say on which days."))
    times = read_hours_of(row, first_on)
    if said["count"] == "1":
        times.rule = DateSet((first_on,))
        return times
    said["freq"] = said["freq"] or "WEEKLY"
    times.rule = read_rule(Parts(said, first_on, min(ends) if ends else None))
    words_of(times.rule)
    return times


def read_hours_of(row: dict, day: date) -> Times:
    """The hours of an entry by the clock in Europe/London, and the place that it names."""
    times = Times(at=text_of(row, "service_at_location_id"))
    try:
        times.start, times.end = (clock_of(row, name, day) for name in ("opens_at", "closes_at"))
    except ValidationError as error:
        times.notes += error.messages
    return times


def clock_of(row: dict, name: str, day: date) -> time | None:
    """A time of day; one with an offset as the clock in London shows it on that day."""
    text = text_of(row, name)
    if not text:
        return None
    try:
        moment = time.fromisoformat(text)
    except ValueError:
        return read_time(text)
    if moment.tzinfo:
        moment = datetime.combine(day, moment).astimezone(LONDON).time()
    return moment.replace(second=0, microsecond=0)


def date_of(row: dict, name: str) -> date | None:
    """A date, also of a moment. Raises ValidationError where it is none."""
    text = text_of(row, name)
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10] if text[4:5] == "-" else text[:8])
    except ValueError:
        raise ValidationError(_("We cannot read the date “%s”.") % text[:40]) from None


def text_of(row: dict, name: str) -> str:
    """A part of an entry as text, also where it is a number or a list of texts."""
    value = row.get(name)
    if isinstance(value, list):
        value = ",".join(part for part in value if isinstance(part, str))
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = f"{value:g}" if abs(value) < 1e9 else ""
    return plain_line(value, 200)


def quote(row: dict) -> list[str]:
    """What an entry says in words, for the editor to read."""
    words = plain_line(row.get("description"), 300)
    return [_("It says: “%s”") % words] if words else []


def is_over(times: Times) -> bool:
    """Whether its last date has passed."""
    return bool(times.rule and times.rule.last_on and times.rule.last_on < timezone.localdate())


def join_stretches(rules: list[Times]) -> list[Times]:
    """One of those that have the same rhythm, hours and place, from the first to the last date."""
    groups = defaultdict(list)
    for times in rules:
        rule = times.rule
        phase = monday_of(rule.first_on).toordinal() // 7 % rule.every
        groups[rule.days, rule.nth, rule.every, phase, *place_in_day(times)].append(times)
    return [join(group) for group in groups.values()]


def place_in_day(times: Times) -> tuple:
    """The hours and the place: one series has one of each."""
    return times.start, times.end, times.at


def join(group: list[Times]) -> Times:
    """One rule over all stretches of it. An end a year ahead only says how far dates are known."""
    first, *_others = group
    if len(group) == 1:
        return first
    ends = [times.rule.last_on for times in group]
    last_on = None if None in ends else max(ends)
    first_on = min(times.rule.first_on for times in group)
    rule = replace(first.rule, first_on=first_on, last_on=None)
    today = timezone.localdate()
    notes = list(first.notes)
    if last_on and any(rule.dates(last_on + timedelta(days=1), today + KNOWN_AHEAD)):
        rule = replace(rule, last_on=last_on)
    elif last_on:
        notes.append(_("Its dates are known a year ahead: the draft goes on after that."))
    until = min(last_on or today + KNOWN_AHEAD, today + KNOWN_AHEAD)
    off = [
        day
        for day in rule.dates(today, until)
        if not any(times.rule.falls_on(day) for times in group)
    ]
    if off:
        words = ngettext("%d date is", "%d dates are", len(off)) % len(off)
        notes.append(_("%s off there. Call them off here too, once public.") % words)
    return Times(rule, *place_in_day(first), notes)


def join_days(rules: list[Times]) -> list[Times]:
    """One of those that differ in their day of the week alone, over the same span of time."""
    joined: list[Times] = []
    for times in rules:
        for other in joined:
            if may_join(times, other):
                days = (*other.rule.days, *times.rule.days)
                first_on = min(other.rule.first_on, times.rule.first_on)
                other.rule = Recurrence(
                    first_on, days, other.rule.every, other.rule.nth, other.rule.last_on
                )
                other.notes = list(dict.fromkeys([*other.notes, *times.notes]))
                break
        else:
            joined.append(times)
    return joined


def may_join(one: Times, other: Times) -> bool:
    """Whether two rules are the same but for their days."""
    weeks = [monday_of(times.rule.first_on) for times in (one, other)]
    return (
        (one.rule.nth, one.rule.every, one.rule.last_on, *place_in_day(one))
        == (other.rule.nth, other.rule.every, other.rule.last_on, *place_in_day(other))
        and weeks[0] == weeks[1]
    )  # fmt: skip


def join_dates(singles: list[Times]) -> list[Times]:
    """Sets of those single dates to come that have the same hours and place, the largest first."""
    groups = defaultdict(list)
    for times in singles:
        if times.rule.last_on >= timezone.localdate():
            groups[place_in_day(times)].append(times.rule.last_on)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return [
        Times(DateSet(tuple(sorted(set(days))[:MOST_DATES])), *hours) for hours, days in ordered
    ]
