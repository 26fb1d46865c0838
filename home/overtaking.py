"""Two people edit at once, and nothing is lost.

A form carries short marks of what it was opened with (`seen`). What is stored by then may be
something else: then the save is refused, whatever was typed stays in the form, and what the other
changed stands beside it. A tick, “Save mine over theirs”, saves all the same.
"""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from django import forms
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page

from .stored_words import in_words_stored, in_words_typed, label_of, marks_of, stored
from .templatetags.words import clock, day

OVER = "over"  # the name of the tick


class SeenField(forms.CharField):
    """The marks of what a form was opened with. It is no answer: it never counts as a change."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False, max_length=20_000)

    def has_changed(self, initial, data) -> bool:
        return False


class SeenMixin:
    """For forms of what is stored already: they know what they were opened with."""

    overtaken = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["seen"] = SeenField()
            row = None if self.is_bound else stored(self.instance)
            if row is not None:
                self.initial["seen"] = write_marks(marks_of(self, row))


def write_marks(marks: dict[str, str]) -> str:
    """Marks as they travel in a form."""
    return " ".join(f"{name}={mark}" for name, mark in marks.items())


def read_marks(text: str) -> dict[str, str]:
    """Marks as a form brings them back; nothing of what cannot be read."""
    pairs = (pair.partition("=") for pair in text.split())
    return {name: mark for name, equals, mark in pairs if equals}


class Change(NamedTuple):
    """One field that somebody else has changed: what is stored, and what was typed here."""

    label: str
    theirs: str
    mine: str


class Overtaken:
    """What somebody changed after a form was opened, and who it was."""

    def __init__(self, form, row: models.Model, names: list[str], now: str):
        self.form, self.row, self.names = form, row, names
        self.state = now  # what the tick has to name: a third person's change asks anew

    @cached_property
    def changes(self) -> list[Change]:
        """Each field that the other changed."""
        return [
            Change(
                label_of(self.form, name),
                in_words_stored(self.form, name, self.row),
                in_words_typed(self.form, name),
            )
            for name in self.names
        ]

    @cached_property
    def last(self) -> tuple[object, datetime | None]:
        """Who changed it last, as a user or None, and when."""
        if isinstance(self.row, Page) and self.row.latest_revision:
            return self.row.latest_revision.user, self.row.latest_revision.created_at
        if hasattr(self.row, "said_by"):
            return self.row.said_by, None
        entry = log_registry.get_logs_for_instance(self.row).select_related("user").first()
        return (entry.user, entry.timestamp) if entry else (None, None)

    @property
    def sentence(self) -> str:
        """Who changed it and when, and that nothing is lost."""
        user, moment = self.last
        name = user.first_name if user else ""
        if user and user == getattr(self.form, "for_user", None):
            who = _("You changed this yourself in another window")
        elif name:
            who = _("%(name)s changed this while you were writing") % {"name": name}
        else:
            who = _("Somebody changed this while you were writing")
        when = f" ({day(moment)}, {clock(moment)})" if moment else ""
        return _("%(who)s%(when)s. Your words are still here, and not saved yet.") % {
            "who": who,
            "when": when,
        }


def is_up_to_date(form) -> bool:
    """Whether a form may be saved: nobody changed what it was opened with, or the tick is set.

    To be asked in the transaction that saves, once the row is locked. If not, `form.overtaken`
    says what to show above the form. A form that brings no marks was not made by us: it is
    believed.
    """
    seen = read_marks(form.cleaned_data.get("seen") or "")
    if not seen:
        return True
    row = stored(form.instance)
    if row is None:
        form.add_error(None, _("This was deleted meanwhile. Copy your words before you leave."))
        return False
    marks = marks_of(form, row)
    names = [name for name, mark in marks.items() if seen.get(name) != mark]
    if not names:
        return True
    form.overtaken = Overtaken(form, row, names, state_of(marks))
    return form.data.get(OVER) == form.overtaken.state


def state_of(marks: dict[str, str]) -> str:
    """One mark for everything."""
    return sha256(write_marks(marks).encode()).hexdigest()[:16]


def keep_theirs(form, user) -> None:
    """Writes into the history what was saved over; a page has its versions for that."""
    if form.overtaken and not isinstance(form.instance, Page):
        theirs = {change.label: change.theirs for change in form.overtaken.changes}
        log(instance=form.instance, action="home.save_over", user=user, data={"theirs": theirs})


def lock_row(model: type[models.Model], key) -> None:
    """Lets one at a time save this row, until the transaction ends."""
    if str(key).isdecimal():
        rows = model._base_manager.select_for_update(of=("self",), no_key=True).filter(pk=key)
        rows.values_list("pk", flat=True).first()


@transaction.atomic
def save_unless_overtaken(form, user, save: Callable[[], object]) -> object:
    """What `save` gives, which saves what a valid form has; False if the form was overtaken."""
    if form.instance.pk:
        lock_row(type(form.instance), form.instance.pk)
        if not is_up_to_date(form):
            return False
    done = save()
    keep_theirs(form, user)
    return done
