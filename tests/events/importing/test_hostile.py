"""Broken, huge and hostile files: one sentence, quickly, and nothing half-made."""

import json
import time
import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.importing.drafting import read_only
from events.importing.reading import read
from home.models import Venue
from tests.events.importing.bringing import HEADING, bring, count_all, drafts_of, keep, states
from tests.events.importing.test_calendar import calendar, event
from tests.events.importing.test_open_referral import make_service

pytestmark = pytest.mark.django_db
MILLIONS = 3 * 1024 * 1024


def make_zip() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("../../evil", "x" * 1000)
    return file.getvalue()


FILES = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\n ", "is empty"),
    "not json": (b"{nothing", "no whole JSON"),
    "cut off": (json.dumps(make_service()).encode()[:-40], "no whole JSON"),
    "two documents": (b'{"a":1}{"b":2}', "no whole JSON"),
    "huge": (b"[" + b"1," * (MILLIONS // 2) + b"1]", "larger than 2 MB"),
    "nested lists": (b"[" * 500_000, "nested too deeply"),
    "nested objects": (b'{"contents":' * 100_000, "nested too deeply"),
    "a number of 5,000 digits": (b'[{"name":' + b"1" * 5000 + b"}]", "number"),
    "broken letters": (b'{"name": "\xff\xfe"}', "cannot read the letters"),
    "a web page": (b"<!doctype html><title>x</title>", "This is a web page"),
    "xml bomb": (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "a">]>', "This is a web page"),
    "zip called csv": (make_zip(), "workbook or a zip file"),
    "picture called csv": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "This is no text"),
    "pdf": (b"%PDF-1.7\n", "This is no text"),
    "nul bytes": (b"name;day\nTea\x00;Tue\n", "This is no text"),
    "100,000 columns": (b"name," * 100_000 + b"\n" + b"x," * 100_000, "more than 60 columns"),
    "one endless line": (b"name" * 100_000, "one of them"),
    "one endless field": (b'"' + b"x" * 200_000 + b'"', "cannot read the first line"),
    "no calendar": (b"BEGIN:VCALENDAR\nEND:VCALENDAR", "no event"),
    "an event without an end": (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 100_000, "no event"),
    "binary": (bytes(range(1, 256)) * 100, "cannot read the letters"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_gets_one_sentence_quickly_and_makes_nothing(organisation, name):
    data, words = FILES[name]
    before, started = count_all(), time.monotonic()
    with pytest.raises(ValidationError, match=words) as caught:
        bring(organisation, data)
    assert time.monotonic() - started < 2
    assert len(caught.value.messages) == 1
    assert count_all() == before


LONG = {
    "10,000 services": json.dumps(
        [{"id": f"{n}", "name": "S", "fees": "x"} for n in range(10_000)]
    ),
    "one service at 50,000 places": json.dumps(
        make_service(service_at_locations=[{"location": {"name": "x"}}] * 50_000)
    ),
    "a service with 20,000 times": json.dumps(
        make_service(schedules=[{"freq": "WEEKLY", "byday": "MO"}] * 20_000)
    ),
    "20,000 times that all differ": json.dumps(
        make_service(schedules=[
            {"freq": "WEEKLY", "byday": "MO", "opens_at": f"{n % 24:02d}:{n % 60:02d}"}
            for n in range(20_000)
        ])
    ),
    "10,000 events": calendar(*["UID:{n}\nSUMMARY:x\nDTSTART:20990101"] * 10_000).decode(),
    "an event of 1 MB": calendar(event(DESCRIPTION="x" * 1_000_000)).decode(),
    "30,000 lines": HEADING + "x;y\n" * 30_000,
    "a million quotes": 'name;what\n"' + '""' * 500_000,
    "deep tags": "name;what\nTea;" + "<" * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("name", LONG)
def test_a_long_file_is_read_up_to_a_bound_quickly_and_says_so(organisation, name):
    started = time.monotonic()
    try:
        reading = read(LONG[name].encode())
    except ValidationError:
        lines = []
    else:
        lines = read_only(reading, organisation)
        assert len(reading.proposals) <= 500
    assert len(lines) <= 1000
    assert time.monotonic() - started < 4


NAMES = [
    "<script>alert(1)</script>Tea", "=HYPERLINK(\"https://x\")", "{{7*7}}", "../../etc/passwd",
    "Tea\u202e", "O'Hara\"; DROP TABLE x;--", "😀" * 50, "x" * 10_000, "\ud800", "\u0000Tea",
    "é" * 300, "Te\u0000a\r\nBcc: x",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_hostile_names_become_plain_text_or_nothing(organisation, name):
    place = {"name": name, "addresses": [
        {"address_1": name, "city": name, "postal_code": "LE5 1AB"}]}  # fmt: skip
    service = make_service(name=name, description=name, service_at_locations=[{"location": place}])
    bring(organisation, json.dumps(service))
    [draft] = drafts_of(organisation)
    texts = [draft.title, draft.summary, *Venue.objects.values_list("name", flat=True)]
    assert not any("<" in text or "\x00" in text or "\u202e" in text for text in texts)
    assert len(draft.title) <= 120
    assert len(draft.summary) <= 200
    assert states(bring(organisation, json.dumps(service))) == ["same"]


def test_a_hostile_name_is_written_out_harmlessly(organisation, log_in):
    table = HEADING + "&lt;script&gt;alert(1)&lt;/script&gt;;x;;;;;Tue;10am;12\n"
    row = keep(organisation, table, source='"><script>alert(2)</script>.csv')
    page = log_in("admin").get(f"/admin/imports/{row.pk}/").content.decode()
    assert "alert(1)" in page
    assert "<script>alert" not in page


WRONG = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from([
            "id", "name", "schedules", "service", "services", "service_at_locations", "location",
            "addresses", "organization", "languages", "phones", "contacts", "contents", "freq",
            "byday", "interval", "count", "dtstart", "until", "opens_at", "latitude", "longitude",
            "accessibility", "description", "status", "fees", "postal_code",
        ]),
        inner, max_size=6,
    ),
    max_leaves=25,
)  # fmt: skip


@given(WRONG)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_wrong_types_everywhere_never_break_it(db, document):
    data = json.dumps({"contents": [document]}).encode()
    reading = read(data)
    read_only(reading, None)
    assert [proposal.from_json(proposal.to_json()) for proposal in reading.proposals] == (
        reading.proposals
    )


@given(st.text(max_size=200))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_below_a_heading_is_read_or_refused(db, text):
    try:
        reading = read(f"name;day;starts;from;every;dates\n{text}".encode())
    except ValidationError:
        return
    read_only(reading, None)


@pytest.mark.parametrize("line", ["EXDATE:0", "EXDATE;VALUE=DATE:x", "DTEND:0", "RRULE:0"])
def test_an_event_with_a_broken_line_is_refused_and_the_others_are_read(db, line):
    data = calendar(event(UID="broken", **{"X-A": f"b\n{line}"}), event(UID="whole"))
    reading = read(data)
    assert len(reading.proposals) + len(reading.refusals) == 2
    assert len(reading.proposals) >= 1


LINE = st.tuples(
    st.sampled_from(
        ["DTSTART", "DTEND", "RRULE", "SUMMARY", "EXDATE", "DURATION", "UID", "STATUS"]
    ),
    st.sampled_from([":", ";VALUE=DATE:", ";TZID=Europe/London:", ";TZID=../x:", ";X"]),
    st.text(max_size=30)
    | st.sampled_from(["20270105T100000Z", "FREQ=WEEKLY;BYDAY=TU", "-PT9999H"]),
)


@given(st.lists(LINE, max_size=6))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_lines_of_an_event_are_read_or_refused(db, lines):
    inside = "\n".join("".join(line) for line in lines)
    data = calendar("UID:a\nSUMMARY:Tea\nDTSTART:20270105T100000\n" + inside, event(UID="whole"))
    try:
        reading = read(data)
    except ValidationError:
        return
    assert reading.proposals or reading.refusals
    read_only(reading, None)
