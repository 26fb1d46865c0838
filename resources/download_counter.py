"""Counts that a material was fetched, without knowing by whom; never in the way of the file.

What Wagtail says when it hands out a document is all that is needed: no cookie, no address of a
computer, no page that sends something. A programme that says that it is one is left out.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from .downloads import Download
from .materials import Material

PATIENCE = 100  # milliseconds: whoever waits for a handout does not wait for a number
PROGRAMMES = re.compile(
    r"bot\b|crawl|spider|slurp|preview|monitor|scan|fetch|http|curl|wget|python|java/|headless",
    re.IGNORECASE,
)
ASKS_AGAIN = ("If-None-Match", "If-Modified-Since")
logger = logging.getLogger("portal.downloads")


def count_download(sender, instance, request: HttpRequest, **kwargs) -> None:
    """Adds one to a document's number of today, if it is a material and a person asked for it.

    Raises nothing: a busy or broken database costs a number, not a handout.
    """
    if not is_asked_by_a_person(request):
        return
    try:
        if Material.objects.filter(document=instance, module__live=True).exists():
            with little_patience():
                Download.objects.add_one(instance.pk, timezone.localdate())
    except DatabaseError:
        logger.info("A download was not counted: the database was busy.")


def is_asked_by_a_person(request: HttpRequest) -> bool:
    """Whether a request is a first one for the whole file, by what may be a person's browser."""
    named = request.headers.get("User-Agent", "")
    is_part = not request.headers.get("Range", "bytes=0-").startswith("bytes=0-")
    is_guess = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    asks_again = any(name in request.headers for name in ASKS_AGAIN)
    is_person = bool(named) and not PROGRAMMES.search(named)
    return request.method == "GET" and is_person and not (is_part or is_guess or asks_again)


@contextmanager
def little_patience() -> Iterator[None]:
    """A transaction that gives up soon when somebody else is writing. Raises DatabaseError."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{PATIENCE}ms"])
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        [usual] = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            with transaction.atomic():
                yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
