"""Ids that stay the same: UUIDs made from what they name (RFC 9562 section 5.5, version 5)."""

from functools import cache
from urllib.parse import urlsplit
from uuid import NAMESPACE_DNS, UUID, uuid5

from django.conf import settings
from django.http import Http404

# What every portal shares, such as the terms that services are sorted by.
SHARED = UUID("0c1d7a52-6f0f-4c55-9a3b-1f6f2d2b8e71")


def make_id(*names) -> str:
    """The id of something of this site alone: two portals' venue number 1 are not the same."""
    return str(uuid5(own_namespace(settings.SITE_URL), "/".join(str(name) for name in names)))


@cache
def own_namespace(address: str) -> UUID:
    """The namespace of a site, by its host name alone."""
    return uuid5(NAMESPACE_DNS, urlsplit(address).hostname or "")


def make_shared_id(*names) -> str:
    """The id of something that means the same in every portal."""
    return str(uuid5(SHARED, "/".join(names)))


def read_id(text: str) -> UUID:
    """The UUID that an address names. Raises Http404 for anything of another shape."""
    try:
        key = UUID(text)
    except ValueError as error:
        raise Http404 from error
    if str(key) != text.lower():
        raise Http404
    return key
