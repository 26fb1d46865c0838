"""Reads a calendar (iCalendar, RFC 5545): its events, each by itself.

An event that cannot be read spoils none of the others. Only a few parts are looked at: nothing of
who organises or comes. Times are put to the clock in Europe/London.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from icalendar import Event
from icalendar.error import BrokenCalendarProperty

from home.lines import fold

from ..clock import LONDON
from ..date_sets import MOST_DATES, DateSet
from .proposals import LONGEST_NAME, Proposal, Reading, make_key, plain_line, summarise
from .reading_places import read_location
from .rules import Parts, read_rule, words_of

MOST = 500  # events that are not over
LONGEST_EVENT = 50_000  # signs
STARTS = re.compile(r"^DTSTART[^:\n]*:(\d{8})", re.MULTILINE | re.I | re.ASCII)
REPEATS = re.compile(r"^(RRULE|RDATE|RECURRENCE-ID)\b", re.MULTILINE | re.I)


def read_calendar(text: str) -> Reading:
    """What a calendar says. Raises ValidationError when there is no event in it."""
    blocks = list(blocks_of(text))
    if not blocks:
        raise ValidationError(_("There is no event in this calendar."))
    reading, single, changed = Reading(), defaultdict(list), defaultdict(int)
    going = [(number, block) for number, block in blocks if not is_over(block)]
    if len(going) < len(blocks):
        words = ngettext("%d event is", "%d events are", len(blocks) - len(going))
        reading.remarks.append(_("%s over, and left out.") % words % (len(blocks) - len(going)))
    if len(going) > MOST:
        reading.remarks.append(
            _("There are %(all)d events. We read the first %(most)d: give us less at once.")
            % {"all": len(going), "most": MOST}
        )
    for number, block in going[:MOST]:
        read_event(reading, _("line %d") % number, block, single, changed)
    for events in single.values():
        reading.add(join_dates(events))
    for proposal in reading.proposals:
        if number := changed.get(proposal.key):
            words = ngettext("%d date was", "%d dates were", number) % number
            proposal.notes.append(_("%s changed there. Change them here once public.") % words)
    return reading


def blocks_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines of each event with the number of the first; one that never ends is none."""
    block, first = None, 0
    for number, line in enumerate(text.splitlines(), start=1):
        word = line.strip().upper()
        if word == "BEGIN:VEVENT":
            block, first = [], number
        if block is not None:
            block.append(line)
            if word == "END:VEVENT":
                yield first, "\n".join(block)
                block = None


def is_over(block: str) -> bool:
    """Whether an event was on one day that has passed: seen without reading it all."""
    starts = STARTS.search(block)
    if not starts or REPEATS.search(block):
        return False
    return starts[1] < f"{timezone.localdate() - timedelta(days=1):%Y%m%d}"


def read_event(reading: Reading, where: str, block: str, single: dict, changed: dict) -> None:
    """Adds one event: to the reading, to the single ones of its kind, or to the changed dates."""
    title = ""
    try:
        if len(block) > LONGEST_EVENT:
            raise ValidationError(_("It is far too long to be an event."))
        event = parse(block)
        title = plain_line(event.get("SUMMARY"), LONGEST_NAME)
        uid = plain_line(event.get("UID"), 400)
        if event.get("RECURRENCE-ID"):
            changed[make_key("uid", uid)] += 1
            return
        check_event(event, title)
        proposal = propose(where, event, title, uid)
    except ValidationError as error:
        reading.refuse(where, title, " ".join(error.messages))
        return
    except BrokenCalendarProperty:  # a line that the library kept, and stumbles over when asked
        reading.refuse(where, title, _("One of its lines is broken."))
        return
    if event.get("RRULE"):
        reading.add(proposal)
        return
    place = proposal.place
    kind = (fold(title), place and fold(place.name), proposal.start, proposal.end)
    single[kind].append(proposal)


def parse(block: str) -> Event:
    """An event from its lines. Raises ValidationError."""
    try:
        event = Event.from_ical(block)
        for name in ("SUMMARY", "DTSTART", "UID", "RRULE", "LOCATION"):
            if isinstance(event.get(name), list):
                raise ValidationError(_("It says “%s” twice.") % name)
    except ValidationError:
        raise
    except Exception as error:  # whatever a stranger's lines make the library stumble over
        raise ValidationError(_("We cannot read it: it is no whole event.")) from error
    return event


def check_event(event: Event, title: str) -> None:
    """Raises ValidationError for what is not to be taken over."""
    if plain_line(event.get("STATUS")).upper() == "CANCELLED":
        raise ValidationError(_("It is called off there."))
    if plain_line(event.get("CLASS")).upper() in {"PRIVATE", "CONFIDENTIAL"}:
        raise ValidationError(_("It is marked as private, so we leave it out."))
    if not title:
        raise ValidationError(_("It has no name."))


def propose(where: str, event: Event, title: str, uid: str) -> Proposal:
    """The series of one event. Raises ValidationError without a date."""
    starts, ends = moments_of(event)
    day, start = on_the_clock(starts)
    _last_day, end = on_the_clock(ends)
    summary, notes = summarise(event.get("DESCRIPTION"))
    proposal = Proposal(
        where=where, key=make_key("uid", uid or title), title=title, summary=summary, notes=notes
    )
    if start is None:
        notes.append(_("It lasts all day. Write when it starts and ends."))
    proposal.set_times(start, end)
    proposal.place = read_location(plain_line(event.get("LOCATION")))
    if proposal.place is None:
        notes.append(_("It does not say where it is. Choose the venue in the draft."))
    if not event.get("RRULE"):
        proposal.rule = DateSet((day,)).to_ical()
        return proposal
    read_recurrence(proposal, event, starts, day)
    return proposal


def read_recurrence(proposal: Proposal, event: Event, starts: date | datetime, day: date) -> None:
    """Takes an event's rule over as far as ours can say it."""
    try:
        if day != as_day(starts):
            raise ValidationError(_("Its time is in another zone, on another day."))
        said = {
            name.lower(): ",".join(str(value) for value in values)
            for name, values in event["RRULE"].items()
            if name != "UNTIL"
        }
        until = event["RRULE"].get("UNTIL", [None])[0]
        rule = read_rule(Parts(said, day, until and on_the_clock(until)[0]))
        proposal.rule = words_of(rule)
    except ValidationError as error:
        proposal.notes += error.messages
    except (TypeError, AttributeError, ValueError, OverflowError):
        proposal.notes.append(_("We cannot read its rhythm. Choose the days in the draft."))
    if dates := count_dates(event.get("EXDATE")):
        words = ngettext("%d date is", "%d dates are", dates) % dates
        proposal.notes.append(_("%s left out there. Call them off here, once public.") % words)
    if event.get("RDATE"):
        proposal.notes.append(_("It has extra dates. Add them here, once public."))


def moments_of(event: Event) -> tuple[date | datetime, date | datetime]:
    """When an event starts and ends. Raises ValidationError."""
    try:
        starts = event["DTSTART"].dt
        if event.get("DTEND"):
            ends = event["DTEND"].dt
        elif event.get("DURATION"):
            ends = starts + event["DURATION"].dt
        else:
            ends = starts
        on_the_clock(starts), on_the_clock(ends)
    except (KeyError, AttributeError, TypeError, ValueError, OverflowError):
        raise ValidationError(_("It does not say on which date it is.")) from None
    return starts, ends


def on_the_clock(moment: date | datetime) -> tuple[date, time | None]:
    """The day and time in Europe/London; no time for a whole day."""
    if not isinstance(moment, datetime):
        return date(moment.year, moment.month, moment.day), None
    if moment.tzinfo:
        moment = moment.astimezone(LONDON)
    return moment.date(), moment.time().replace(second=0, microsecond=0, tzinfo=None)


def as_day(moment: date | datetime) -> date:
    """The day as it is written, in whatever zone."""
    return moment.date() if isinstance(moment, datetime) else moment


def count_dates(value: object) -> int:
    """How many dates a part has, said once or several times."""
    parts = value if isinstance(value, list) else [value] if value else []
    return sum(len(getattr(part, "dts", [])) for part in parts)


def join_dates(events: list[Proposal]) -> Proposal:
    """Events of one name, place and time as a set of dates."""
    first, *others = events
    days = sorted({day for event in events for day in event.recurrence.on})
    days = [day for day in days if day >= timezone.localdate()] or days
    if others:
        first.key = make_key(
            "dates", fold(first.title), fold(first.place.name if first.place else ""), first.start
        )
        first.notes.append(_("%d single events are joined to one series.") % len(events))
    if len(days) > MOST_DATES:
        first.notes.append(_("It has more than %d dates: the draft has the first.") % MOST_DATES)
    first.rule = DateSet(tuple(days[:MOST_DATES])).to_ical()
    return first
