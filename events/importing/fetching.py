"""Reads something public from the web: guarded, bounded in time and size, never carried out.

Whoever gives an address here must not reach what only this machine and its neighbours can. So
each step of a redirect is checked anew, and the connection goes to the very number that was
checked.
"""

import http.client
import socket
import ssl
import threading
import time
from typing import NamedTuple
from urllib.parse import urljoin

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .web_addresses import PORTS, WebAddress, look_up, read_address

SECONDS = 10
LARGEST = 2 * 1024 * 1024  # bytes
MOST_REDIRECTS = 3
REDIRECTS = {301, 302, 303, 307, 308}
HEADERS = {
    "Accept": "application/json, text/calendar, text/csv, text/plain;q=0.5, */*;q=0.1",
    "Accept-Encoding": "identity",
    "User-Agent": "neighbourhood-portal (import)",
    "Connection": "close",
}


class Fetched(NamedTuple):
    """What an address answered, and where it was found in the end."""

    address: str
    data: bytes


class Deadline:
    """So many seconds from now, for all steps together."""

    def __init__(self, seconds: float = SECONDS):
        self.ends_at = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left. Raises ValidationError when there are none."""
        left = self.ends_at - time.monotonic()
        if left <= 0:
            raise ValidationError(_("The site takes too long to answer. Try again later."))
        return left


def fetch(
    address: str,
    *,
    schemes: tuple[str, ...] = ("https", "http"),
    deadline: Deadline | None = None,
) -> Fetched:
    """What is at a public address: at most 2 MB, within 10 seconds, over at most 3 redirects.

    Whoever reads several pages gives the `deadline` of all of them, which may come sooner. Raises
    ValidationError with a sentence that says what to do.
    """
    deadline = Deadline(min(SECONDS, deadline.left()) if deadline else SECONDS)
    for _step in range(MOST_REDIRECTS + 1):
        found = ask(read_address(address, schemes), deadline)
        if isinstance(found, bytes):
            return Fetched(address, found)
        address = urljoin(address, found)
    raise ValidationError(_("This address sends us from one place to the next. Give the last one."))


def ask(address: WebAddress, deadline: Deadline) -> bytes | str:
    """What one address answers: its bytes, or where it sends us. Raises ValidationError."""
    places = look_up(address, deadline.left())
    connection = CheckedConnection(address, places[0], deadline)
    try:
        connection.request("GET", address.path, headers=HEADERS)
        answer = read_answer(connection.getresponse())
    except ssl.SSLError as error:
        deadline.left()
        raise ValidationError(
            _("The certificate of “%s” is not in order, so we did not read it.") % address.host
        ) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        deadline.left()
        raise ValidationError(_("“%s” does not answer as a site should.") % address.host) from error
    finally:
        connection.end()
    deadline.left()  # what was cut off when the time was up is not the whole
    return answer


def read_answer(response: http.client.HTTPResponse) -> bytes | str:
    """The bytes of an answer, or the address to which it sends us. Raises ValidationError."""
    if response.status in REDIRECTS and response.headers["Location"]:
        return response.headers["Location"]
    if response.status != http.client.OK:
        raise ValidationError(
            _("There is nothing to read at this address: it answers %s.") % response.status
        )
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise ValidationError(_("The site sends its answer packed. Save the file and upload it."))
    data = response.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValidationError(_("There is more than 2 MB at this address. Give us less at once."))
    if response.length:
        raise http.client.IncompleteRead(data, response.length)
    return data


class CheckedConnection(http.client.HTTPConnection):
    """A connection to one checked place, cut off when the time is up."""

    def __init__(self, address: WebAddress, place: tuple, deadline: Deadline):
        super().__init__(address.host, address.port)
        self.default_port = PORTS[address.scheme]
        self.secure = address.scheme == "https"
        self.family, self.place = place
        self.deadline = deadline
        self.watch: threading.Timer | None = None

    def connect(self) -> None:
        """Connects to the place that was checked; the name is only told to the other side."""
        self.sock = socket.socket(self.family, socket.SOCK_STREAM)
        self.sock.settimeout(self.deadline.left())
        self.sock.connect(self.place)
        if self.secure:
            self.sock = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
        self.watch = threading.Timer(self.deadline.left(), cut, [self.sock])
        self.watch.daemon = True
        self.watch.start()
        if self.secure:
            self.sock.do_handshake()

    def end(self) -> None:
        """Closes it for good. `close` is also called as soon as an answer has begun."""
        if self.watch:
            self.watch.cancel()
        self.close()


def cut(connection: socket.socket) -> None:
    """Ends a connection under the hands of whoever still reads from it: a drip is slow too."""
    try:
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
    except OSError:
        return  # it is closed already
