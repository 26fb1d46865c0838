"""A course as search engines read it: schema.org Course with its CourseInstances."""

from django.utils import timezone

from home.structured_data import describe_venue

from .courses import CoursePage
from .runs import CourseRun

MODES = {
    CoursePage.Delivery.IN_PERSON: "onsite",
    CoursePage.Delivery.ONLINE: "online",
    CoursePage.Delivery.BOTH: "blended",
}
AVAILABLE, SOLD_OUT = "https://schema.org/InStock", "https://schema.org/SoldOut"


def describe_course(
    page: CoursePage, runs: list[CourseRun], url: str, provider: dict, element: str
) -> dict:
    """The course in the words of a page, with the facts of its source and its public runs.

    `element` is the public name of what it is part of.
    """
    source = page.source
    course = {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": page.title,
        "description": page.summary,
        "url": url,
        "provider": provider,
        "keywords": element,
        "isAccessibleForFree": True,
        "timeRequired": f"PT{int(source.cpd_hours * 60)}M",
        "teaches": page.outcome_list,
        "offers": offer(AVAILABLE),
        "hasCourseInstance": [describe_run(source, run, url) for run in runs],
    }
    if source.accrediting_body:
        course["educationalCredentialAwarded"] = {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": f"CPD, {source.cpd_hours} hours",
            "recognizedBy": {"@type": "Organization", "name": source.accrediting_body},
        }
    return course


def describe_run(course: CoursePage, run: CourseRun, url: str) -> dict:
    """One run. Times carry the offset of Europe/London on that day."""
    status = "EventCancelled" if run.is_cancelled else "EventScheduled"
    instance = {
        "@type": "CourseInstance",
        "courseMode": MODES[course.delivery],
        "maximumAttendeeCapacity": run.capacity,
        "remainingAttendeeCapacity": run.places_left if run.is_bookable else 0,
        "eventStatus": f"https://schema.org/{status}",
        "offers": offer(AVAILABLE if run.is_bookable else SOLD_OUT),
    }
    if run.starts_at:
        instance["startDate"] = timezone.localtime(run.starts_at).isoformat()
        instance["endDate"] = timezone.localtime(run.ends_at).isoformat()
    places = [
        describe_venue(session.venue) if session.venue else {"@type": "VirtualLocation", "url": url}
        for session in run.sessions.all()
    ]
    if places:
        instance["location"] = [place for n, place in enumerate(places) if place not in places[:n]]
    return instance


def offer(availability: str) -> dict:
    """What it costs: nothing."""
    return {
        "@type": "Offer",
        "category": "Free",
        "price": 0,
        "priceCurrency": "GBP",
        "availability": availability,
    }
