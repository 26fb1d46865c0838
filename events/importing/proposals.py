"""What readers yield: a series as they understood it, where it is, and what they did not."""

from dataclasses import asdict, dataclass, field, fields
from datetime import time
from hashlib import sha256
from html import unescape

from django.core.exceptions import SuspiciousOperation
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from home.lines import fold, tidy_line

from ..date_sets import DateSet
from ..recurrence import Recurrence

LONGEST_NAME, LONGEST_SUMMARY, LONGEST_PHONE = 120, 200, 30
LONGEST_READ = 5000  # signs of any one text
SPLIT = "\x1f"  # no text of a stranger holds it: they are tidied before


@dataclass
class Place:
    """A place as a source tells it. `degrees`: latitude and longitude (WGS 84)."""

    name: str
    street: str = ""
    town: str = ""
    postcode: str = ""
    degrees: tuple[float, float] | None = None
    facts: dict[str, str] = field(default_factory=dict)
    access_note: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        self.degrees = tuple(self.degrees) if self.degrees else None
        self.key = self.key or make_key("place", fold(self.name), fold(self.postcode))


@dataclass
class Proposal:
    """A series as understood. `key` is the same whenever the same source is read again.

    `rule` is iCalendar text; times are wall clock in Europe/London, as “10:00”; `notes` say what
    was not understood, `where` in which line or entry it stands.
    """

    where: str
    key: str
    title: str
    summary: str = ""
    rule: str = ""
    start: str = ""
    end: str = ""
    place: Place | None = None
    phone: str = ""
    languages: list[str] = field(default_factory=list)
    bring: str = ""
    organisation: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def recurrence(self) -> Recurrence | DateSet | None:
        """The rule, if one was understood."""
        if not self.rule:
            return None
        return (DateSet if "\nRDATE" in self.rule else Recurrence).parse(self.rule)

    @property
    def start_time(self) -> time | None:
        """When it starts, if that was understood."""
        return time.fromisoformat(self.start) if self.start else None

    @property
    def end_time(self) -> time | None:
        """When it ends, if that was understood."""
        return time.fromisoformat(self.end) if self.end else None

    @property
    def is_over(self) -> bool:
        """Whether its last date has passed."""
        rule = self.recurrence
        return bool(rule and rule.last_on and rule.last_on < timezone.localdate())

    def fill_up(self, before: "Proposal") -> None:
        """Takes over what was said before and is not said now: a list tells less than a page."""
        if not (self.start or self.rule):
            self.rule, self.start, self.end = before.rule, before.start, before.end
        for name in ("summary", "place", "phone", "languages", "bring", "organisation"):
            setattr(self, name, getattr(self, name) or getattr(before, name))

    def set_times(self, start: time | None, end: time | None) -> None:
        """Takes the times over as far as a series can have them, and notes what it cannot."""
        if start and time(1) <= start < time(2):
            self.notes.append(_("A start from 1am to 2am cannot be said here. Choose another."))
            start = end = None
        if start and not end:
            self.notes.append(_("It does not say when it ends."))
        elif start and end and end <= start:
            self.notes.append(_("It ends before it starts, or after midnight: write the end."))
            end = None
        self.start = start.strftime("%H:%M") if start else ""
        self.end = end.strftime("%H:%M") if start and end else ""

    def to_json(self) -> dict:
        """Plain values, to be kept until somebody says yes."""
        return asdict(self)

    @classmethod
    def from_json(cls, said: dict) -> "Proposal":
        """The proposal that `to_json` wrote."""
        place = said["place"] and Place(**said["place"])
        known = {each.name for each in fields(cls)}
        there = {name: value for name, value in said.items() if name in known}
        return cls(**there | {"place": place})


@dataclass(frozen=True)
class Refusal:
    """A line or entry that makes nothing, and why."""

    where: str
    title: str
    sentence: str


@dataclass
class Reading:
    """All that was understood of a source, and all that was not."""

    proposals: list[Proposal] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def refuse(self, where: str, title: str, sentence: str) -> None:
        """Notes an entry that makes nothing."""
        self.refusals.append(Refusal(where, title, sentence))

    def add(self, proposal: Proposal) -> None:
        """Takes a proposal up, unless its very entry is there already or it is over."""
        if proposal.is_over:
            self.refuse(proposal.where, proposal.title, _("It is over: its last date has passed."))
        elif any(proposal.key == other.key for other in self.proposals):
            self.refuse(proposal.where, proposal.title, _("The same is in this file twice."))
        else:
            self.proposals.append(proposal)

    @property
    def organisations(self) -> set[str]:
        """The names of the organisations that the entries belong to, as far as they say so."""
        return {each.organisation for each in self.proposals if each.organisation}


def make_key(*names: str) -> str:
    """A short key for what these names name together."""
    return sha256(SPLIT.join(names).encode(errors="replace")).hexdigest()[:40]


def plain_line(text: object, longest: int = LONGEST_READ) -> str:
    """A stranger's text as one plain line; nothing for what is no text. Tags of HTML go."""
    if not isinstance(text, str):
        return ""
    text = text[:LONGEST_READ].encode(errors="replace").decode()
    try:
        text = unescape(strip_tags(text))
    except SuspiciousOperation:
        return ""
    return Truncator(tidy_line(text)).chars(longest)


def summarise(text: object) -> tuple[str, list[str]]:
    """What happens there, short enough for a summary, and a note where it had to be cut."""
    whole = plain_line(text)
    if len(whole) <= LONGEST_SUMMARY:
        return whole, []
    first = whole[: LONGEST_SUMMARY + 1]
    cut = max(first.rfind(mark) for mark in (". ", "! ", "? "))
    short = first[: cut + 1] if cut > 40 else Truncator(whole).chars(LONGEST_SUMMARY)
    return short, [_("The description is long: the draft has its beginning.")]
