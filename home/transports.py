"""The ways out for a letter: a mail server, or files in a folder on somebody's own machine."""

import os
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from socket import SHUT_RDWR, gaierror, socket
from threading import Timer

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.utils.module_loading import import_string

from .letters import Letter

SECONDS_TO_CONNECT = 30
CLOSING_DOWN = 421  # RFC 5321 section 4.2.1: the server is about to hang up


class Trouble(Exception):  # noqa: N818
    """Why a letter did not go out; its words hold nobody's address."""


class Refused(Trouble):
    """The server will never take this letter."""


class PutOff(Trouble):
    """The server does not take this letter now."""


class Lost(Trouble):
    """The connection broke; whether the letter was taken is not known."""


class NoConnection(Trouble):
    """There is no mail server to talk to."""


def open_transport():
    """The way out that the settings name, to be used in `with`."""
    return import_string(settings.LETTER_TRANSPORT)()


class Server(EmailBackend):
    """Django's way to a mail server, with a connection that can be cut from its first byte on."""

    newest = None

    @property
    def connection_class(self):
        server = self

        class Connection(super().connection_class):
            def connect(self, *args, **kwargs):
                server.newest = self
                return super().connect(*args, **kwargs)

        return Connection

    @contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """Cuts the connection when what is done within takes longer in all.

        The timeout of a socket is for one answer's next byte: a server that drips never meets it.
        """
        watchdog = Timer(seconds, self.cut)
        watchdog.daemon = True
        watchdog.start()
        try:
            yield
        finally:
            watchdog.cancel()

    def cut(self) -> None:
        """Whoever waits on the connection gets an error at once."""
        with suppress(OSError, AttributeError, TypeError):
            # Past the TLS layer, whose own shutdown is not made for two threads.
            socket.shutdown(self.newest.sock, SHUT_RDWR)


class SmtpTransport:
    """The mail server of EMAIL_URL, one connection for many letters."""

    def __init__(self):
        self.server = Server()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.hang_up()

    def connect(self) -> None:
        """Connects unless connected. Raises NoConnection."""
        if self.server.connection:
            return
        try:
            with self.server.deadline(SECONDS_TO_CONNECT):
                self.server.open()
        except (OSError, smtplib.SMTPException) as error:
            if self.server.newest:
                self.server.newest.close()
            raise NoConnection(describe(error)) from None

    def send(self, message: EmailMessage, letter: Letter, seconds: float) -> None:
        """Sends to the one address in To, within so many seconds. Raises Refused, PutOff, Lost."""
        connection = self.server.connection
        try:
            with self.server.deadline(seconds):
                connection.ehlo_or_helo_if_needed()
                takes_8bit = connection.has_extn("8bitmime")
                connection.sendmail(
                    str(message["From"]),
                    [str(message["To"])],
                    to_bytes(message, eight_bit=takes_8bit),
                    mail_options=["BODY=8BITMIME"] if takes_8bit else [],
                )
        except (OSError, smtplib.SMTPException, ValueError) as error:
            trouble = trouble_of(error)
            if isinstance(trouble, Lost) or connection.sock is None:
                self.hang_up()
            raise trouble from None

    def hang_up(self) -> None:
        """Ends the connection, politely if there is somebody to be polite to."""
        connection, self.server.connection = self.server.connection, None
        if connection:
            with suppress(OSError, smtplib.SMTPException), self.server.deadline(2):
                connection.quit()
            connection.close()


class FileTransport:
    """One file for each letter, for looking at. Sent again, a letter replaces its own file."""

    def __init__(self):
        self.folder = Path(settings.LETTER_FOLDER)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        pass

    def connect(self) -> None:
        """Makes the folder. Raises NoConnection when it cannot be made."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NoConnection(describe(error)) from None

    def send(self, message: EmailMessage, letter: Letter, seconds: float) -> None:
        """Writes the file beside its place, then moves it there. Raises Lost when it cannot."""
        name = f"{letter.made_at.astimezone(UTC):%Y%m%dT%H%M%S}-{letter.public_id}.eml"
        unfinished = self.folder / f".{name}"
        try:
            unfinished.write_bytes(to_bytes(message, eight_bit=True))
            os.replace(unfinished, self.folder / name)
        except OSError as error:
            raise Lost(describe(error)) from None


def to_bytes(message: EmailMessage, *, eight_bit: bool) -> bytes:
    """The message as it travels (RFC 5322); in signs of 7 bits where a server takes no others.

    Raises PutOff when it cannot be put into bytes.
    """
    try:
        return message.as_bytes(policy=SMTP.clone(cte_type="8bit" if eight_bit else "7bit"))
    except Exception as error:
        raise PutOff(type(error).__name__) from None


def trouble_of(error: Exception) -> Trouble:
    """What an error on the way means for the letter."""
    code, words = code_of(error), describe(error)
    if isinstance(error, smtplib.SMTPNotSupportedError | ValueError):
        return Refused(words)
    if code == CLOSING_DOWN or code < 400:
        return Lost(words)
    if code >= 500 and isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError):
        return Refused(words)
    # A refused sender is a matter of our settings: the letter waits until they are put right.
    return PutOff(words)


def code_of(error: Exception) -> int:
    """The server's reply code (RFC 5321 section 4.2); 0 if there was no reply."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))[0]
    return getattr(error, "smtp_code", 0)


def describe(error: Exception) -> str:
    """A trouble in a few words that name nobody."""
    code = code_of(error)
    if code > 0:
        return f"SMTP {code}"
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "timed out"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "connection lost"
    if isinstance(error, ConnectionError | gaierror):
        return "no connection"
    return type(error).__name__
