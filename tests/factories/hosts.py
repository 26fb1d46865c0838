"""Hosts, their links, and a session at a chosen moment."""

from datetime import datetime, timedelta

from django.utils import timezone

from events.expanding import refresh_slots
from events.models import Follower, Host, Occurrence
from home.letters import Letter
from tests.factories import make_drop_in


def make_host(series=None, **fields) -> Host:
    """Somebody who hosts a series."""
    series = series or make_drop_in()
    fields = {"first_name": "Fatima", "email": f"fatima{series.pk}@example.org", **fields}
    return Host.objects.create(series=series, **fields)


def link_of(host: Host, days: int = 8) -> str:
    """The address of a host's page, good for so many days."""
    return host.make_link(timezone.localdate() + timedelta(days=days))


def put_first(series, starts_at: datetime, hours: float = 2) -> Occurrence:
    """Gives a series' next date another time, as its rule would have."""
    row = series.occurrences.upcoming().first()
    row.put_at(starts_at, starts_at + timedelta(hours=hours))
    row.save()
    refresh_slots(series)
    return row


def in_hours(hours: float) -> datetime:
    """So many hours from now, on a whole minute as every session is."""
    now = timezone.now().replace(second=0, microsecond=0)
    return now + timedelta(hours=hours)


def make_follower(series, **fields) -> Follower:
    """Somebody who asked to be told if a date is off, and confirmed it."""
    fields = {
        "email": f"ann{Follower.objects.count()}@example.org",
        "language": "en",
        "confirmed_at": timezone.now(),
        "expires_on": timezone.localdate() + timedelta(days=30),
        **fields,
    }
    return Follower.objects.create(series=series, **fields)


def read(row: Occurrence) -> Occurrence:
    """The date as the database has it."""
    return Occurrence.objects.get(pk=row.pk)


def letters(kind: str) -> list[tuple[int, int]]:
    """(about, reader) of each letter of a kind."""
    return list(
        Letter.objects.filter(kind=kind).order_by("pk").values_list("about_id", "reader_id")
    )
