"""Which addresses of the web may be asked: public ones, by their number and not by their name."""

import socket
import threading
from ipaddress import ip_address, ip_network
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PORTS = {"http": 80, "https": 443}
LONGEST = 1000
SAFE = "/%:@!$&'()*+,;=~-._?"
# Not everybody's, though Python before 3.13 takes some of them for public: kept for protocols, or
# carrying an address of the older kind inside; and where machines of one cloud reach their host.
SPECIAL = [
    ip_network(text)
    for text in (
        "168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "64:ff9b::/96", "64:ff9b:1::/48",
        "2001::/23", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10",
    )
]  # fmt: skip


class WebAddress(NamedTuple):
    """An address taken apart; `path` holds its query too."""

    scheme: str
    host: str
    port: int
    path: str


def read_address(address: str, schemes: tuple[str, ...] = ("https", "http")) -> WebAddress:
    """An address of the web. Raises ValidationError with a sentence for any other."""
    address = address.strip()
    if len(address) > LONGEST or any(not sign.isprintable() or sign in " \\" for sign in address):
        raise ValidationError(_("We cannot read this address. Copy it anew from your browser."))
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError):
        raise ValidationError(
            _("We cannot read this address. Copy it anew from your browser.")
        ) from None
    if parts.scheme not in schemes or not host:
        start = " / ".join(f"{scheme}://" for scheme in schemes)
        raise ValidationError(_("The address must begin with %s") % start)
    if parts.username is not None or parts.password is not None:
        raise ValidationError(_("Leave out the name and password: we read only public addresses."))
    usual = PORTS[parts.scheme]
    if port not in (None, usual) and not settings.FETCH_INSIDE:
        raise ValidationError(_("We read the usual ports alone. Leave out the “:%s”.") % port)
    path = quote(parts.path or "/", safe=SAFE.replace("?", ""))
    query = f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
    return WebAddress(parts.scheme, host, port or usual, path + query)


def look_up(address: WebAddress, seconds: float) -> list[tuple]:
    """Where a name leads, as (family, socket address), every one public. Raises ValidationError.

    Whoever connects uses what is returned here and does not look the name up again: it may lead
    elsewhere by then.
    """
    found: list[tuple] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend((row[0], row[4]) for row in rows)

    asking = threading.Thread(target=ask, daemon=True)  # a look-up has no time limit of its own
    asking.start()
    asking.join(seconds)
    places = list(found)
    if not places:
        raise ValidationError(_("There is no site called “%s”. Check the address.") % address.host)
    if not settings.FETCH_INSIDE and not all(is_public(place[1][0]) for place in places):
        raise ValidationError(
            _("“%s” is not a public site. We read only what everybody can read.") % address.host
        )
    return places


def is_public(number: str) -> bool:
    """Whether everybody may ask there: no machine's own, private, shared or special address."""
    ip = ip_address(number)
    if any(ip in network for network in SPECIAL):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)
