"""Sending letters: each claimed by a lease, and tried again when something is in the way.

Whoever claims a letter has a minute for it. A worker that is killed leaves the letter claimed, and
after that minute another sends it: at most one copy too many, with the same Message-ID. The
database's clock alone decides what is due, so workers whose clocks differ agree.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from .letters import WRITERS, Letter
from .transports import Lost, NoConnection, PutOff, Refused, open_transport

LEASE = timedelta(seconds=settings.LETTER_LEASE_SECONDS)
WAITS = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60)]
MOST_TRIES = 78  # the last wait again and again makes three days
LOST_IN_A_ROW = 2

logger = logging.getLogger("portal.letters")


def send_due_letters(stop: Callable[[], bool] = lambda: False) -> int:
    """Sends what is due and says how many letters went out. `stop` is asked between letters.

    Raises NoConnection when the mail server cannot be reached; what was claimed waits again.
    """
    sent = lost = 0
    if not Letter.objects.due().exists():
        return sent
    with open_transport() as transport:
        while not stop():
            transport.connect()  # before a letter is claimed: a slow server costs no lease
            letter = claim()
            if letter is None:
                break
            try:
                sent += send(letter, transport)
                lost = 0
            except Lost as trouble:
                put_off(letter, str(trouble))
                lost += 1
                if lost == LOST_IN_A_ROW:
                    raise NoConnection(str(trouble)) from trouble
    return sent


def claim() -> Letter | None:
    """The letter that is due longest, ours for the time of the lease; None when none is due."""
    while letter := Letter.objects.due().first():
        # Whoever counts the try first has it; the others see another number of tries.
        rows = Letter.objects.waiting().filter(pk=letter.pk, tries=letter.tries)
        if rows.update(tries=F("tries") + 1, due_at=Now() + LEASE):
            letter.tries += 1
            return letter
    return None


def send(letter: Letter, transport) -> bool:
    """Writes a claimed letter and sends it. Whether it went out. Raises Lost."""
    try:
        message = write(letter)
    except Exception as error:
        # One letter that cannot be written must not keep the others back.
        logger.exception("A letter of kind %s could not be written", letter.kind)
        put_off(letter, type(error).__name__)
        return False
    if message is None:
        finish(letter, Letter.State.DROPPED)
        return False
    try:
        transport.send(message, letter)
    except Refused as trouble:
        finish(letter, Letter.State.REFUSED, str(trouble))
        return False
    except PutOff as trouble:
        put_off(letter, str(trouble))
        return False
    finish(letter, Letter.State.SENT)
    return True


def write(letter: Letter) -> EmailMessage | None:
    """The letter's message with the headers that every letter has; None if not needed any more."""
    message = WRITERS[letter.kind].write(letter)
    if message is None:
        return None
    if "From" not in message:
        message["From"] = settings.DEFAULT_FROM_EMAIL
    for name in ("Date", "Message-ID", "Auto-Submitted"):
        del message[name]
    message["Date"] = format_datetime(timezone.localtime(letter.made_at))
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notices, please
    return message


def put_off(letter: Letter, trouble: str) -> None:
    """Tries again later, at last hourly; gives up after three days."""
    if letter.tries >= MOST_TRIES:
        finish(letter, Letter.State.REFUSED, trouble)
        return
    wait = WAITS[min(letter.tries, len(WAITS)) - 1]
    ours = Letter.objects.waiting().filter(pk=letter.pk, tries=letter.tries)
    ours.update(due_at=Now() + wait, trouble=trouble)


def finish(letter: Letter, state: str, trouble: str = "") -> None:
    """The letter is done with, for better or worse."""
    sent_at = Now() if state == Letter.State.SENT else None
    Letter.objects.filter(pk=letter.pk).update(state=state, sent_at=sent_at, trouble=trouble)
    if forget := WRITERS[letter.kind].forget:
        forget(letter)
