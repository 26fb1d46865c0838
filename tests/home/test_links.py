"""Signed links open what they were made for, until they end, and nothing else does."""

from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from home.links import (
    BrokenLink,
    ExpiredLink,
    Link,
    LinkError,
    make_token,
    private_link,
    read_token,
)

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def token_of(purpose="booking", row_id=123, version=0, days=30) -> str:
    return make_token(purpose=purpose, row_id=row_id, version=version, expires_on=in_days(days))


@given(
    row_id=st.integers(1, 2**63 - 1),
    version=st.integers(0, 2**31 - 1),
    days=st.integers(0, 40_000),
)
def test_a_link_says_what_was_put_into_it(row_id, version, days):
    token = token_of(row_id=row_id, version=version, days=days)
    assert read_token("booking", token) == Link(row_id, version, in_days(days))
    assert set(token) <= set(SIGNS)


def test_a_link_is_short_enough_for_a_letters_line():
    assert len(token_of(row_id=10**9, version=99)) <= 42


def test_a_link_of_another_purpose_opens_nothing():
    with pytest.raises(BrokenLink):
        read_token("host", token_of("booking"))


def test_no_other_sign_in_any_place_is_taken():
    token = token_of()
    for place in range(len(token)):
        for sign in SIGNS:
            if sign != token[place]:
                with pytest.raises(BrokenLink):
                    read_token("booking", token[:place] + sign + token[place + 1 :])


def test_a_cut_link_opens_nothing():
    token = token_of()
    for length in range(len(token)):
        with pytest.raises(BrokenLink):
            read_token("booking", token[:length])


@pytest.mark.parametrize(
    "change",
    [
        lambda token: f"0{token}",  # another spelling of the same number
        lambda token: token.replace("-", "-0", 1),
        lambda token: f"{token}=",
        lambda token: f"{token}\n",
        lambda token: f" {token}",
        lambda token: f"{token}{token}",
        lambda token: token.upper(),
        lambda token: token.replace("-", "–", 1),
        lambda token: token.replace("3", "３", 1),
        lambda token: token + "\0",
        lambda token: "",
        lambda token: "-",
        lambda token: "---",
        lambda token: "a" * 1_000_000,
        lambda token: "1-" * 500_000,
        lambda token: "../../etc/passwd",
        lambda token: "' OR 1=1 --",
        lambda token: "ß" * 24,
        lambda token: "1-0-zzzzz-" + "A" * 24,
    ],
)
def test_whatever_else_comes_is_broken(change):
    with pytest.raises(BrokenLink):
        read_token("booking", change(token_of()))


@given(st.text())
def test_no_text_that_anybody_thinks_of_is_a_link(text):
    with pytest.raises(BrokenLink):
        read_token("booking", text)


def test_a_link_is_good_on_its_last_day_and_not_after():
    assert read_token("booking", token_of(days=0)).row_id == 123
    with pytest.raises(ExpiredLink):
        read_token("booking", token_of(days=-1))


def test_only_a_true_link_is_told_that_it_has_expired():
    token = token_of(days=-1)
    with pytest.raises(BrokenLink):
        read_token("booking", token[:-1] + ("A" if token[-1] != "A" else "B"))
    assert not issubclass(ExpiredLink, BrokenLink)
    assert issubclass(ExpiredLink, LinkError)


def test_former_keys_stay_good_while_keys_change(settings):
    settings.LINK_KEYS = ["old" * 20]
    before = token_of()
    settings.LINK_KEYS = ["new" * 20, "old" * 20]
    assert read_token("booking", before).row_id == 123
    after = token_of()
    settings.LINK_KEYS = ["new" * 20]
    assert read_token("booking", after).row_id == 123
    with pytest.raises(BrokenLink):
        read_token("booking", before)


def test_links_have_a_key_of_their_own(settings):
    from django.core.signing import Signer

    settings.LINK_KEYS = [settings.SECRET_KEY]
    said, _dash, signature = token_of().rpartition("-")
    assert Signer(key=settings.SECRET_KEY).signature(f"booking\n{said}") != signature


@pytest.mark.parametrize(("row_id", "version"), [(0, 0), (-1, 0), (1, -1)])
def test_no_link_is_made_to_what_is_not_saved(row_id, version):
    with pytest.raises(ValueError):  # noqa: PT011
        token_of(row_id=row_id, version=version)


def test_a_page_behind_a_link_is_kept_by_nobody_and_told_to_nobody():
    @private_link
    def view(request):
        return HttpResponse("Your booking", headers={"Cache-Control": "public"})

    headers = view(RequestFactory().get("/")).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex"
