"""Signed links: who holds one may use it, so nobody needs an account.

A token is readable numbers and an HMAC over its purpose, the row's id, a version and the last day
on which it is good. Nothing is stored. Raising the row's version revokes what was sent before.
"""

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

SIGNATURE_BYTES = 18  # 144 bits
LABEL = b"portal.links.1"
SHAPE = re.compile(
    r"([1-9a-z][0-9a-z]{0,12})-(0|[1-9a-z][0-9a-z]{0,6})-([1-9a-z][0-9a-z]{0,4})-([\w-]{24})",
    re.ASCII,
)
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Link(NamedTuple):
    """What a good token says; the caller compares the version."""

    row_id: int
    version: int
    expires_on: date


class LinkError(Exception):
    """A link that opens nothing."""


class BrokenLink(LinkError):  # noqa: N818
    """Wrong, cut short, forged, revoked, or made for something else."""


class ExpiredLink(LinkError):  # noqa: N818
    """Good once; its last day is over."""


def make_token(*, purpose: str, row_id: int, version: int, expires_on: date) -> str:
    """A token for an address, good up to and with `expires_on` (a day in Europe/London).

    Raises ValueError for a row that is not saved or a version below 0.
    """
    if row_id < 1 or version < 0:
        raise ValueError
    said = "-".join(to_text(number) for number in (row_id, version, expires_on.toordinal()))
    return f"{said}-{sign(settings.LINK_KEYS[0], purpose, said)}"


def read_token(purpose: str, token: str) -> Link:
    """What a token of this purpose says. Raises BrokenLink or ExpiredLink."""
    match = SHAPE.fullmatch(token)
    if not match:
        raise BrokenLink
    *parts, signature = match.groups()
    said = "-".join(parts)
    if not any(
        hmac.compare_digest(sign(key, purpose, said), signature) for key in settings.LINK_KEYS
    ):
        raise BrokenLink
    row_id, version, last_day = (int(part, 36) for part in parts)
    link = Link(row_id, version, date.fromordinal(last_day))
    if link.expires_on < timezone.localdate():
        raise ExpiredLink
    return link


def sign(key: str, purpose: str, said: str) -> str:
    """The signature, under a key made for nothing but links."""
    own_key = hmac.digest(key.encode(), LABEL, hashlib.sha256)
    signature = hmac.digest(own_key, f"{purpose}\n{said}".encode(), hashlib.sha256)
    return urlsafe_b64encode(signature[:SIGNATURE_BYTES]).decode()


def to_text(number: int) -> str:
    """A whole number from 0 in base 36; the only spelling that is accepted."""
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return text or "0"


def private_link(view: Callable) -> Callable:
    """What a view behind a signed link tells browsers: keep nothing, tell no other site."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return guarded
