"""What is on: a series as an Open Referral service, and who is behind it.

Only what its public page says to everybody: the organisation's shared address and the numbers to
ring. No name of anybody, and no address of a host.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page

from home.choices import Language
from home.models import Organisation

from ..clock import LONDON
from ..expanding import HORIZON
from ..series import SeriesPage
from .ids import make_id
from .news import say, say_check
from .published import Published, news_of
from .schedules import describe_schedules
from .taxonomies import TAXONOMIES, Term, describe_term, terms_of


def describe_service(published: Published) -> dict:
    """A service as lists tell it."""
    series, organisation = published.series, published.organisation
    check = getattr(series, "last_check", None)
    checked_on = check and check.checked_at.astimezone(LONDON).date().isoformat()
    return only_said(
        {
            "id": str(series.translation_key),
            "organization_id": str(organisation.translation_key),
            "name": series.title,
            "description": say_what(series),
            "url": address_of(series),
            "email": organisation.email,
            "status": status_of(series),
            "fees": "Free.",
            "assured_date": checked_on,
            "assurer_email": checked_on and organisation.email,
            "alert": " ".join(filter(None, [say(published.news), say_check(check)])),
            "last_modified": to_milliseconds(series.modified_at),
            "organization": describe_organisation(organisation),
        }
    )


def describe_service_fully(published: Published) -> dict:
    """A service with all that belongs to it, but for where it is held."""
    series, organisation = published.series, published.organisation
    service_id = str(series.translation_key)
    phones = describe_phones(series.phone, service_id)
    organisation_id = str(organisation.translation_key)
    return describe_service(published) | {
        "organization": describe_organisation(organisation)
        | {"phones": describe_phones(organisation.phone, organisation_id)},
        "schedules": schedules_of(series),
        "languages": [
            {
                "id": make_id(service_id, "language", code),
                "service_id": service_id,
                "name": Language(code).label,
                "code": code,  # ISO 639-1; the UK profile has left it out, its parent has it
            }
            for code in series.languages
            if code in Language
        ],
        "cost_options": [
            {
                "id": make_id(service_id, "cost"),
                "service_id": service_id,
                "option": "Everybody",
                "amount": 0,
                "amount_description": "Free",
            }
        ],
        "phones": phones,
        "contacts": [
            {
                "id": make_id(service_id, "contact"),
                "service_id": service_id,
                "title": "Who answers when you ask whether it is on",
                "phones": phones,
            }
        ],
        "attributes": [describe_attribute(term, service_id) for term in terms_of(series)],
    }


def schedules_of(series: SeriesPage) -> list[dict]:
    """The schedule entries of a series for every date that is known."""
    dates = list(series.occurrences.upcoming().select_related("venue"))
    for row in dates:
        row.series = series
    known_until = timezone.now() + HORIZON + timedelta(days=1)
    notes = say(news_of([series], known_until)[series.pk])
    return describe_schedules(series, dates, address_of(series), notes)


def describe_organisation(organisation: Organisation) -> dict:
    """An organization as lists tell it."""
    return only_said(
        {
            "id": str(organisation.translation_key),
            "name": organisation.title,
            "description": organisation.summary,
            "email": organisation.email,
            "website": organisation.website or address_of(organisation),
        }
    )


def describe_attribute(term: Term, service_id: str) -> dict:
    """That a term fits a service."""
    return {
        "id": make_id(service_id, "term", term.id),
        "link_id": service_id,
        "taxonomy_term_id": term.id,
        "link_type": TAXONOMIES[term.taxonomy][2],
        "taxonomy_term": describe_term(term),
    }


def describe_phones(number: str, owner: str) -> list[dict]:
    """A number that residents may ring, if there is one."""
    return [{"id": make_id(owner, "phone"), "number": number}] if number else []


def say_what(series: SeriesPage) -> str:
    """What happens there and what to bring."""
    bring = series.what_to_bring
    return f"{series.summary} What to bring: {bring}" if bring else series.summary


def status_of(series: SeriesPage) -> str:
    """One of the standard's words: closed for now when every date that is known is off."""
    if series.takes_place:
        return "active"
    return "temporarily closed" if series.has_dates else "inactive"


def address_of(page: Page) -> str:
    """The absolute address of a page in the source language."""
    return settings.SITE_URL + page.get_url_parts()[2]


def to_milliseconds(moment: datetime) -> str:
    """A moment in UTC, as the standard wants it: with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def only_said(facts: dict) -> dict:
    """The facts without those that are empty: the standard has no null."""
    return {name: fact for name, fact in facts.items() if fact not in ("", None)}
