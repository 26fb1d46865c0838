"""The screen “Names”: the team asks, looks at it first, uses the names, or puts them back."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model

from home.models import PlainPage, Wording
from home.naming import rename_elements
from tests.portal.naming_walk import ODD, said_in_html

pytestmark = pytest.mark.django_db
NAMES = "/admin/names/"


@pytest.fixture
def team(log_in):
    return log_in("team")


def read(answer) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def fields(form) -> dict[str, str]:
    """What a form would send back as it stands."""
    sent = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    sent |= {area["name"]: area.text.lstrip("\r\n") for area in form.select("textarea[name]")}
    return sent


def form_with(page, words) -> dict[str, str]:
    """The fields of the form whose button says this, and the button."""
    [button] = [each for each in page.select("main button[name=step]") if words in each.text]
    return fields(button.find_parent("form")) | {"step": button["value"]}


def look(client, **names) -> BeautifulSoup:
    sent = form_with(read(client.get(NAMES)), "Look at it first")
    return read(client.post(NAMES, sent | names))


def frames(page) -> dict[str, list[str]]:
    """What each frame of the preview says, by its title."""
    return {each["title"]: said_in_html(each["srcdoc"]) for each in page.select("iframe")}


def test_the_present_names_are_filled_in(team):
    sent = form_with(read(team.get(NAMES)), "Look at it first")
    assert {column: sent[column] for column in ODD} == Wording.load().names


@pytest.mark.parametrize("name", ["partner1", "newpartner"])
def test_for_partners_there_is_no_such_screen(log_in, name):
    client = log_in(name)
    assert client.get(NAMES).status_code == 404
    assert client.post(NAMES, ODD | {"step": "use", "seen": Wording.load().seal}).status_code == 404
    assert NAMES not in client.get("/admin/").content.decode()
    assert Wording.load().drop_in_short == "Drop-ins"


def test_a_visitor_is_asked_to_log_in(client):
    assert client.get(NAMES).headers["Location"].startswith("/admin/login/")


def test_the_team_finds_it_in_the_menu(team):
    assert NAMES in team.get("/admin/").content.decode()


def test_a_look_shows_each_piece_and_changes_nothing(team):
    former = Wording.load().names
    page = look(team, **ODD)
    shown = frames(page)
    phone, wide, cards, headings, poster = shown.values()
    for column in ("programme_name", "drop_in_short", "learning_short", "training_short"):
        assert ODD[column] in phone, column
        assert ODD[column] in wide, column
    assert ODD["drop_in_title"] in phone
    for column in ("drop_in_name", "learning_name", "training_description"):
        assert ODD[column] in cards, column
    assert ODD["learning_title"] in headings
    assert ODD["drop_in_name"] in poster
    assert f"--\n{ODD['drop_in_name']}\n{ODD['programme_name']}" in page.select_one("pre").text
    told = [each.text for each in page.select("dl dd")]
    assert told == [
        ODD["drop_in_name"],
        f"{ODD['programme_name']}: {ODD['drop_in_name']}, {ODD['learning_name']} "
        f"and {ODD['training_name']}",
    ]
    assert Wording.load().names == former
    assert "Café" not in team.get("/").content.decode()


def test_the_names_are_used_after_the_look(team):
    sent = form_with(look(team, **ODD), "Use these names")
    answer = team.post(NAMES, sent, follow=True)
    assert "The names are in use everywhere" in answer.content.decode()
    assert "?q=Drop-ins" in answer.content.decode()
    assert Wording.load().names == ODD
    assert ODD["drop_in_title"] in said_in_html(team.get("/drop-ins/").content.decode())


def test_change_them_again_keeps_the_answers(team):
    sent = form_with(look(team, **ODD), "Change them again")
    page = read(team.post(NAMES, sent))
    again = form_with(page, "Look at it first")
    assert {column: again[column] for column in ODD} == ODD
    assert Wording.load().drop_in_short == "Drop-ins"


def test_the_former_names_are_looked_at_and_put_back(team):
    former = Wording.load().names
    team.post(NAMES, form_with(look(team, **ODD), "Use these names"))
    page = read(team.post(NAMES, form_with(read(team.get(NAMES)), "Put the former names back")))
    assert Wording.load().names == ODD
    team.post(NAMES, form_with(page, "Use these names"))
    assert Wording.load().names == former
    assert former["drop_in_title"] in said_in_html(team.get("/drop-ins/").content.decode())


def test_before_any_change_there_is_nothing_to_put_back(team):
    assert "Put the former names back" not in read(team.get(NAMES)).text


def test_who_was_slower_sees_what_stands_now_and_may_go_on(team):
    sent = form_with(look(team, **ODD), "Use these names")
    wording = Wording.load()
    admin = get_user_model().objects.get(username="admin")
    theirs = wording.names | {"drop_in_short": "Kettle"}
    rename_elements(theirs, seen=wording.seal, user=admin)
    page = read(team.post(NAMES, sent))
    assert "Theirs stand now" in page.text
    assert "Now: Kettle" in page.text
    assert Wording.load().names == theirs
    again = form_with(page, "Look at it first")
    assert {column: again[column] for column in ODD} == ODD
    team.post(NAMES, form_with(read(team.post(NAMES, again)), "Use these names"))
    assert Wording.load().names == ODD


@pytest.mark.parametrize("step", ["look", "use", "change", "", "nonsense"])
@pytest.mark.parametrize("text", ["", "\x00", "x" * 10_000, "\u202e\u202e", "🦴"])
def test_hostile_names_never_break_the_screen(team, step, text):
    sent = ODD | {"seen": Wording.load().seal, "step": step, "drop_in_short": text}
    answer = team.post(NAMES, sent)
    assert answer.status_code == 200
    assert read(answer).select_one('[name="drop_in_short"]')
    assert Wording.load().drop_in_short == "Drop-ins"


@pytest.mark.parametrize("seen", [None, "", "x" * 10_000, "\x00"])
def test_without_a_good_seal_nothing_is_changed(team, seen):
    sent = ODD | {"step": "use"} | ({} if seen is None else {"seen": seen})
    assert team.post(NAMES, sent).status_code == 200
    assert Wording.load().drop_in_short == "Drop-ins"


def test_markup_in_a_name_is_shown_and_never_obeyed(team, client):
    name = "</textarea></iframe><script>1</script>"
    page = look(team, **ODD | {"drop_in_name": name})
    assert name in frames(page)["On a poster"]
    assert not page.select("main script")
    assert not [each for each in page.select("iframe") if "<script" in each["srcdoc"]]
    team.post(NAMES, form_with(page, "Use these names"))
    home = BeautifulSoup(client.get("/").content, "html.parser")
    assert name in said_in_html(str(home))
    assert not home.select("script")


def test_a_frame_runs_nothing_and_takes_no_focus(team):
    for frame in look(team, **ODD).select("iframe"):
        assert not frame["sandbox"]
        assert frame.has_attr("inert")


def test_a_former_name_that_stays_is_pointed_out(team):
    page = look(team, drop_in_short="Café")
    assert "A former name still stands" in page.text
    assert "A former name still stands" not in look(team, **ODD).text


def test_the_settings_form_asks_for_no_name(team):
    page = read(team.get(f"/admin/settings/home/wording/{Wording.load().pk}/"))
    asked = {field.get("name") for field in page.select("input, textarea")}
    assert "phone" in asked
    assert not asked & set(ODD)


@pytest.mark.parametrize("slug", ["drop-ins", "learn", "training"])
def test_the_editor_of_an_elements_page_shows_its_title_and_takes_no_other(team, slug):
    from wagtail.models import Page

    page = Page.objects.get(slug=slug, alias_of=None, depth=3)
    form = read(team.get(f"/admin/pages/{page.pk}/edit/"))
    for name in ("title", "intro", "seo_title", "search_description"):
        assert form.select_one(f"[name={name}]").has_attr("disabled"), name
    assert "It comes from the screen “Names”" in form.text


def test_other_pages_of_the_same_kind_can_be_renamed(team):
    page = PlainPage.objects.get(slug="about", alias_of=None)
    form = read(team.get(f"/admin/pages/{page.pk}/edit/"))
    assert not form.select_one("[name=title]").has_attr("disabled")
