"""What search engines read: schema.org as JSON-LD."""

from home.structured_data import describe_venue

from .occurrences import Occurrence
from .series import SeriesPage

DATES_TOLD = 4


def describe(series: SeriesPage, occurrence: Occurrence, url: str, organiser: dict) -> dict:
    """One date as a schema.org Event. Times carry the offset of Europe/London on that day."""
    status = "EventCancelled" if occurrence.is_cancelled else "EventScheduled"
    event = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": series.title,
        "description": series.specific.summary,
        "startDate": occurrence.local_start.isoformat(),
        "endDate": occurrence.local_end.isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "isAccessibleForFree": True,
        "url": url,
        "organizer": organiser,
    }
    if series.venue:
        event["location"] = describe_venue(series.venue)
    return event
