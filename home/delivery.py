"""Sending letters: each claimed by a lease, and tried again when something is in the way.

Whoever claims a letter has a minute for it. A worker that is killed leaves the letter claimed, and
after that minute another sends it: at most one copy too many, with the same Message-ID. The
database's clock alone decides what is due, so workers whose clocks differ agree.
"""

import logging
import traceback
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from time import monotonic

from django.conf import settings
from django.core.mail.message import sanitize_address
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from .letters import WRITERS, Letter
from .transports import Lost, NoConnection, PutOff, Refused, open_transport

LEASE = timedelta(seconds=60)
SECONDS_FOR_ONE = 40  # to write and send a letter; the rest of the lease is for the database
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
            connect(transport)  # before a letter is claimed: a slow server costs no lease
            until = monotonic() + SECONDS_FOR_ONE
            letter = claim()
            if letter is None:
                break
            try:
                sent += send(letter, transport, until)
                lost = 0
            except Lost as trouble:
                put_off(letter, str(trouble))
                lost += 1
                if lost == LOST_IN_A_ROW:
                    raise NoConnection(str(trouble)) from trouble
    return sent


def connect(transport) -> None:
    """Connects, or notes at the letters that wait why not. Raises NoConnection."""
    try:
        transport.connect()
    except NoConnection as trouble:
        words = str(trouble)
        Letter.objects.due().exclude(trouble=words).order_by().update(trouble=words)
        raise


def claim() -> Letter | None:
    """The letter that is due longest, ours for the time of the lease; None when none is due."""
    while letter := Letter.objects.due().first():
        # Whoever counts the try first has it; the others see another number of tries.
        rows = Letter.objects.waiting().filter(pk=letter.pk, tries=letter.tries)
        if rows.update(tries=F("tries") + 1, due_at=Now() + LEASE):
            letter.tries += 1
            return letter
    return None


def send(letter: Letter, transport, until: float) -> bool:
    """Writes a claimed letter and sends it before `until`. Whether it went out. Raises Lost."""
    try:
        message = write(letter)
        if message is None:
            finish(letter, Letter.State.DROPPED)
            return False
        seconds = until - monotonic()
        if seconds <= 0:
            raise PutOff("took too long to write")
        transport.send(message, letter, seconds)
    except Refused as trouble:
        finish(letter, Letter.State.REFUSED, str(trouble))
        return False
    except PutOff as trouble:
        put_off(letter, str(trouble))
        return False
    finish(letter, Letter.State.SENT)
    return True


def write(letter: Letter) -> EmailMessage | None:
    """The letter's message, or None if it is not needed any more. Raises Refused or PutOff.

    A letter that cannot be written must not keep the others back. The log says where that failed,
    but not in the error's own words, which may name somebody.
    """
    try:
        message = WRITERS[letter.kind].write(letter)
        return None if message is None else add_headers(message, letter)
    except Refused:
        raise
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        words = "A letter of kind %s could not be written: %s in %s, line %s"
        logger.error(words, letter.kind, type(error).__name__, place.filename, place.lineno)
        raise PutOff(type(error).__name__) from None


def add_headers(message: EmailMessage, letter: Letter) -> EmailMessage:
    """The message with the headers that every letter has. Raises Refused and ValueError."""
    headers = {
        "From": spell(message["From"] or settings.DEFAULT_FROM_EMAIL),
        "To": only_address(message),
        "Date": format_datetime(timezone.localtime(letter.made_at)),
        "Message-ID": letter.message_id,
        "Auto-Submitted": "auto-generated",  # RFC 3834: no holiday notices, please
    }
    for name, value in headers.items():
        del message[name]
        message[name] = value
    return message


def only_address(message: EmailMessage) -> str:
    """The address of the one reader. Raises Refused if there is not exactly one."""
    if "Cc" in message or "Bcc" in message:
        raise Refused("more than one reader")
    try:
        return spell(message["To"])
    except ValueError:
        raise Refused("not one address") from None


def spell(address) -> str:
    """An address as mail servers spell it, its domain in ASCII. Raises ValueError if it is none."""
    spelt = sanitize_address(str(address), "utf-8")
    if "@" not in spelt:
        raise ValueError
    return spelt


def put_off(letter: Letter, trouble: str) -> None:
    """Tries again later, at last hourly; gives up after three days."""
    if letter.tries >= MOST_TRIES:
        finish(letter, Letter.State.REFUSED, trouble)
        return
    wait = WAITS[min(letter.tries, len(WAITS)) - 1]
    held_by_us(letter).update(due_at=Now() + wait, trouble=trouble)


def finish(letter: Letter, state: str, trouble: str = "") -> None:
    """The letter is done with, for better or worse.

    What was sent is sent, even if it took longer than the lease; anything else is for whoever
    holds the letter now to say.
    """
    sent = state == Letter.State.SENT
    rows = Letter.objects.waiting().filter(pk=letter.pk) if sent else held_by_us(letter)
    sent_at = Now() if sent else None
    with transaction.atomic():
        ours = rows.update(state=state, sent_at=sent_at, trouble=trouble)
        writer = WRITERS.get(letter.kind)
        if ours and writer and writer.forget:
            writer.forget(letter)


def held_by_us(letter: Letter):
    """The letter's row, unless another worker has claimed it since."""
    return Letter.objects.waiting().filter(pk=letter.pk, tries=letter.tries)
