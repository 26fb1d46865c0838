"""Whether a source says the same as when it was read before: days that pass change nothing."""

from itertools import islice

from django.utils import timezone

from ..date_sets import DateSet
from ..recurrence import Recurrence, monday_of
from .proposals import Proposal

SET_ASIDE = ("where", "notes", "rule")


def says_the_same(before: Proposal, now: Proposal) -> bool:
    """Whether nothing that a draft takes over has changed."""
    former, said = before.to_json(), now.to_json()
    for name in SET_ASIDE:
        del former[name], said[name]
    return former == said and is_same_rule(before.recurrence, now.recurrence)


def is_same_rule(before: Recurrence | DateSet | None, now: Recurrence | DateSet | None) -> bool:
    """Whether two rules have the same dates to come.

    Many sources begin with today or with the next date that they know. That is no change.
    """
    if before is None or now is None or type(before) is not type(now):
        return before is now
    today = timezone.localdate()
    if isinstance(now, DateSet):
        return [day for day in before.on if day >= today] == [day for day in now.on if day >= today]
    if rhythm_of(before) != rhythm_of(now):
        return False
    if before.first_on <= today:
        return before.falls_on(now.first_on) or now.first_on <= today
    last = before.first_on.replace(year=min(before.first_on.year + 1, 9000), day=1)
    return next_of(before, last) == next_of(now, last)


def rhythm_of(rule: Recurrence) -> tuple:
    """All of a rule but its beginning; weeks that are left out are told by their phase."""
    phase = monday_of(rule.first_on).toordinal() // 7 % rule.every
    return rule.days, rule.every, rule.nth, rule.last_on, phase


def next_of(rule: Recurrence, last) -> list:
    """The first date from today on."""
    return list(islice(rule.dates(timezone.localdate(), last), 1))
