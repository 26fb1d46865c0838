"""Open Referral: the standard's own examples, our own open data back again, and other spellings."""

import json
from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.date_sets import DateSet
from events.importing.reading import read
from events.models import DropInPage, SeriesPage
from events.recurrence import Recurrence
from home.postcodes import METRES_PER_MILE, Point, find_postcode
from tests.events.importing.bringing import bring, drafts_of, facts_of, states
from tests.events.open_referral.reading import everything, service_of
from tests.events.open_referral.standard import FOLDER, needs_standard
from tests.factories import in_future, make_drop_in, make_organisation, make_venue, next_weekday

pytestmark = pytest.mark.django_db
EXAMPLES = {
    "organization_full": 1,
    "organization_list": 0,
    "service_at_location_full": 1,
    "service_at_location_list": 1,
    "service_full": 1,
    "service_list": 1,
    "taxonomy": 0,
    "taxonomy_term_list": 0,
}


def make_service(**parts) -> dict:
    """A small service of somebody else's."""
    return {
        "id": "8f6c0f0e-0000-4000-8000-000000000001",
        "name": "Knees and backs",
        "description": "Gentle moves.",
        "status": "active",
        "organization": {"id": "x", "name": "Somebody"},
        "schedules": [{"freq": "WEEKLY", "byday": "TU", "opens_at": "10:00", "closes_at": "12:00"}],
        **parts,
    }


def read_one(*services, **parts):
    """The proposals of a service or of several."""
    return read(json.dumps(list(services) or [make_service(**parts)]).encode()).proposals


@needs_standard
@pytest.mark.parametrize(("name", "count"), EXAMPLES.items())
def test_each_of_the_standards_examples_is_understood(organisation, name, count):
    data = (FOLDER / "examples" / f"{name}.json").read_bytes()
    reading = read(data)
    assert len(reading.proposals) == count
    assert states(bring(organisation, data)) == ["new"] * count
    assert states(bring(organisation, data)) == ["same"] * count
    if not count:
        assert "Nothing to import in it" in " ".join(reading.remarks)


@needs_standard
def test_the_report_on_the_standards_example_says_what_is_left_to_do(organisation):
    [line] = bring(organisation, (FOLDER / "examples" / "service_full.json").read_bytes())
    assert (line.title, line.when) == ("Community Counselling", "10am to 6pm")
    notes = " ".join(line.notes)
    for words in ("fees", "days of the month", "weekdays", "full postcode"):
        assert words in notes
    assert "Persona" not in notes


@needs_standard
def test_a_list_that_tells_less_than_the_page_takes_nothing_away(organisation):
    for name in ("service_full", "service_list", "service_at_location_list"):
        bring(organisation, (FOLDER / "examples" / f"{name}.json").read_bytes())
    [draft] = drafts_of(organisation)
    assert draft.start_time == time(10)


def test_our_own_open_data_comes_back_as_it_was(client, organisation):
    """Every demo series with a rule, and some more: the same days, hours and place."""
    home = make_organisation(in_open_data=True)
    today = timezone.localdate()
    for rule in (
        Recurrence(today, (1, 3)),
        Recurrence(next_weekday(2), (2,), every=2),
        Recurrence(today, (4,), nth=-1),
        Recurrence(today, (0,), nth=2),
        DateSet((in_future(9), in_future(23))),
    ):
        make_drop_in(home, recurrence=rule, languages=["en", "ur"], bank_holidays="open")
    services = [
        service_of(client, SeriesPage.objects.get(translation_key=item["id"], alias_of=None))
        for item in everything(client, "/services")
    ]
    first = {service["id"]: service for service in services}
    for series in SeriesPage.objects.filter(translation_key__in=first, alias_of=None):
        owner = make_organisation(title=f"Importer {series.pk}")
        bring(owner, json.dumps(first[str(series.translation_key)]))
        draft = drafts_of(owner)[0]
        assert facts_of(draft) == facts_of(series), series.title
        assert (draft.title, draft.summary) == (series.title, series.summary)
        assert (set(draft.languages), draft.phone) == (set(series.languages), series.phone)
        assert draft.what_to_bring == series.what_to_bring
        assert draft.venue == series.venue


def test_our_own_open_data_read_again_weeks_later_is_the_same(client, organisation, time_machine):
    home = make_organisation(in_open_data=True)
    series = make_drop_in(home, bank_holidays="open")
    bring(organisation, json.dumps(service_of(client, series)))
    time_machine.move_to(timezone.now() + timezone.timedelta(days=24))
    assert states(bring(organisation, json.dumps(service_of(client, series)))) == ["same"]


def test_a_new_venue_comes_with_its_place_and_what_is_known_of_getting_in(client, organisation):
    home = make_organisation(in_open_data=True)
    place = find_postcode("LE5 1AB")
    place = Point(place.easting + 120, place.northing - 80)
    facts = {"step_free": "yes", "hearing_loop": "no", "access_note": "Ring the bell."}
    venue = make_venue(place, postcode="LE5 1AB", **facts)
    data = json.dumps(service_of(client, make_drop_in(home, venue)))
    bring(organisation, data.replace(venue.name, "Another Hall"))
    made = drafts_of(organisation)[0].venue
    assert (made.name, made.street, made.town) == ("Another Hall", venue.street, venue.town)
    assert made.point.miles_to(venue.point) * METRES_PER_MILE < 2
    assert (made.step_free, made.hearing_loop, made.parking) == ("yes", "no", "not_known")
    assert made.access_note == "Ring the bell."


@pytest.mark.parametrize(
    ("entries", "rules"),
    [
        ([{"freq": "WK", "byday": "MO"}], ["Every Monday"]),
        ([{"freq": "WEEKLY", "byday": "MO,WE", "interval": 2, "dtstart": "2026-01-05"}],
         ["Every 2 weeks on Monday and Wednesday"]),
        ([{"freq": "MONTHLY", "byday": "1TU"}], ["The first Tuesday of every month"]),
        ([{"freq": "MONTHLY", "byday": "TU", "bysetpos": -1}], ["The last Tuesday of every month"]),
        ([{"freq": "WEEKLY", "byday": "MO"}, {"freq": "WEEKLY", "byday": "FR"}],
         ["Every Monday and Friday"]),
        ([{"byday": "SA"}], ["Every Saturday"]),
        ([{"freq": "DAILY"}], ["Every Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and "
                               "Sunday"]),
    ],
)  # fmt: skip
def test_rhythms_are_understood(entries, rules):
    hours = {"opens_at": "10:00", "closes_at": "12:00"}
    proposals = read_one(schedules=[hours | entry for entry in entries])
    assert [proposal.recurrence.rhythm() for proposal in proposals] == rules


@pytest.mark.parametrize(
    "entry",
    [
        {"freq": "SECONDLY"},
        {"freq": "MINUTELY", "byday": "MO"},
        {"freq": "YEARLY"},
        {"freq": "WEEKLY", "interval": 13, "byday": "MO"},
        {"freq": "WEEKLY", "interval": 0, "byday": "MO"},
        {"freq": "WEEKLY", "interval": "many", "byday": "MO"},
        {"freq": "MONTHLY", "interval": 2, "byday": "1MO"},
        {"freq": "MONTHLY", "bymonthday": "15"},
        {"freq": "MONTHLY", "byday": "1MO,3MO"},
        {"freq": "MONTHLY", "byday": "5MO"},
        {"freq": "WEEKLY", "byday": "XX"},
        {"freq": "WEEKLY", "byday": "MO", "count": 100000},
        {"freq": "WEEKLY", "byday": "MO", "byhour": "9,17", "bymonthday": "1"},
        {"freq": "WEEKLY", "byday": "MO", "dtstart": "2026-13-45"},
        {"description": "Mondays, mostly"},
    ],
)
def test_what_our_rules_cannot_say_is_left_out_and_said(entry):
    [proposal] = read_one(schedules=[{"opens_at": "10:00", "closes_at": "12:00", **entry}])
    assert proposal.rule == ""
    assert proposal.notes
    assert (proposal.start, proposal.end) == ("10:00", "12:00")


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (("10:00", "12:30"), ("10:00", "12:30")),
        (("10:00:00", "12:00:00"), ("10:00", "12:00")),
        (("10am", "noon"), ("10:00", "12:00")),
        (("10:00+00:00", "12:00Z"), ("11:00", "13:00")),
        (("01:30", "03:00"), ("", "")),
        (("22:00", "02:00"), ("22:00", "")),
        (("25:00", "x"), ("", "")),
        ((None, 7), ("", "")),
    ],
)
def test_times_are_put_to_the_clock_in_london(hours, expected):
    """The rule begins in July: an offset from UTC counts as the clock showed it then."""
    opens, closes = hours
    entry = {"freq": "WEEKLY", "byday": "TU", "dtstart": "2026-07-07"}
    [proposal] = read_one(schedules=[entry | {"opens_at": opens, "closes_at": closes}])
    assert (proposal.start, proposal.end) == expected


def test_two_times_of_day_are_two_series():
    entry = {"freq": "WEEKLY", "byday": "TU"}
    proposals = read_one(schedules=[
        entry | {"opens_at": "10:00", "closes_at": "12:00"},
        entry | {"opens_at": "14:00", "closes_at": "16:00"},
    ])  # fmt: skip
    assert [proposal.start for proposal in proposals] == ["10:00", "14:00"]
    assert len({proposal.key for proposal in proposals}) == 2


def test_a_time_that_ended_is_left_out_and_said():
    entry = {"freq": "WEEKLY", "byday": "TU", "until": "2020-01-01", "dtstart": "2019-01-01"}
    [proposal] = read_one(schedules=[entry])
    assert proposal.rule == ""
    assert "Times that ended on 1 January 2020 are left out." in proposal.notes


@pytest.mark.parametrize("status", ["inactive", "defunct"])
def test_what_is_not_running_is_not_made(status):
    [refusal] = read(json.dumps(make_service(status=status)).encode()).refusals
    assert status in refusal.sentence


def test_the_same_id_twice_in_a_file_is_made_once(organisation):
    lines = bring(organisation, json.dumps([make_service(), make_service(name="Other")]))
    assert states(lines) == ["new", "refused"]
    assert DropInPage.objects.child_of(organisation).count() == 1


def test_what_belongs_to_somebody_else_is_left_out(organisation):
    own = make_service(id="1", organization={"name": organisation.title.upper()})
    other = make_service(id="2", name="Theirs", organization={"name": "Somebody else"})
    lines = bring(organisation, json.dumps({"contents": [own, other]}))
    assert states(lines) == ["new", "refused"]
    assert lines[1].notes == ["It belongs to “Somebody else”, not to you."]


def test_a_service_at_two_places_takes_the_one_that_its_times_name():
    places = [
        {"id": "a", "location": {"name": "Here"}},
        {"id": "b", "location": {"name": "There"}},
    ]
    entry = {"freq": "WEEKLY", "byday": "TU", "opens_at": "10:00", "closes_at": "12:00"}
    [named] = read_one(
        service_at_locations=places, schedules=[entry | {"service_at_location_id": "b"}]
    )
    [unclear] = read_one(service_at_locations=places, schedules=[entry])
    assert named.place.name == "There"
    assert unclear.place.name == "Here"
    assert "It is at 2 places" in " ".join(unclear.notes)


def test_nobodys_name_is_taken_over():
    [proposal] = read_one(
        contacts=[{"name": "Ann Persona", "phones": [{"number": "01632 960001"}]}]
    )
    assert proposal.phone == "01632 960001"
    assert "Persona" not in json.dumps(proposal.to_json())


def test_the_front_door_of_open_data_says_where_to_go(client):
    with pytest.raises(ValidationError, match="Add /services"):
        read(client.get("/open-data/open-referral/").content)
