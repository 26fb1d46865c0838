"""What an import says of each entry: what it is here, what was not understood, what to do."""

from dataclasses import asdict, dataclass, field

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.templatetags.words import clock

from .proposals import Proposal, Refusal


class State(models.TextChoices):
    """What becomes of an entry."""

    NEW = "new", gettext_lazy("New draft")
    RENEWED = "renewed", gettext_lazy("Changed there: the draft is renewed")
    SAME = "same", gettext_lazy("Here already")
    EDITED = "edited", gettext_lazy("Changed there, and worked on here: left alone")
    DELETED = "deleted", gettext_lazy("You deleted it here: it stays deleted")
    THERE = "there", gettext_lazy("You have one of this name and time: left alone")
    LATER = "later", gettext_lazy("Next time: run it again")
    REFUSED = "refused", gettext_lazy("Not taken over")


WRITTEN = {State.NEW, State.RENEWED}


@dataclass
class Line:
    """One entry in the report. `page` is the draft's number once there is one."""

    where: str
    title: str
    state: str
    when: str = ""
    place: str = ""
    notes: list[str] = field(default_factory=list)
    page: int | None = None

    @property
    def state_words(self) -> str:
        """The state for people."""
        return State(self.state).label

    def to_json(self) -> dict:
        """Plain values."""
        return asdict(self)

    def to_text(self) -> str:
        """The line on a terminal."""
        facts = "; ".join(part for part in (self.when, self.place) if part)
        head = f"{self.where}: {self.title or '–'}: {self.state_words}"
        notes = [f"    {note}" for note in self.notes]
        return "\n".join([head, *([f"    {facts}"] if facts else []), *notes])


def line_of_refusal(refusal: Refusal) -> Line:
    """The line of an entry that makes nothing."""
    return Line(refusal.where, refusal.title, State.REFUSED, notes=[refusal.sentence])


def say_when(proposal: Proposal) -> str:
    """The rhythm and hours in words: “Every Tuesday, from 3 November 2026, 10am to 12 noon”."""
    words = [str(proposal.recurrence)] if proposal.rule else []
    start, end = proposal.start_time, proposal.end_time
    if start and end:
        words.append(_("%(start)s to %(end)s") % {"start": clock(start), "end": clock(end)})
    elif start:
        words.append(_("from %s") % clock(start))
    return ", ".join(words)


def count_states(lines: list[Line]) -> list[tuple[str, int]]:
    """How many lines there are of each state that there is, in words."""
    found = [(state.label, sum(line.state == state for line in lines)) for state in State]
    return [(label, number) for label, number in found if number]
