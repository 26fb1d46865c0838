"""Reads Open Referral UK (HSDS 3): a service, a list, an organisation or services at locations.

Anything may have the wrong type: what is not what the standard says counts as not said.
"""

import json
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .handwriting import read_languages
from .proposals import (
    LONGEST_NAME,
    LONGEST_PHONE,
    Proposal,
    Reading,
    make_key,
    plain_line,
    summarise,
)
from .reading_places import read_place
from .reading_schedules import Times, read_schedules

MOST = 500  # entries of one source
LISTS = ("contents", "items", "services")
OF_A_SERVICE = {"schedules", "service_at_locations", "organization", "organization_id", "fees"}
OF_A_TERM = {"taxonomy_terms", "taxonomy", "term_uri", "term", "version"}
OF_AN_ORGANISATION = {"website", "organization_identifiers", "parent_organization_id", "uri"}
STOPPED = {"inactive", "defunct"}
BRING = re.compile(r"(?P<summary>.*?) What to bring: (?P<bring>.+)")


def load_json(data: bytes) -> object:
    """The document in a file. Raises ValidationError."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except RecursionError:
        raise ValidationError(_("This file is nested too deeply to be Open Referral.")) from None
    except UnicodeDecodeError:
        raise ValidationError(
            _("We cannot read the letters of this file. Save it as UTF-8.")
        ) from None
    except json.JSONDecodeError as error:
        raise ValidationError(
            _("This file is no whole JSON: it breaks off or has a mistake in line %(line)d, "
              "column %(column)d.") % {"line": error.lineno, "column": error.colno}
        ) from None  # fmt: skip
    except ValueError:
        raise ValidationError(_("There is a number in this file that nobody can read.")) from None


def read_open_referral(document: object) -> Reading:
    """What a document says. Raises ValidationError when it is none of the standard's."""
    reading = Reading()
    services = Services(reading)
    items = items_of(document)
    if isinstance(document, dict) and "openapi_url" in document:
        raise ValidationError(_("This is the front door of open data. Add /services to it."))
    if items is None:
        raise ValidationError(_("This file is JSON, but not Open Referral."))
    if len(items) > MOST:
        reading.remarks.append(
            _("There are %(all)d entries. We read the first %(most)d: give us less at once.")
            % {"all": len(items), "most": MOST}
        )
    for number, item in enumerate(items[:MOST], start=1):
        services.take(_("entry %d") % number, item)
    services.finish()
    if not (reading.proposals or reading.refusals):
        reading.remarks.append(services.say_why_nothing())
    return reading


def items_of(document: object) -> list | None:
    """The entries of a document; None where it holds none that could be."""
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return None
    for name in LISTS[:2]:
        if isinstance(document.get(name), list):
            return document[name]
    return [document]


class Services:
    """The services of a document with the places at which each of them is."""

    def __init__(self, reading: Reading):
        self.reading = reading
        self.found: dict[str, tuple[str, dict, list[dict]]] = {}
        self.others: dict[str, int] = {}

    def take(self, where: str, item: object) -> None:
        """Takes up one entry, whatever it is."""
        if not isinstance(item, dict):
            self.reading.refuse(where, "", _("This is no entry, only a value."))
        elif isinstance(item.get("service"), dict):
            self.add(where, item["service"], item)
        elif isinstance(item.get("services"), list):
            for number, service in enumerate(rows_of(item, "services")[:MOST], start=1):
                owner = {"id": item.get("id"), "name": item.get("name")}
                self.add(f"{where}.{number}", {"organization": owner, **service})
        elif OF_A_SERVICE & set(item):
            self.add(where, item)
        elif OF_A_TERM & set(item):
            self.count("term")
        elif OF_AN_ORGANISATION & set(item):
            self.count("organisation")
        else:
            name = plain_line(item.get("name"), LONGEST_NAME)
            self.reading.refuse(where, name, _("We do not know what this is: it is no service."))

    def count(self, kind: str) -> None:
        """Counts what is of the standard, and nothing to turn up to."""
        self.others[kind] = self.others.get(kind, 0) + 1

    def add(self, where: str, service: dict, at_location: dict | None = None) -> None:
        """Takes up a service; the same one at another place is the same."""
        key = plain_line(service.get("id"), 200) or make_key(where)
        if key in self.found and at_location is None:
            name = plain_line(service.get("name"), LONGEST_NAME)
            self.reading.refuse(where, name, _("The same is in this file twice."))
            return
        places = rows_of(service, "service_at_locations")
        known = self.found.setdefault(key, (where, service, places))
        if at_location is not None:
            known[2].append(at_location)

    def finish(self) -> None:
        """Makes proposals of all services."""
        for where, service, places in self.found.values():
            read_service(self.reading, where, service, places)

    def say_why_nothing(self) -> str:
        """What the document holds instead of services."""
        if "term" in self.others:
            return _("Nothing to import in it: it is a list of terms, without services.")
        if "organisation" in self.others:
            return _("Nothing to import in it: it names organisations, without their services.")
        return _("Nothing to import in it: it is empty.")


def read_service(reading: Reading, where: str, service: dict, places: list[dict]) -> None:
    """Adds a proposal for each rhythm and time of day of a service."""
    title = plain_line(service.get("name"), LONGEST_NAME)
    if not title:
        reading.refuse(where, "", _("It has no name."))
        return
    status = plain_line(service.get("status"), 40).lower()
    if status in STOPPED:
        reading.refuse(where, title, _("It says that it is not running (%s).") % status)
        return
    base, notes = describe(service, title)
    schedules = rows_of(service, "schedules") + [
        {"service_at_location_id": place.get("id"), **row}
        for place in places
        for row in rows_of(place, "schedules")
    ]
    found, unread = read_schedules(schedules)
    if not schedules:
        notes.append(_("It does not say when it is on. Choose the days in the draft."))
    for number, times in enumerate(found or [Times()], start=1):
        key = make_key("service", id_of(service, title), str(number))
        proposal = Proposal(where=where, key=key, rule=times.text, **base)
        proposal.notes = [*notes, *unread, *times.notes]
        proposal.set_times(times.start, times.end)
        proposal.place = place_at(places, times.at, proposal.notes)
        reading.add(proposal)


def id_of(service: dict, title: str) -> str:
    """What is the same whenever this service is read again."""
    owner = service.get("organization")
    name = plain_line(owner.get("name")) if isinstance(owner, dict) else ""
    return plain_line(service.get("id"), 200) or make_key(title, name)


def describe(service: dict, title: str) -> tuple[dict, list[str]]:
    """What all series of a service share, and what was not understood."""
    summary, notes = summarise(service.get("description"))
    bring = ""
    if match := BRING.fullmatch(summary):
        summary, bring = match["summary"], match["bring"]
    rows = rows_of(service, "languages")
    said = [plain_line(row.get("code")) or plain_line(row.get("name")) for row in rows]
    languages, unknown = read_languages(said)
    if unknown:
        notes.append(_("Languages that are not on our list: %s.") % ", ".join(unknown[:5]))
    fees = plain_line(service.get("fees"), 100)
    if fees and not fees.lower().startswith(("free", "no ", "none", "0")):
        notes.append(_("It says of fees: “%s”. What is listed here is free.") % fees)
    owner = service.get("organization")
    fields = {
        "title": title,
        "summary": summary,
        "bring": bring,
        "phone": phone_of(service),
        "languages": languages,
        "organisation": plain_line(owner.get("name"), 255) if isinstance(owner, dict) else "",
    }
    return fields, notes


def phone_of(service: dict) -> str:
    """The first number that residents may ring."""
    rows = rows_of(service, "phones")
    for contact in rows_of(service, "contacts"):
        rows += rows_of(contact, "phones")
    numbers = [plain_line(row.get("number")) for row in rows]
    return next((number for number in numbers if 0 < len(number) <= LONGEST_PHONE), "")


def place_at(places: list[dict], key: str, notes: list[str]):
    """Where a series is; a note where that is not clear or not a place."""
    named = [place for place in places if key and place.get("id") == key]
    if not named and len(places) > 1:
        words = ngettext("%d place", "%d places", len(places)) % len(places)
        notes.append(_("It is at %s, and does not say when: the draft has the first.") % words)
    chosen = (named or places)[:1]
    location = chosen[0].get("location") if chosen else None
    if not isinstance(location, dict):
        notes.append(_("It does not say where it is. Choose the venue in the draft."))
        return None
    if location.get("location_type") == "virtual":
        notes.append(_("It is online, at no place."))
        return None
    place = read_place(location)
    if place is None:
        notes.append(_("Its place has no name. Choose the venue in the draft."))
    return place


def rows_of(row: dict, name: str) -> list[dict]:
    """The entries in a part of an entry: those that are entries at all."""
    value = row.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
