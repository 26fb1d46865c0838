"""The list of course dates, ways to more of them, the preview, and what a partner sees first."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Locale

from home.bank_holidays import bank_holidays
from home.partnering import make_partner_group
from tests.factories import make_organisation
from tests.factories.courses import in_days, make_course, make_run
from tests.training.run_admin import NEW, address, now, partner, said, text_of
from training.models import CoursePage, CourseRun, CourseSession
from training.more_dates import days_of
from training.runs import RunState

pytestmark = pytest.mark.django_db
LIST = "/admin/course-dates/"


@pytest.fixture
def run():
    return make_run(make_course(partner("eastgate-library"), title="Listening"), sessions=2)


def page_form(client, key):
    """The editor's form of a page as a browser would send it."""
    page = BeautifulSoup(client.get(f"/admin/pages/{key}/edit/").content, "html.parser")
    fields = page.select("form input[name], form textarea[name], form select[name]")
    boxes = [field for field in fields if field.get("type") != "checkbox"]
    data = {field["name"]: field.get("value", field.text.strip()) for field in boxes}
    chosen = page.select("form option[selected], form input[type=checkbox][checked]")
    for each in chosen:
        name = each.get("name") or each.find_parent("select")["name"]
        data[name] = each["value"]
    return data


def put_back(run, days):
    """Moves a run into the past, or back."""
    for session in CourseSession.objects.filter(run=run):
        session.starts_at -= timedelta(days=days)
        session.ends_at -= timedelta(days=days)
        session.save()
    run = now(run)
    run.set_dates()
    run.save()


class TestList:
    def test_those_to_come_are_there_soonest_first(self, log_in, run):
        later, sooner = make_run(run.course, days=60), make_run(run.course, days=2)
        page = log_in("partner1").get(f"{LIST}?course={run.course_id}").content.decode()
        places = [page.index(address(each)) for each in (sooner, run, later)]
        assert places == sorted(places)

    def test_those_that_are_over_stand_behind_a_filter_latest_first(self, log_in, run):
        older = make_run(run.course, days=5)
        put_back(older, 80)
        put_back(run, 60)
        client = log_in("partner1")
        assert address(run) not in client.get(LIST).content.decode()
        page = client.get(f"{LIST}?when=over").content.decode()
        assert page.index(address(run)) < page.index(address(older))
        page = client.get(f"{LIST}?when=all").content.decode()
        assert page.index(address(older)) < page.index(address(run))

    def test_it_says_dates_course_state_and_places(self, log_in, run):
        CourseRun.objects.filter(pk=run.pk).update(capacity=8, places_taken=7)
        text = text_of(log_in("partner1").get(f"{LIST}?course={run.course_id}"))
        for words in ("and 1 session more", "Listening", "Open for booking", "7 of 8"):
            assert words in text

    def test_who_gives_a_course_is_said_to_the_team_alone(self, log_in, run):
        assert "Lantern Street Community Kitchen" in text_of(log_in("team").get(LIST))
        text = text_of(log_in("partner1").get(f"{LIST}?q=Listening"))
        assert "· Eastgate Library" not in text

    def test_the_way_from_the_course_and_to_more_dates_of_it(self, log_in, run):
        client = log_in("partner1")
        page = client.get(f"/admin/pages/{run.course_id}/edit/").content.decode()
        assert f"{LIST}?course={run.course_id}" in page
        page = client.get(f"{LIST}?course={run.course_id}").content.decode()
        assert f"{NEW}?course={run.course_id}" in page
        form = BeautifulSoup(
            client.get(f"{NEW}?course={run.course_id}").content, "html.parser"
        ).select_one("#id_course option[selected]")
        assert form["value"] == str(run.course_id)

    def test_an_empty_list_says_what_to_do(self, log_in):
        course = make_course(partner("eastgate-library"))
        answer = log_in("partner1").get(f"{LIST}?course={course.pk}")
        assert "No dates are planned." in text_of(answer)
        assert f"{NEW}?course={course.pk}" in answer.content.decode()

    @pytest.mark.parametrize("query", ["course={other}", "state=nonsense", "when=nonsense"])
    def test_a_filter_by_what_is_not_there_finds_nothing(self, log_in, run, query):
        other = make_course(make_organisation())
        answer = log_in("partner1").get(f"{LIST}?{query.format(other=other.pk)}")
        assert answer.status_code == 200
        assert address(run) not in answer.content.decode()
        assert other.title not in text_of(answer)

    def test_an_alias_leads_nowhere(self, log_in, run):
        urdu = Locale.objects.get_or_create(language_code="ur")[0]
        alias = run.course.copy_for_translation(urdu, copy_parents=True, alias=True)
        page = log_in("admin").get(f"/admin/pages/{alias.pk}/edit/").content.decode()
        assert f"{LIST}?course=" not in page


class TestMoreDates:
    def test_a_copy_is_a_draft_on_its_own_page(self, log_in, run):
        client = log_in("partner1")
        first_on = days_of(run)[0] + timedelta(days=30)
        answer = client.post(address(run, "copy"), {"first_on": first_on.isoformat()})
        copy = CourseRun.objects.latest("pk")
        assert answer.headers["Location"] == address(copy)
        assert (days_of(copy)[0], copy.state, copy.places_taken) == (first_on, "draft", 0)
        assert "This is the copy, as a draft." in said(client, answer)

    @pytest.mark.parametrize("first_on", ["", "soon", "2020-01-01", "9999-12-31", "0001-01-01"])
    def test_a_copy_needs_a_good_day(self, log_in, run, first_on):
        before = CourseRun.objects.count()
        answer = log_in("partner1").post(address(run, "copy"), {"first_on": first_on})
        assert answer.status_code == 200
        assert BeautifulSoup(answer.content, "html.parser").select(".error-message")
        assert CourseRun.objects.count() == before

    def test_a_rule_makes_drafts_and_says_which(self, log_in, run):
        client = log_in("partner1")
        rule = {"rhythm": "4 weeks", "weekday": days_of(run)[0].weekday(), "count": 3}
        answer = client.post(address(run, "repeat"), rule)
        assert answer.headers["Location"] == f"{LIST}?course={run.course_id}&state=draft"
        made = CourseRun.objects.filter(course=run.course, state=RunState.DRAFT)
        assert 1 <= made.count() <= 3
        assert f"{made.count()} draft" in said(client, answer)

    def test_a_bank_holiday_is_left_out_by_name(self, log_in):
        christmas = timezone.localdate().replace(month=12, day=25)
        if christmas <= timezone.localdate() + timedelta(days=10):
            christmas = christmas.replace(year=christmas.year + 1)
        away = (christmas - timezone.localdate()).days
        run = make_run(make_course(partner("eastgate-library")), days=away - 7)
        client = log_in("partner1")
        rule = {"rhythm": "week", "weekday": christmas.weekday(), "count": 2}
        text = said(client, client.post(address(run, "repeat"), rule))
        assert "Left out:" in text
        assert f"({bank_holidays(christmas.year)[christmas]}" in text

    @pytest.mark.parametrize(
        "wrong", [{"count": "0"}, {"count": "13"}, {"weekday": "7"}, {"rhythm": "secondly"}, {}]
    )
    def test_a_rule_without_end_or_sense_is_refused(self, log_in, run, wrong):
        before = CourseRun.objects.count()
        rule = {"rhythm": "week", "weekday": "1", "count": "2", **wrong} if wrong else {}
        rule = rule or {"rhythm": ""}
        assert log_in("partner1").post(address(run, "repeat"), rule).status_code == 200
        assert CourseRun.objects.count() == before

    def test_a_run_without_dates_is_not_copied(self, log_in, run):
        bare = make_run(run.course, sessions=0, state="draft")
        client = log_in("partner1")
        assert client.get(address(bare, "copy")).status_code == 404
        assert address(bare, "copy") not in client.get(address(bare)).content.decode()


class TestPreview:
    def test_the_page_with_dates_that_nobody_may_see_yet(self, log_in, run):
        CourseRun.objects.filter(pk=run.pk).update(state="proposed", note="Bring a cup.")
        client = log_in("partner1")
        page = client.get(address(run, "preview"))
        assert "Bring a cup." in text_of(page)
        assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "Bring a cup." not in text_of(client.get(run.course.url))

    @pytest.mark.parametrize(
        "path", ["/admin/pages/{}/edit/preview/", "/admin/pages/{}/view_draft/"]
    )
    def test_also_in_the_frame_beside_the_pages_editor(self, log_in, run, path):
        CourseRun.objects.filter(pk=run.pk).update(state="proposed", note="Bring a cup.")
        client, path = log_in("partner1"), path.format(run.course_id)
        if "preview" in path:
            client.post(path, page_form(client, run.course_id))
            path += "?in_preview_panel=true"
        page = client.get(path)
        assert "Bring a cup." in text_of(page)
        assert "frame-ancestors 'self';" in page.headers["Content-Security-Policy"] + ";"
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]

    def test_an_editor_who_is_reviewed_sees_a_course_that_is_not_public(self, log_in):
        course = make_course(partner("kestrel-park-club"), title="Sitting well")
        course.unpublish()
        run = make_run(course, state="draft", note="In the pavilion.")
        page = log_in("newpartner").get(address(run, "preview"))
        assert page.status_code == 200
        assert "Sitting well" in text_of(page)
        assert "In the pavilion." in text_of(page)


class TestFirstPage:
    def test_a_partner_sees_its_next_dates_and_ways_on(self, log_in, run):
        page = log_in("partner1").get("/admin/")
        assert "Your course dates" in text_of(page)
        for link in (address(run), f"/admin/bookings/?run={run.pk}", f"{NEW}?course="):
            assert link in page.content.decode()

    def test_without_a_course_there_is_no_such_part(self, log_in, django_user_model):
        organisation = make_organisation()
        user = django_user_model.objects.create(username="fresh")
        user.groups.add(make_partner_group(organisation, trusted=True))
        text = text_of(log_in("fresh").get("/admin/"))
        assert "Your sessions" in text
        assert "Your course dates" not in text
        assert not CoursePage.objects.child_of(organisation).exists()

    def test_the_menu_has_three_lists_for_those_with_an_organisation(self, log_in):
        page = log_in("partner1").get("/admin/").content.decode()
        for path in (LIST, "/admin/bookings/", "/admin/letters/"):
            assert path in page

    def test_who_edits_for_nobody_has_no_such_menu(self, log_in, django_user_model):
        user = django_user_model.objects.create(username="nobody")
        group = django_user_model.objects.get(username="partner1").groups.get()
        user.user_permissions.add(*group.permissions.all())
        client = log_in("nobody")
        assert LIST not in client.get("/admin/").content.decode()
        assert client.get(LIST).status_code == 302


def test_dates_are_said_by_londons_clock_for_a_run_in_summer(run):
    """The sentence that names a run everywhere: the list, the bookings, the letters."""
    summer = in_days(0).replace(year=2027, month=7, day=6)
    CourseRun.objects.filter(pk=run.pk).update(starts_at=summer, ends_at=in_days(400))
    assert str(now(run)) == "Listening, Tuesday 6 July 2027, 10am"
