"""Still right? After eight silent weeks one question goes out, answered by one tap."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from home.letters import post
from home.links import BrokenLink, make_token, read_token

from .checks import Check
from .occurrences import Occurrence
from .series import SeriesPage

KIND = "events.still_right"
LINK_PURPOSE = "events.still_right"


def ask_whether_still_right(at: datetime | None = None) -> int:
    """Asks about every series that has been silent for long and was not asked yet.

    Each host is asked; without hosts, the organisation at its shared address. Who has neither is
    asked as soon as there is one. Returns how many letters were written. Workers may do this at
    the same time: one of them sets `asked_at`, in the transaction of the letters.
    """
    at = at or timezone.now()
    coming = Occurrence.objects.upcoming(at).filter(series=OuterRef("series"))
    silent = Check.objects.silent(at).filter(Exists(coming), asked_at=None)
    return sum(ask_about(check, at) for check in silent.select_related("series"))


def ask_about(check: Check, at: datetime) -> int:
    """Writes the question about one series, unless somebody has answered or asked by now."""
    readers = list(check.series.hosts.values_list("pk", flat=True))
    if not readers and shared_address(check.series):
        readers = [None]
    if not readers:
        return 0
    with transaction.atomic():
        # On this row alone, without a join: whoever comes second finds it asked.
        still_silent = Check.objects.filter(pk=check.pk, asked_at=None, checked_at=check.checked_at)
        if not still_silent.update(asked_at=at):
            return 0
        for reader in readers:
            post(KIND, check.series_id, reader)
    return len(readers)


def shared_address(series: SeriesPage) -> str:
    """The e-mail address that the organisation of a series shows to everybody, or nothing."""
    return getattr(series.get_parent().specific, "email", "")


def make_link(check: Check, expires_on: date) -> str:
    """The address at which a series is said to be still right, up to and with a day."""
    token = make_token(
        purpose=LINK_PURPOSE,
        row_id=check.series_id,
        version=check.link_version,
        expires_on=expires_on,
    )
    return reverse("still_right", args=[token])


def find_check(token: str) -> Check:
    """The check of a link. Raises ExpiredLink, and BrokenLink also for one that was revoked."""
    link = read_token(LINK_PURPOSE, token)
    rows = Check.objects.select_related("series__venue")
    check = rows.filter(series=link.row_id).first()
    if check is None or check.link_version != link.version:
        raise BrokenLink
    return check
