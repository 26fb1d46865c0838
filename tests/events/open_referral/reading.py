"""Reads the open data as somebody else's program would: by the standard, knowing nothing of us."""

from datetime import date, datetime, time

from dateutil.rrule import rrulestr

from .standard import BASE


def get(client, path: str, **keys) -> dict:
    """A good answer."""
    response = client.get(f"{BASE}{path}", keys)
    assert response.status_code == 200, response.content
    return response.json()


def everything(client, path: str, **keys) -> list[dict]:
    """Every item of a list, page by page until the last."""
    items, number = [], 1
    while True:
        page = get(client, path, page=number, per_page=7, **keys)
        items += page["contents"]
        if page["last_page"]:
            return items
        number += 1


def service_of(client, series) -> dict:
    """A series' service, with everything."""
    return get(client, f"/services/{series.translation_key}")


def told_dates(service: dict) -> dict[datetime, datetime]:
    """When a service takes place: each aware start and its end, from the schedule alone."""
    dates = {}
    for entry in service["schedules"]:
        for day in days_of(entry):
            start, end = (time.fromisoformat(entry[name]) for name in ("opens_at", "closes_at"))
            start, end = datetime.combine(day, start), datetime.combine(day, end)
            assert start not in dates, "a date is told twice"
            dates[start] = end
    return dates


def days_of(entry: dict) -> list[date]:
    """The days of an entry: its RRULE, from dtstart, no longer than the entry is valid."""
    if "freq" not in entry:
        return []
    first, last = (date.fromisoformat(entry[name]) for name in ("dtstart", "valid_to"))
    assert entry["valid_from"] == entry["dtstart"]
    parts = [f"FREQ={entry['freq']}", f"INTERVAL={entry['interval']}", f"BYDAY={entry['byday']}"]
    parts += [f"WKST={entry['wkst']}", f"UNTIL={last:%Y%m%d}"]
    rule = rrulestr(";".join(parts), dtstart=datetime.combine(first, time()))
    return [moment.date() for moment in rule]


def stored_dates(series) -> dict[datetime, datetime]:
    """When a series takes place by its own rows."""
    rows = series.occurrences.upcoming().running()
    return {row.starts_at: row.ends_at for row in rows}
