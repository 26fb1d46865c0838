"""The names of the elements change all at once, on their pages too, and can be put back."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from wagtail.models import Locale, ModelLogEntry, Page
from wagtail_localize.models import LocaleSynchronization

from home.models import PlainPage, Wording
from home.naming import (
    NamesChangedMeanwhile,
    former_words,
    names_before,
    pages_of_elements,
    rename_elements,
)
from home.naming_form import NamesForm
from home.wording import NAMES

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return get_user_model().objects.get(username="team")


@pytest.fixture
def former():
    return Wording.load().names


def rename(team, seen=None, **names):
    wording = Wording.load()
    return rename_elements(wording.names | names, seen=seen or wording.seal, user=team)


def finder_page() -> PlainPage:
    return PlainPage.objects.get(slug="drop-ins", alias_of=None)


def words_of(page) -> tuple[str, str]:
    return page.title, page.intro


def test_names_and_pages_change_together(team, former):
    rename(team, drop_in_title="Where the kettle is on", drop_in_description="Tea and time.")
    page = finder_page()
    assert words_of(page) == ("Where the kettle is on", "Tea and time.")
    assert (page.draft_title, page.slug) == ("Where the kettle is on", "drop-ins")
    assert page.url == "/drop-ins/"
    assert Wording.load().former_names == former


def test_the_three_pages_are_those_of_the_elements():
    assert sorted(page.slug for page in pages_of_elements()) == ["drop-ins", "learn", "training"]


def test_the_change_is_written_down_with_both_names(team, former):
    wording = rename(team, drop_in_short="Café")
    entry = ModelLogEntry.objects.get(action="home.rename", object_id=str(wording.pk))
    assert entry.user == team
    assert entry.data == {"names": {"drop_in_short": ["Drop-ins", "Café"]}}


def test_pages_in_other_languages_follow(team):
    urdu = Locale.objects.create(language_code="ur")
    LocaleSynchronization.objects.create(locale=urdu, sync_from=Locale.get_default())
    rename(team, learning_title="Into the Knee School")
    titles = Page.objects.filter(slug="learn").values_list("locale__language_code", "title")
    assert dict(titles) == dict.fromkeys(("en", "ur"), "Into the Knee School")


def test_a_title_that_somebody_translated_stays_theirs(team):
    urdu = Locale.objects.create(language_code="ur")
    LocaleSynchronization.objects.create(locale=urdu, sync_from=Locale.get_default())
    page = Page.objects.get(slug="learn", locale=urdu).specific
    page.alias_of, page.title = None, "سیکھیں"
    page.save_revision().publish()
    rename(team, learning_title="Into the Knee School")
    page.refresh_from_db()
    assert page.title == "سیکھیں"


def test_names_can_be_put_back_and_forth(team, former):
    rename(team, drop_in_short="Café", drop_in_title="The Café")
    new = Wording.load().names
    rename(team, **names_before(Wording.load()))
    assert Wording.load().names == former
    assert finder_page().title == former["drop_in_title"]
    assert names_before(Wording.load()) == new


def test_without_a_change_there_is_nothing_to_put_back():
    assert names_before(Wording.load()) == {}


def test_a_former_set_without_a_column_of_today_leaves_that_as_it_is(team):
    wording = Wording.load()
    wording.former_names = {"drop_in_short": "Café", "of_long_ago": "x"}
    assert names_before(wording) == wording.names | {"drop_in_short": "Café"}


# Who was first


def test_who_was_slower_is_told_and_changes_nothing(team):
    seen = Wording.load().seal
    rename(team, drop_in_short="Café")
    with pytest.raises(NamesChangedMeanwhile, match="Theirs stand now"):
        rename(team, seen, drop_in_short="Kettle", drop_in_title="The Kettle")
    assert Wording.load().drop_in_short == "Café"
    assert finder_page().title == "Find a drop-in near you"


def test_with_the_seal_of_today_the_same_names_are_taken(team):
    rename(team, drop_in_short="Café")
    rename(team, drop_in_short="Kettle")
    assert Wording.load().drop_in_short == "Kettle"


def test_the_same_names_again_are_no_change(team):
    with pytest.raises(ValidationError, match="Nothing was changed"):
        rename(team)
    assert not ModelLogEntry.objects.filter(action="home.rename").exists()
    assert Wording.load().former_names == {}


def test_whatever_breaks_in_the_middle_leaves_the_former_names(team, former, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("wagtail.models.Revision.publish", refuse)
    with pytest.raises(RuntimeError):
        rename(team, drop_in_short="Café", drop_in_title="The Café")
    assert Wording.load().names == former
    assert finder_page().title == former["drop_in_title"]


# What else happens to those pages


def test_a_draft_of_somebody_stays_a_draft_with_the_new_title(team):
    page = finder_page()
    page.body = [("heading", "Not ready")]
    page.save_revision()
    rename(team, drop_in_title="The Café")
    page = finder_page()
    draft = page.get_latest_revision_as_object()
    assert (page.title, list(page.body.raw_data)) == ("The Café", [])
    assert page.has_unpublished_changes
    assert (draft.title, draft.body[0].value) == ("The Café", "Not ready")


def test_an_old_revision_brings_no_former_name_back(team):
    old = finder_page().save_revision()
    rename(team, drop_in_title="The Café")
    old.publish()
    assert finder_page().title == "The Café"


def test_an_own_title_for_search_engines_would_hide_the_name(team):
    page = finder_page()
    page.seo_title, page.search_description = "Drop-ins in Eastgate", "All drop-ins"
    page.save_revision().publish()
    page = finder_page()
    assert (page.seo_title, page.search_description) == ("", "")


def test_other_pages_keep_what_their_editors_write():
    page = PlainPage.objects.get(slug="about", alias_of=None)
    page.title, page.seo_title = "Who we are", "Us"
    page.save_revision().publish()
    page.refresh_from_db()
    assert (page.title, page.seo_title) == ("Who we are", "Us")


# What is refused, and what is only hostile


@pytest.mark.parametrize("text", ["", "…", "🦴", "\u200b", "-" * 20])
def test_a_name_that_nobody_can_say_is_refused(team, former, text):
    with pytest.raises(ValidationError) as refusal:
        rename(team, drop_in_short=text)
    assert set(refusal.value.message_dict) == {"drop_in_short"}
    assert Wording.load().names == former


@pytest.mark.parametrize("text", ["learn", "LEARN", "\uff2cearn"])  # the last is full width
def test_two_elements_of_one_name_are_refused(team, text):
    with pytest.raises(ValidationError) as refusal:
        rename(team, drop_in_short=text)
    assert set(refusal.value.message_dict) == {"learning_short"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Tea \t &  time ", "Tea & time"),
        ("Tea\nBcc: x@example.org", "Tea Bcc: x@example.org"),
        ("\u202eTea\u202c", "Tea"),
        ("T\x00ea", "Tea"),
        ("<script>1</script>", "<script>1</script>"),
        ("Tea 👩🏽\u200d🏫", "Tea 👩🏽\u200d🏫"),
        ("{{7*7}} “Tea”; 'x'", "{{7*7}} “Tea”; 'x'"),
    ],
)
def test_a_name_is_one_tidy_line(former, typed, kept):
    form = NamesForm(former | {"drop_in_name": typed}, instance=Wording.load())
    assert form.is_valid(), form.errors
    assert form.cleaned_data["drop_in_name"] == kept


@pytest.mark.parametrize("column", NAMES)
@pytest.mark.parametrize("text", ["", " \n\u200f", "x" * 10_000])
def test_empty_and_endless_names_are_refused_beside_their_field(former, column, text):
    form = NamesForm(former | {column: text}, instance=Wording.load())
    assert set(form.errors) == {column}


# What the team is reminded of


def test_a_name_that_stays_in_a_heading_is_pointed_out(former):
    new = former | {"drop_in_short": "Café", "drop_in_name": "Aches & Pains Café"}
    assert former_words(former, new) == [("drop_in_title", "Drop-ins")]
    assert former_words(former, new | {"drop_in_title": "The Café"}) == []


def test_without_a_new_short_name_nothing_is_pointed_out(former):
    assert former_words(former, former | {"drop_in_name": "Aches & Pains Café"}) == []
