"""The finder's order, its filters and its honest distances."""

from datetime import time, timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.changes import cancel
from events.finding import Answers, Query, nearest_miles, next_sessions, paginate, sessions_of
from events.models import Occurrence, SeriesPage, Slot
from events.recurrence import Recurrence
from home.places import Origin
from home.postcodes import METRES_PER_MILE, Point
from tests.factories import make_drop_in, make_venue

pytestmark = pytest.mark.django_db
FAR_AWAY = Point(200_000, 800_000)  # nothing of the demo is near


def origin(rough=False):
    return Origin("here", FAR_AWAY, rough=rough)


def at_miles(miles, **fields):
    point = Point(FAR_AWAY.easting + miles * METRES_PER_MILE, FAR_AWAY.northing)
    return make_drop_in(venue=make_venue(point), **fields)


def found(query, number=1, size=10):
    return list(paginate(Answers(query), number, size))


def keys(query):
    return [result.series.pk for result in found(query)]


def near(miles=50, **fields):
    return Query(origin=origin(), miles=miles, **fields)


def test_nearest_first():
    third, first, second = at_miles(5), at_miles(0.5), at_miles(2)
    assert keys(near()) == [first.pk, second.pk, third.pk]


def test_distances_are_told_in_tenths():
    at_miles(3.14)
    [result] = found(near())
    assert result.miles == 3.1


def test_from_a_rough_origin_in_whole_miles_and_ties_by_the_next_session():
    today = timezone.localdate()
    later = at_miles(0.2, recurrence=Recurrence(today + timedelta(days=6), tuple(range(7))))
    sooner = at_miles(1.3, recurrence=Recurrence(today, tuple(range(7))))
    results = found(Query(origin=origin(rough=True), miles=5))
    assert [result.series.pk for result in results] == [sooner.pk, later.pk]
    assert [result.miles for result in results] == [1, 1]


def test_within_the_miles_that_were_asked_for():
    near_by, _further = at_miles(1.9), at_miles(2.2)
    assert keys(near(2)) == [near_by.pk]


def test_what_is_told_as_2_miles_is_within_2_miles():
    edge = at_miles(2.04)
    assert keys(near(2)) == [edge.pk]
    assert found(near(2))[0].miles == 2.0


def test_nothing_near_tells_how_far_the_nearest_is():
    at_miles(3.1)
    query = near(2)
    assert keys(query) == []
    assert nearest_miles(query) == 3.1


def test_soonest_first_without_an_origin():
    starts = [result.occurrence.starts_at for result in found(Query(), size=50)]
    assert starts == sorted(starts)


def test_each_series_stands_once_with_its_first_date():
    twice = at_miles(1, recurrence=Recurrence(timezone.localdate(), (1, 3)))
    [result] = found(near())
    assert result.series.pk == twice.pk
    assert result.occurrence == twice.occurrences.upcoming().first()


def test_by_day_the_date_on_that_day_is_shown():
    at_miles(1, recurrence=Recurrence(timezone.localdate(), (1, 3)))
    [result] = found(near(days=(3,)))
    assert result.occurrence.local_start.weekday() == 3


def test_days_are_those_of_london():
    at_miles(1, start_time=time(0, 15), end_time=time(0, 45))
    assert len(keys(near(days=(1,)))) == 1
    assert keys(near(days=(0,))) == []


@pytest.mark.parametrize(
    ("start", "part"),
    [
        (time(11, 59), "morning"),
        (time(12), "afternoon"),
        (time(16, 59), "afternoon"),
        (time(17), "evening"),
    ],
)
def test_by_time_of_day(start, part):
    page = at_miles(1, start_time=start, end_time=time(20))
    others = {"morning", "afternoon", "evening"} - {part}
    assert keys(near(times=(part,))) == [page.pk]
    assert keys(near(times=tuple(others))) == []


def test_a_cancelled_date_stays_listed_with_the_next_that_runs():
    page = at_miles(1)
    first, second = page.occurrences.upcoming()[:2]
    cancel(first, reason="venue")
    [result] = found(near())
    assert result.occurrence == first
    assert result.occurrence.is_cancelled
    assert result.following == second


def test_two_cancelled_weeks_in_a_row():
    page = at_miles(1)
    first, second, third = page.occurrences.upcoming()[:3]
    cancel(first, reason="venue")
    cancel(second, reason="venue")
    [result] = found(near())
    assert (result.occurrence, result.following) == (first, third)


def test_an_ended_date_gives_way_though_nobody_refreshed_the_hint():
    page = at_miles(1)
    first, second = page.occurrences.upcoming()[:2]
    ended = timezone.now() - timedelta(minutes=1)
    first.put_at(ended - timedelta(hours=1), ended)
    first.save()
    Slot.objects.filter(series=page).update(
        next_starts_at=first.starts_at, next_ends_at=first.ends_at
    )
    [result] = found(near())
    assert result.occurrence == second


def test_a_series_that_is_over_is_not_listed():
    page = at_miles(1)
    Occurrence.objects.filter(series=page).delete()
    Slot.objects.filter(series=page).update(last_ends_at=timezone.now() - timedelta(seconds=1))
    assert keys(near()) == []


def test_drafts_and_unpublished_series_are_not_listed():
    at_miles(1, live=False)
    at_miles(1).unpublish()
    assert keys(near()) == []


def test_a_private_series_is_not_listed():
    page = at_miles(1)
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert keys(near()) == []


def test_pages_hold_each_series_once():
    made = {at_miles(n / 10 + 0.1).pk for n in range(7)}
    pages = [found(near(), number, size=3) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert {result.series.pk for page in pages for result in page} == made


def test_a_page_beyond_the_end_is_the_last():
    at_miles(1)
    assert paginate(Answers(near()), 99).number == 1


def test_the_next_sessions_anywhere():
    results = next_sessions(3)
    soonest = SeriesPage.objects.get(pk=results[0].series.pk).occurrences.upcoming().first()
    assert len(results) == 3
    assert results[0].occurrence == soonest


def test_sessions_of_an_organisation_leave_out_what_has_no_date():
    page = make_drop_in()
    assert [result.series.pk for result in sessions_of([page])] == [page.pk]
    page.unpublish()
    assert sessions_of([page]) == []
