"""Every number against rows made by hand."""

from datetime import date, datetime

import pytest
from django.contrib.auth import get_user_model
from wagtail.documents.models import Document
from wagtail.models import PageLogEntry

from events.clock import LONDON
from home.models import Organisation
from portal.counts.counting import beginning, count, count_materials
from portal.counts.owners import owners_of
from portal.counts.weeks import Period, last_weeks, weeks_around
from resources.models import Download
from tests.factories import make_organisation, publish
from tests.factories.counts import make_date, make_past_run, make_series
from tests.factories.courses import make_course
from training.models import CoursePage, CourseRun, TrainingPage

pytestmark = pytest.mark.usefixtures("nothing")
WEEK = Period(date(2026, 11, 30), date(2026, 12, 6))


def at(text: str) -> datetime:
    """A moment by the clock in London."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def team():
    return get_user_model().objects.get(username="team")


def numbers(period=WEEK, *, of=None):
    """What is said of a period that is not 0, as (week, organisation) and numbers as words."""
    owners = [each for each in owners_of(team()) if of is None or each.path == of.path]
    return {
        (atom.week.isoformat(), atom.owner.name): {
            key: str(number) for key, number in atom.numbers.items() if number
        }
        for atom in count(period, owners, whole_programme=of is None)
    }


def test_sessions_of_a_week():
    partner = make_organisation(title="Library")
    series = make_series(partner)
    make_date(series, at("2026-11-30 10:00"), heads=7)
    make_date(series, at("2026-12-01 10:00"))
    make_date(series, at("2026-12-01 14:00"), reason="venue")
    make_date(series, at("2026-12-02 08:00"), reason="bank_holiday")
    make_date(series, at("2026-12-02 11:00"))  # is on right now
    make_date(series, at("2026-12-05 10:00"))
    make_date(make_series(partner), at("2026-12-01 10:00"), heads=12)
    assert numbers() == {
        ("2026-11-30", "Library"): {
            "planned": "7", "run": "3", "off": "2", "off_venue": "1", "off_bank_holiday": "1",
            "to_come": "2", "counted": "2", "heads": "19",
        }
    }  # fmt: skip


def test_a_session_that_is_counted_while_it_is_on_takes_place():
    make_date(make_series(make_organisation(title="Hall")), at("2026-12-02 11:00"), heads=6)
    assert numbers()["2026-11-30", "Hall"] == {
        "planned": "1", "run": "1", "counted": "1", "heads": "6",
    }  # fmt: skip


def test_nobody_came_is_not_the_same_as_nobody_counted():
    series = make_series(make_organisation(title="Hall"))
    make_date(series, at("2026-11-30 10:00"), heads=0)
    make_date(series, at("2026-12-01 10:00"))
    assert numbers()["2026-11-30", "Hall"] == {"planned": "2", "run": "2", "counted": "1"}


def test_heads_of_a_session_that_was_called_off_after_all_do_not_count():
    series = make_series(make_organisation(title="Hall"))
    make_date(series, at("2026-11-30 10:00"), heads=9, reason="people")
    assert numbers()["2026-11-30", "Hall"] == {"planned": "1", "off": "1", "off_people": "1"}


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        ("2026-03-29 23:30", "2026-03-23"),  # the hour is missing on this Sunday
        ("2026-03-30 00:15", "2026-03-30"),  # still Sunday by Greenwich
        ("2026-10-25 23:45", "2026-10-19"),  # the hour is doubled on this Sunday
        ("2026-10-26 00:15", "2026-10-26"),
        ("2026-11-01 23:45", "2026-10-26"),
        ("2027-01-01 10:00", "2026-12-28"),
    ],
)
def test_weeks_begin_on_monday_in_london_through_both_clock_changes(moment, week):
    make_date(make_series(make_organisation(title="Hall")), at(moment))
    course = make_course(make_organisation(title="Surgery"))
    make_past_run(course, at(moment))
    found = numbers(weeks_around(date(2026, 3, 1), date(2027, 1, 31)))
    assert set(found) == {(week, "Hall"), (week, "Surgery")}
    monday = date.fromisoformat(week)
    assert set(numbers(weeks_around(monday, monday))) == set(found)


def test_a_page_counts_until_it_is_hidden(nothing):
    series = make_series(make_organisation(title="Hall"))
    make_date(series, at("2026-11-30 10:00"))
    series.unpublish()
    make_date(series, at("2026-12-03 10:00"))
    make_date(series, at("2026-12-04 10:00"), heads=8)  # a host went on all the same
    nothing.move_to("2026-12-06T12:00:00Z")
    expected = {"planned": "2", "run": "2", "counted": "1", "heads": "8"}
    assert numbers()["2026-11-30", "Hall"] == expected
    series.save_revision().publish()
    assert numbers()["2026-11-30", "Hall"]["planned"] == "3"


def test_a_page_that_was_never_public_does_not_count():
    series = make_series(make_organisation(title="Hall"), live=False)
    PageLogEntry.objects.filter(page=series.pk).delete()
    make_date(series, at("2026-11-30 10:00"))
    assert numbers() == {}


def test_places_on_courses_by_the_first_day():
    course = make_course(make_organisation(title="Surgery"))
    make_past_run(course, at("2026-12-01 10:00"), booked=6, waiting=5, given_up=7)
    make_past_run(course, at("2026-11-27 10:00"), booked=9)
    assert numbers() == {
        ("2026-11-30", "Surgery"): {
            "courses": "1", "booked": "6", "waiting": "5", "given_up": "7",
        }
    }  # fmt: skip


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("open", {"courses": "1", "booked": "6"}),
        ("closed", {"courses": "1", "booked": "6"}),
        ("cancelled", {"booked": "6"}),
        ("proposed", {}),
    ],
)
def test_drafts_and_cancelled_dates_are_no_course_dates(state, said):
    run = make_past_run(
        make_course(make_organisation(title="Surgery")), at("2026-12-01 10:00"), booked=6
    )
    CourseRun.objects.filter(pk=run.pk).update(state=state)
    assert numbers() == ({("2026-11-30", "Surgery"): said} if said else {})


def test_what_belongs_to_no_organisation_is_the_programmes():
    fields = {"title": "Ours", "slug": "ours", "summary": "Ours.", "cpd_hours": "2.0"}
    page = CoursePage(audience=["libraries"], outcomes="Listen well", **fields)
    publish(TrainingPage.objects.get(alias_of=None), page)
    make_past_run(page, at("2026-12-01 10:00"), booked=5)
    document = Document.objects.first()
    Download.objects.create(document=document, on=date(2026, 11, 29), count=50)
    Download.objects.create(document=document, on=date(2026, 11, 30), count=3)
    Download.objects.create(document=None, on=date(2026, 12, 6), count=1)
    assert numbers() == {
        ("2026-11-30", "The programme itself"): {"courses": "1", "booked": "5", "fetched": "4"}
    }
    assert count_materials(WEEK) == [(document.title, 3), ("", 1)]
    library = Organisation.objects.get(slug="eastgate-library", alias_of=None)
    assert numbers(of=library) == {}


def test_of_some_organisations_alone_nothing_of_others_is_said():
    one, other = make_organisation(title="One"), make_organisation(title="Other")
    for partner in (one, other):
        make_date(make_series(partner), at("2026-12-01 10:00"), heads=8)
        make_past_run(make_course(partner), at("2026-12-01 10:00"), booked=6)
    assert set(numbers()) == {("2026-11-30", "One"), ("2026-11-30", "Other")}
    assert set(numbers(of=one)) == {("2026-11-30", "One")}


def test_periods_are_whole_weeks():
    assert last_weeks(4, date(2026, 12, 2)) == Period(date(2026, 11, 9), date(2026, 12, 6))
    assert weeks_around(date(2026, 11, 29), date(2026, 11, 30)).weeks == [
        date(2026, 11, 23), date(2026, 11, 30),
    ]  # fmt: skip


def test_the_beginning_is_the_first_thing_recorded():
    assert beginning() == date(2026, 12, 2)
    Download.objects.create(on=date(2026, 11, 20))
    assert beginning() == date(2026, 11, 20)
    make_past_run(make_course(), at("2026-11-18 10:00"))
    make_date(make_series(), at("2026-11-17 00:15"))
    assert beginning() == date(2026, 11, 17)
