"""A partner changes dates in the admin: each change is public at once, each refusal a sentence."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from events.models import Closure, Host, Occurrence, Pause
from home.models import Organisation
from tests.factories import in_future, make_drop_in, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    organisation = Organisation.objects.get(slug="eastgate-library", alias_of=None)
    return make_drop_in(organisation, title="Open house", bank_holidays="open")


@pytest.fixture
def partner(log_in):
    return log_in("partner1")


def first(page) -> Occurrence:
    return page.occurrences.to_come().first()


def text_of(answer) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def post(client, name: str, key: int, **data):
    return client.post(reverse(name, args=[key]), data, follow=True)


def test_moving_a_date_is_public_at_once(partner, page, client):
    row, hall = first(page), make_venue(name="Bell House")
    on = row.original_date + timedelta(days=1)
    answer = post(
        partner, "move_date", row.pk,
        on=on.isoformat(), start_time="14:00", end_time="15:30", venue=hall.pk, note="Painting.",
    )  # fmt: skip
    assert "The public pages say so." in text_of(answer)
    public = text_of(client.get(page.url))
    for words in ("2pm to 3.30pm", "Bell House", "Moved", "Painting."):
        assert words in public
    card = BeautifulSoup(client.get("/drop-ins/?page=1&language=en").content, "html.parser")
    card = card.select_one(f'[data-series="{page.translation_key}"]')
    assert card is None or card["data-status"] == "moved"


def test_the_form_begins_with_how_it_is(partner, page):
    row = first(page)
    form = BeautifulSoup(
        partner.get(reverse("move_date", args=[row.pk])).content, "html.parser"
    ).select_one("form[method=post]:has([name=on])")
    values = {field["name"]: field.get("value") for field in form.select("input[name]")}
    assert values["on"] == row.original_date.isoformat()
    assert (values["start_time"], values["end_time"]) == ("10:00", "12:00")


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": "soon"}, {"on": "2020-01-01"}, {"on": "9999-12-31"}, {"on": ""},
        {"start_time": "25:00"}, {"start_time": "01:30"}, {"end_time": "09:00"},
        {"venue": "999999"}, {"venue": "x"}, {"venue": ""}, {"note": "x" * 201},
    ],
)  # fmt: skip
def test_a_move_that_cannot_be_is_refused_and_keeps_the_answers(partner, page, wrong):
    row = first(page)
    data = {
        "on": row.original_date.isoformat(), "start_time": "10:00", "end_time": "12:00",
        "venue": page.venue_id, "note": "Painting.", **wrong,
    }  # fmt: skip
    for name, key in (("move_date", row.pk), ("add_date", page.pk)):
        answer = partner.post(reverse(name, args=[key]), data)
        assert answer.status_code == 200
        assert BeautifulSoup(answer.content, "html.parser").select(".error-message, .help-critical")
    row.refresh_from_db()
    assert row.sequence == 0
    assert not page.occurrences.filter(original_date=None).exists()


def test_an_extra_date_is_listed_as_extra(partner, page, client):
    on = first(page).original_date + timedelta(days=1)
    data = {"on": on.isoformat(), "start_time": "18:00", "end_time": "19:00"}
    post(partner, "add_date", page.pk, **data, venue=page.venue_id, note="")
    assert page.occurrences.get(original_date=None).shown_status == "extra"
    assert "Extra date" in text_of(client.get(page.url))


def test_a_line_and_who_is_there(partner, page, client):
    row = first(page)
    post(partner, "note_date", row.pk, note="Bring\x0ba\u202ecup.", next="/admin/")
    assert "Bring a" in text_of(client.get(page.url))
    post(partner, "note_date", row.pk, note="", next="/admin/")
    row.refresh_from_db()
    assert row.note == ""
    post(partner, "staff_date", row.pk, staff=["physio"])
    assert "This time also: Physio" in text_of(client.get(page.url))


def test_a_break_and_its_end(partner, page, client):
    rows = list(page.occurrences.to_come()[:3])
    data = {"first_on": rows[0].original_date, "back_on": rows[2].original_date, "note": "Away."}
    answer = post(partner, "add_pause", page.pk, **data)
    assert "2 dates changed" in text_of(answer)
    assert "Having a break. Back on" in text_of(client.get(page.url))
    pause = Pause.objects.get(series=page)
    assert "Take it back" in text_of(answer)
    assert "2 dates are on again." in text_of(post(partner, "remove_pause", pause.pk))
    assert "Having a break" not in text_of(client.get(page.url))


@pytest.mark.parametrize("back", ["soon", "2020-01-01", "0000-00-00"])
def test_a_break_that_cannot_be_is_refused(partner, page, back):
    answer = partner.post(
        reverse("add_pause", args=[page.pk]), {"first_on": in_future(3), "back_on": back}
    )
    assert BeautifulSoup(answer.content, "html.parser").select(".error-message")
    assert not Pause.objects.filter(series=page).exists()


def test_a_keeper_closes_its_own_hall_and_no_other(partner, page, client):
    row = first(page)
    data = {"first_on": row.original_date, "last_on": row.original_date, "note": "Flooded."}
    answer = partner.post(reverse("add_closure"), data | {"venue": page.venue_id}, follow=True)
    assert "Flooded." in text_of(answer)
    assert "The venue is closed. Flooded." in text_of(client.get(page.url))
    for venue in ("", make_venue().pk, "x"):
        answer = partner.post(reverse("add_closure"), data | {"venue": venue})
        assert answer.status_code == 200
    assert Closure.objects.filter(note="Flooded.").count() == 1


def test_the_team_alone_closes_everything(log_in, page, client):
    row = first(page)
    data = {"first_on": row.original_date, "last_on": row.original_date, "venue": "", "note": ""}
    log_in("team").post(reverse("add_closure"), data)
    assert "Everything is closed." in text_of(client.get(page.url))
    closure = Closure.objects.get(venue=None)
    assert log_in("partner1").get(reverse("change_closure", args=[closure.pk])).status_code == 404


def test_hosts_are_added_revoked_and_taken_off(partner, page):
    data = {"first_name": "Ann", "email": "ann@example.org"}
    assert "Added." in text_of(post(partner, "series_hosts", page.pk, **data))
    again = post(partner, "series_hosts", page.pk, **data | {"email": "ANN@example.org"})
    assert "This address is on the list already." in text_of(again)
    host = Host.objects.get(series=page)
    post(partner, "revoke_links", host.pk)
    host.refresh_from_db()
    assert host.link_version == 1
    post(partner, "remove_host", host.pk)
    assert not Host.objects.filter(series=page).exists()


@pytest.mark.parametrize(
    "elsewhere", ["https://bad.example/", "//bad.example/", "/\\bad.example", "javascript:alert(1)"]
)
def test_nobody_is_led_out_of_the_admin(partner, page, elsewhere):
    answer = partner.post(
        reverse("note_date", args=[first(page).pk]), {"note": "x", "next": elsewhere}
    )
    assert answer.headers["Location"] == reverse("series_dates", args=[page.pk])


def test_the_editor_lists_the_dates_with_ways_that_come_back(partner, page):
    editor = f"/admin/pages/{page.pk}/edit/"
    soup = BeautifulSoup(partner.get(editor).content, "html.parser")
    link = soup.select_one(f'a[href^="{reverse("cancel_date", args=[first(page).pk])}"]')
    answer = partner.post(
        link["href"].split("?")[0], {"reason": "weather", "note": "", "next": editor}
    )
    assert answer.headers["Location"] == editor
    assert "Not running" in text_of(partner.get(editor))


def test_dates_of_a_page_under_review_are_changed_at_once_too(log_in):
    organisation = Organisation.objects.get(slug="kestrel-park-club", alias_of=None)
    row = first(make_drop_in(organisation))
    post(log_in("newpartner"), "cancel_date", row.pk, reason="weather", note="Ice.")
    row.refresh_from_db()
    assert row.is_cancelled


def test_the_list_costs_the_same_with_three_dates_and_with_twenty(
    partner, page, django_assert_max_num_queries
):
    with django_assert_max_num_queries(30):
        partner.get(reverse("series_dates", args=[page.pk]))
    assert timezone.now()


def test_a_date_of_the_rule_is_not_removed_and_nothing_says_so(partner, page):
    row = first(page)
    answer = post(partner, "remove_date", row.pk)
    assert "has to stay listed" in text_of(answer)
    assert "no longer listed" not in text_of(answer)
    assert Occurrence.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("last", "words"),
    [("9999-12-31", "between the years 2000 and 2099"), ("2020-01-02", "over already")],
)
def test_days_that_no_calendar_knows_or_that_are_over_are_refused(partner, page, last, words):
    days = {"first_on": "2020-01-01", "note": ""}
    for answer in (
        partner.post(reverse("add_closure"), {**days, "venue": page.venue.pk, "last_on": last}),
        partner.post(reverse("add_pause", args=[page.pk]), {**days, "back_on": last}),
    ):
        assert answer.status_code == 200
        assert words in text_of(answer)
    assert not Closure.objects.filter(first_on=days["first_on"]).exists()
    assert not page.pauses.exists()


@pytest.mark.parametrize("name", ["series_dates", "add_date", "add_pause", "series_hosts"])
def test_a_number_that_no_page_can_have_is_not_found(partner, name):
    assert partner.get(reverse(name, args=[10**21])).status_code == 404
