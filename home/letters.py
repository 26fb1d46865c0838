"""Letters: what is to be written to whom, as a kind and ids only, until it is sent.

A letter is written into the database in the transaction of what it tells, so that both are there
or neither. Its words and links are made when it is sent, by the writer of its kind.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from email.message import EmailMessage
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

STUCK_AFTER = timedelta(hours=1)
BETWEEN_ASKED = timedelta(minutes=10)


class LetterQuerySet(models.QuerySet):
    def waiting(self) -> "LetterQuerySet":
        """Letters that are still to be sent."""
        return self.filter(state=Letter.State.WAITING)

    def due(self) -> "LetterQuerySet":
        """Letters to be tried now by the database's clock, the longest waiting first."""
        return self.waiting().filter(due_at__lte=Now()).order_by("due_at", "pk")

    def stuck(self) -> "LetterQuerySet":
        """Letters that have waited for more than an hour: somebody has to look."""
        return self.waiting().filter(made_at__lt=Now() - STUCK_AFTER)


class Letter(models.Model):
    """One e-mail to one person. `due_at` is when it is tried next, and the end of a lease."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        DROPPED = "dropped", _("Not needed any more")
        REFUSED = "refused", _("Could not be delivered")

    wagtail_reference_index_ignore = True

    kind = models.CharField(_("kind"), max_length=40)
    about_id = models.BigIntegerField()
    reader_id = models.BigIntegerField(null=True)
    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    made_at = models.DateTimeField(_("made"), db_default=Now())
    due_at = models.DateTimeField(_("next try"), db_default=Now())
    sent_at = models.DateTimeField(_("sent"), null=True)
    tries = models.PositiveIntegerField(_("tries"), default=0)
    trouble = models.CharField(_("trouble"), max_length=60, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "due_at"]),
            models.Index(fields=["kind", "about_id"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_sent_letter_says_when",
                condition=Q(state="sent", sent_at__isnull=False)
                | ~Q(state="sent") & Q(sent_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_letter_is_in_a_known_state",
                condition=Q(state__in=["waiting", "sent", "dropped", "refused"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about_id}"

    @property
    def message_id(self) -> str:
        """Its Message-ID (RFC 5322 section 3.6.4): the same however often it is sent."""
        return f"<{self.public_id}@{urlsplit(settings.SITE_URL).hostname}>"


class Writer(NamedTuple):
    """Who writes a kind of letter, and what the kind is called."""

    write: Callable[[Letter], EmailMessage | None]
    label: str
    forget: Callable[[Letter], None] | None


WRITERS: dict[str, Writer] = {}


def writes(kind: str, *, label: str, forget: Callable | None = None) -> Callable:
    """Makes a function the writer of a kind. It runs outside of any transaction.

    It gives a message with To, Subject and text, or None when the letter is not needed any more.
    `forget` is called once the letter is done with, sent or not.
    """

    def register(write: Callable) -> Callable:
        WRITERS[kind] = Writer(write, label, forget)
        return write

    return register


def label_of(kind: str) -> str:
    """What a kind of letter is called."""
    writer = WRITERS.get(kind)
    return writer.label if writer else kind


def post(kind: str, about_id: int, reader_id: int | None = None) -> Letter:
    """Puts a letter in the outbox, within the transaction of what it tells."""
    return Letter.objects.create(kind=kind, about_id=about_id, reader_id=reader_id)


def post_seldom(
    kind: str, about_id: int, reader_id: int | None = None, *, most_a_day: int = 3
) -> None:
    """Puts a letter in the outbox unless one like it was within ten minutes, or enough today.

    For what strangers can ask for: nobody fills another's postbox with it.
    """
    now = timezone.now()
    alike = Letter.objects.filter(kind=kind, about_id=about_id)
    lately = alike.filter(made_at__gt=now - BETWEEN_ASKED)
    today = alike.filter(made_at__gt=now - timedelta(days=1))
    if not lately.exists() and today.count() < most_a_day:
        post(kind, about_id, reader_id)


def post_all(kind: str, about_ids: Iterable[int]) -> list[Letter]:
    """The same letter about many rows, each to its own reader."""
    return Letter.objects.bulk_create(Letter(kind=kind, about_id=key) for key in about_ids)
