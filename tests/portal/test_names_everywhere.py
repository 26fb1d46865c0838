"""The team renames all three elements: every page, letter, poster, feed and calendar says so."""

from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string

from events.following import ALREADY
from events.models import DropInPage, LearningSessionPage
from events.open_referral.taxonomies import TERMS
from events.short_codes import make_code
from home.models import PlainPage, Wording
from home.naming import rename_elements
from tests.factories import make_drop_in, make_organisation, publish
from tests.factories.courses import make_booking, make_course, make_run
from tests.factories.followers import make_follower
from tests.factories.hosts import in_hours, link_of, make_host, put_first
from tests.portal.naming_walk import (
    DROP_IN,
    ODD,
    hush_partners,
    left_over,
    said,
    said_in_calendar,
    said_in_html,
    without_links,
)
from tests.training.reading import letter_of, text_of

pytestmark = pytest.mark.django_db

MENU = ["programme_name", "drop_in_short", "learning_short", "training_short"]
ALL_NAMES = ["drop_in_name", "learning_name", "training_name"]
DESCRIPTIONS = ["drop_in_description", "learning_description", "training_description"]
FIXED = {
    "/": [*MENU, *ALL_NAMES, *DESCRIPTIONS],
    "/drop-ins/": [*MENU, "drop_in_title", "drop_in_description"],
    "/drop-ins/?near=LE5+1AA&miles=0.25&day=sun": MENU,
    "/drop-ins/?near=nowhere+at+all": MENU,
    "/learn/": [*MENU, "learning_title", "learning_description"],
    "/learn/pain-management/": MENU,
    "/training/": [*MENU, "training_title", "training_description"],
    "/search/": MENU,
    "/search/?q=xyzzy": MENU,
    "/updates/": MENU,
    "/privacy/": MENU,
    "/no/such/page/": MENU,
    "/d/zzzzzzzz/": MENU,
    "/host/wrong/": MENU,
    "/tell-me/link/wrong/": MENU,
    "/bookings/wrong/": MENU,
    "/updates/feed/": ["programme_name", *ALL_NAMES],
    "/drop-ins/calendar.ics": ["drop_in_name", "learning_name"],
    "/open-data/open-referral/taxonomy_terms": [*ALL_NAMES[:2], *DESCRIPTIONS[:2]],
}


@pytest.fixture
def former():
    hush_partners()
    return Wording.load().names


@pytest.fixture
def series(former):
    organisation = make_organisation(in_open_data=True)
    return make_drop_in(organisation, title="Tea and knees", slug="tea-and-knees")


@pytest.fixture
def places(series):
    """Each address with the names that belong there."""
    course = make_course(series.get_parent().specific, title="At the desk")
    run = make_run(course)
    topic = LearningSessionPage.objects.live().filter(alias_of=None).first()
    booking = make_booking(run)
    return FIXED | {
        series.url: [*MENU, "drop_in_name"],
        topic.url: [*MENU, "learning_name"],
        course.url: [*MENU, "training_name"],
        series.get_parent().url: MENU,
        f"/training/runs/{run.pk}/book/": MENU,
        f"{series.url}poster/": ["programme_name", "drop_in_name"],
        f"{series.url}poster/?kind=notice": ["programme_name", "drop_in_name"],
        f"{topic.url}poster/": ["programme_name", "learning_name"],
        f"{series.url}calendar.ics": ["drop_in_name"],
        f"{series.get_parent().url}calendar.ics": ["drop_in_name"],
        f"/open-data/open-referral/services/{series.translation_key}": ["drop_in_name"],
        f"/d/{make_code(series.translation_key)}/": MENU,
        link_of(make_host(series)): MENU,
        make_follower(series).make_link(): MENU,
        booking.make_link(): MENU,
        f"/tell-me/{series.translation_key}/": MENU,
    }


def rename(**names):
    wording = Wording.load()
    user = get_user_model().objects.get(username="team")
    return rename_elements(ODD | names, seen=wording.seal, user=user)


def missing(words, names, columns):
    return [column for column in columns if not any(names[column] in word for word in words)]


def test_every_address_says_the_new_names_and_no_former_one(client, places, former):
    rename()
    for address, columns in places.items():
        words = said(client.get(address))
        assert missing(words, ODD, columns) == [], address
        assert left_over(words, former) == [], address


def test_before_that_every_address_says_the_former_ones(client, places, former):
    """The twin: the walk looks where names stand, and finds a former one where there is one."""
    for address, columns in places.items():
        words = said(client.get(address))
        assert missing(words, former, columns) == [], address
        assert left_over(words, former), address


def test_the_walk_finds_a_word_that_does_not_follow(client, former):
    rename()
    publish(
        PlainPage.objects.get(slug="about", alias_of=None),
        PlainPage(title="Odd", slug="odd", intro="What a drop-in is"),
    )
    assert left_over(said(client.get("/about/odd/")), former) == ["What a drop-in is"] * 2


def test_no_page_of_the_sitemap_says_a_former_name(client, former):
    rename()
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    addresses = [each.text for each in tree.iter() if each.tag.endswith("loc")]
    assert len(addresses) > 40
    for address in addresses:
        words = said(client.get(address.removeprefix(settings.SITE_URL)))
        assert left_over(words, former) == [], address


@pytest.mark.parametrize("template", ["400.html", "403.html", "404.html", "500.html"])
def test_pages_of_last_resort_say_no_name_of_their_own(template):
    assert left_over(said_in_html(render_to_string(template)), {**Wording().names}) == []


@pytest.mark.parametrize("kind", ["off", "tomorrow", "confirmed", "cancelled"])
def test_letters_say_the_new_names(series, former, kind):
    rename()
    element = "drop_in_name" if kind in {"off", "tomorrow"} else "training_name"
    message = write(kind, series)
    lines = text_of(message).splitlines()
    assert lines[lines.index("--") + 1 :][:2] == [ODD[element], ODD["programme_name"]]
    assert left_over([without_links(line) for line in [message["Subject"], *lines]], former) == []
    for part in message.iter_attachments():
        words = said_in_calendar(part.get_content())
        assert ODD["training_name"] in words
        assert left_over(words, former) == []


def write(kind, series):
    if kind == "off":
        follower = make_follower(series)
        return letter_of(ALREADY, follower.pk, follower.pk)
    if kind == "tomorrow":
        host, row = make_host(series), put_first(series, in_hours(3))
        return letter_of("events.tomorrow", row.pk, host.pk)
    booking = make_booking(make_run(make_course(title="At the desk")))
    if kind == "cancelled":
        type(booking).objects.filter(pk=booking.pk).update(status="cancelled")
    return letter_of(f"training.{kind}", booking.pk)


def test_a_calendar_that_was_kept_is_another_after_the_change(client, former):
    first = client.get("/drop-ins/calendar.ics")
    headers = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/drop-ins/calendar.ics", headers=headers).status_code == 304
    rename()
    second = client.get("/drop-ins/calendar.ics", headers=headers)
    assert second.status_code == 200
    assert f"X-WR-CALNAME:{ODD['drop_in_name']}\r\n" in second.content.decode()


def test_the_search_finds_the_pages_by_their_new_titles_alone(client, former):
    rename()
    assert "Where the kettle is on" in said(client.get("/search/?q=kettle"))
    assert former["drop_in_title"] not in said(client.get("/search/?q=find+near"))


def test_kinds_in_open_data_keep_their_ids(client, former):
    address = "/open-data/open-referral/taxonomy_terms"
    before = [each["id"] for each in client.get(address).json()["contents"]]
    rename()
    after = client.get(address).json()["contents"]
    assert [each["id"] for each in after] == before == [term.id for term in TERMS]
    assert [each["name"] for each in after[:2]] == [ODD["drop_in_name"], ODD["learning_name"]]


def test_partners_are_not_told_a_former_name_by_the_admin(log_in, former):
    rename()
    client = log_in("partner1")
    page = DropInPage.objects.get(slug="thursday-drop-in", alias_of=None)
    for address in (
        "/admin/",
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/pages/{page.get_parent().pk}/",
    ):
        words = [word for word in said(client.get(address)) if "thursday-drop-in" not in word]
        assert not [word for word in words if DROP_IN.search(word)], address
