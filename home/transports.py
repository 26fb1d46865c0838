"""The ways out for a letter: a mail server, or files in a folder on somebody's own machine."""

import os
import smtplib
from contextlib import suppress
from datetime import UTC
from email.message import EmailMessage
from pathlib import Path
from socket import SHUT_RDWR
from threading import Timer

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address
from django.utils.module_loading import import_string

from .letters import Letter

SECONDS_FOR_ONE = 40  # below the lease, however slowly a server answers


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


class SmtpTransport:
    """The mail server of EMAIL_URL, one connection for many letters."""

    def __init__(self):
        self.server = EmailBackend()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.hang_up()

    def connect(self) -> None:
        """Connects unless connected. Raises NoConnection."""
        if self.server.connection:
            return
        try:
            self.server.open()
        except (OSError, smtplib.SMTPException) as error:
            self.server.connection = None
            raise NoConnection(describe(error)) from error

    def send(self, message: EmailMessage, letter: Letter) -> None:
        """Sends to the one address in To. Raises Refused, PutOff or Lost."""
        watchdog = Timer(SECONDS_FOR_ONE, self.cut)
        watchdog.start()
        try:
            self.server.connection.send_message(
                message,
                from_addr=sanitize_address(message["From"], "utf-8"),
                to_addrs=[sanitize_address(str(message["To"]), "utf-8")],
            )
        except smtplib.SMTPRecipientsRefused as error:
            code = next(iter(error.recipients.values()))[0]
            raise (Refused if code >= 500 else PutOff)(f"SMTP {code}") from None
        except smtplib.SMTPDataError as error:
            raise (Refused if error.smtp_code >= 500 else PutOff)(describe(error)) from None
        except (smtplib.SMTPSenderRefused, smtplib.SMTPResponseException) as error:
            raise PutOff(describe(error)) from None
        except (smtplib.SMTPNotSupportedError, UnicodeError, ValueError) as error:
            raise Refused(describe(error)) from None
        except (OSError, smtplib.SMTPException) as error:
            self.hang_up()
            raise Lost(describe(error)) from None
        finally:
            watchdog.cancel()

    def cut(self) -> None:
        """Ends a connection that drips for too long; whoever waits on it gets an error."""
        with suppress(OSError, AttributeError):
            self.server.connection.sock.shutdown(SHUT_RDWR)

    def hang_up(self) -> None:
        """Ends the connection, politely if there is somebody to be polite to."""
        connection, self.server.connection = self.server.connection, None
        if connection:
            with suppress(OSError, smtplib.SMTPException):
                connection.sock and connection.sock.settimeout(2)
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
            raise NoConnection(describe(error)) from error

    def send(self, message: EmailMessage, letter: Letter) -> None:
        """Writes the file beside its place, then moves it there. Raises Lost when it cannot."""
        name = f"{letter.made_at.astimezone(UTC):%Y%m%dT%H%M%S}-{letter.public_id}.eml"
        unfinished = self.folder / f".{name}"
        try:
            unfinished.write_bytes(message.as_bytes())
            os.replace(unfinished, self.folder / name)
        except OSError as error:
            raise Lost(describe(error)) from error


def describe(error: Exception) -> str:
    """A trouble in a few words that name nobody."""
    code = getattr(error, "smtp_code", None)
    return f"SMTP {code}" if code else type(error).__name__
