"""What would help readers: reading ease by LIX, pictures without words, facts nobody has said."""

import pytest
from django.contrib.auth import get_user_model

from events.models import DropInPage
from home.hints import hints_for
from home.models import Organisation
from home.reading_ease import HARD, lix
from tests.factories import make_drop_in, make_organisation, make_venue

EASY = "We meet on Monday. There is tea. You can sit or walk. Come as you are. Ask us."
HARD_WORDS = (
    "Participants experiencing musculoskeletal discomfort are encouraged to investigate "
    "multidisciplinary interventions facilitated by appropriately accredited practitioners."
)


def test_lix_is_words_in_a_sentence_and_long_words_in_a_hundred():
    # 20 words, 2 sentences, 5 words of seven letters or more: 20 / 2 + 100 * 5 / 20.
    text = " ".join(["cat"] * 9 + ["letters."] + ["dog"] * 6 + ["reading"] * 4) + "."
    assert lix(text) == 35


@pytest.mark.parametrize(("text", "is_hard"), [(EASY, False), (HARD_WORDS, True)])
def test_lix_tells_easy_from_hard(text, is_hard):
    assert (lix(text) > HARD) == is_hard


@pytest.mark.parametrize("text", ["", "Tea.", "...", "   ", "1 2 3 " * 9])
def test_a_short_text_is_not_measured(text):
    assert lix(text) is None


def test_a_list_counts_each_line_as_a_sentence():
    assert lix("\n".join(["Sit on a chair and breathe"] * 4)) < HARD


@pytest.fixture
def editor(db):
    return get_user_model().objects.get(username="partner1")


def test_a_hard_text_is_named_with_its_measure(editor):
    page = make_organisation()
    page.about = f"<p>{HARD_WORDS}</p>"
    [hint] = hints_for(page, editor)
    assert hint.words.startswith("“About you” is hard to read (LIX ")


def test_facts_that_nobody_has_said_are_listed_with_a_link_for_the_keeper_alone(editor):
    library = Organisation.objects.get(slug="eastgate-library", alias_of=None)
    facts = {"hearing_loop": "no", "accessible_toilet": "yes", "seating": "yes", "bus_stop": "yes"}
    own = make_drop_in(library, make_venue(keeper=library, name="The barn", **facts))
    [hint] = hints_for(own, editor)
    assert "The barn" in hint.words
    assert "step-free way in and parking" in hint.words
    assert hint.link == f"/admin/venues/edit/{own.venue.pk}/"
    foreign = make_drop_in(library, make_venue(keeper=make_organisation(), **facts))
    assert [hint.link for hint in hints_for(foreign, editor)] == [""]


def test_a_picture_without_words_is_named(editor):
    page = Organisation.objects.get(slug="eastgate-library", alias_of=None)
    page.picture.description = ""
    assert "no description" in hints_for(page, editor)[0].words


def test_the_demo_sets_an_example(editor):
    for page in DropInPage.objects.filter(alias_of=None):
        assert [hint for hint in hints_for(page, editor) if "LIX" in hint.words] == []


def test_the_editor_shows_them_at_the_end_of_the_form(editor, log_in):
    library = Organisation.objects.get(slug="eastgate-library", alias_of=None)
    page = make_drop_in(library, make_venue(keeper=library, name="The barn"))
    response = log_in("partner1").get(f"/admin/pages/{page.pk}/edit/")
    assert "Residents ask how to get in: say of The barn" in response.content.decode()
