"""A code of eight signs leads to its series, however somebody types it."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization

from events.short_codes import DIGITS, find_series, make_code, make_short_link, read_code
from tests.factories import make_drop_in

NO_CODES = [
    "",
    "-",
    "--------",
    "ABCDEFG",
    "ABCDEFGHJ",
    "UUUUUUUU",
    "ABCD EFG",
    "ABCD_EFG",
    "٠١٢٣٤٥٦٧",
    "ＡＢＣＤＥＦＧＨ",
    "\x00BCDEFGH",
    "'; DROP--",
    "{{7*7}}0",
    "😀" * 8,
    "A" * 100_000,
    "-" * 100_000,
]


def test_the_code_is_the_first_forty_bits_in_crockfords_digits():
    assert make_code(UUID(int=0)) == "00000000"
    assert make_code(UUID("ffffffff-ffff-ffff-ffff-ffffffffffff")) == "ZZZZZZZZ"
    assert make_code(UUID("00443214-c74c-0000-0000-000000000000")) == "01234567"
    assert not set("ILOU") & set(DIGITS)


@given(st.uuids())
def test_every_code_can_be_read_back(key):
    code = make_code(key)
    assert len(code) == 8
    assert set(code) <= set(DIGITS)
    assert read_code(code) == key.int >> 88


@given(st.uuids(), st.sets(st.integers(1, 7)))
def test_small_letters_hyphens_and_confused_signs_are_understood(key, places):
    code = make_code(key)
    typed = "".join("-" + sign if place in places else sign for place, sign in enumerate(code))
    assert read_code(typed.lower()) == read_code(code)
    for confused in ("oil", "OLI", "oIl"):
        swaps = str.maketrans("01", confused[0] + confused[1])
        assert read_code(code.translate(swaps)) == read_code(code)


@pytest.mark.parametrize("text", NO_CODES)
def test_what_is_no_code_is_read_as_none(text):
    assert read_code(text) is None


@pytest.mark.django_db
@pytest.mark.parametrize("text", NO_CODES)
def test_what_is_no_code_finds_nothing(text):
    assert list(find_series(text)) == []


@pytest.mark.django_db
def test_a_code_finds_its_series_and_no_other():
    one, other = make_drop_in(), make_drop_in()
    assert [page.pk for page in find_series(make_code(one.translation_key))] == [one.pk]
    assert [page.pk for page in find_series(make_code(other.translation_key).lower())] == [other.pk]
    assert list(find_series(make_code(uuid4()))) == []


@pytest.mark.django_db
def test_the_first_and_the_last_key_of_a_code_are_found_and_their_neighbours_are_not():
    keys = [0x1234567 << 88, (0x1234568 << 88) - 1, 0x1234568 << 88, (0x1234567 << 88) - 1]
    pages = [make_drop_in() for _key in keys]
    for page, key in zip(pages, keys, strict=True):
        Page.objects.filter(pk=page.pk).update(translation_key=UUID(int=key))
    found = find_series(make_code(UUID(int=keys[0])))
    assert [page.pk for page in found] == [pages[0].pk, pages[1].pk]


@pytest.mark.django_db
def test_translations_do_not_share_in_it():
    series = make_drop_in()
    urdu = Locale.objects.create(language_code="ur")
    LocaleSynchronization.objects.create(locale=urdu, sync_from=Locale.get_default())
    assert Page.objects.filter(translation_key=series.translation_key).count() == 2
    assert [page.pk for page in find_series(make_code(series.translation_key))] == [series.pk]


@pytest.mark.django_db
def test_the_short_link_is_on_this_site(settings):
    settings.SITE_URL = "https://portal.example"
    series = make_drop_in()
    code = make_code(series.translation_key)
    assert make_short_link(series) == f"https://portal.example/d/{code}/"
