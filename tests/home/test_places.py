"""Where a resident starts from: what is known exactly, roughly, or not at all."""

import pytest
from django.core.exceptions import ValidationError

from home.places import find_origin

pytestmark = pytest.mark.django_db


def refusal(text):
    with pytest.raises(ValidationError) as error:
        find_origin(text)
    [sentence] = error.value.messages
    return sentence


def test_a_known_postcode_is_exact():
    origin = find_origin(" le5 1aa")
    assert (origin.label, origin.rough, origin.remark) == ("LE5 1AA", False, "")


def test_a_postcode_that_is_not_loaded_is_rough_and_says_so():
    origin = find_origin("LS1 1UR")
    assert origin.rough
    assert origin.remark.endswith("so we measure from the middle of LS1 1.")


def test_a_part_is_rough_and_says_so():
    origin = find_origin("LE5")
    assert (origin.label, origin.rough) == ("LE5", True)
    assert origin.remark.endswith("so we measure from the middle of LE5.")


def test_a_venue_by_name_is_exact():
    assert find_origin("noor house").rough is False


def test_a_venue_by_part_of_its_name():
    assert find_origin("Kestrel").label == "Kestrel Park Pavilion"


def test_a_town_with_several_venues_is_rough():
    assert find_origin("Eastgate").rough is True


@pytest.mark.parametrize("text", ["ZZ9 9ZZ", "zz99zz", "LE5 8ZZ"])
def test_a_postcode_whose_sector_does_not_exist(text):
    assert refusal(text).startswith("We cannot find the postcode")


def test_northern_ireland_is_refused_kindly():
    assert "Northern Ireland" in refusal("BT1 5GS")


@pytest.mark.parametrize("text", ["Narnia", "'", '"', "%", "_", "LE", "né", "‏", "x" * 100_000])
def test_a_place_that_is_not_known_says_what_to_type(text):
    assert "Type a postcode" in refusal(text)


def test_long_words_are_cut_in_the_answer():
    assert len(refusal("x" * 100_000)) < 200
