"""No log line holds a token."""

import io
import logging
from logging import StreamHandler

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from portal.masking import MaskTokens, mask

TOKEN = "2n-0-gcxv-5xY_-hAEYWl0Ck3tZzZ9a-bC"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"GET /bookings/{TOKEN}/ 200", "GET /bookings/…/ 200"),
        (f"GET /ur/bookings/{TOKEN}/change/?x=1", "GET /ur/bookings/…/change/?x=1"),
        (f"https://a.example/host/{TOKEN}", "https://a.example/host/…"),
        (f"/certificates/{TOKEN}/ and /host/{TOKEN}/", "/certificates/…/ and /host/…/"),
        (f"GET /ur/tell-me/link/{TOKEN}/ 200", "GET /ur/tell-me/link/…/ 200"),
        (f"next=%2Ftell-me%2Flink%2F{TOKEN}%2F", "next=%2Ftell-me%2Flink%2F…%2F"),
        (f"/updates/link/{TOKEN}/", "/updates/link/…/"),
        (f"next=%2Fbookings%2F{TOKEN}%2F", "next=%2Fbookings%2F…%2F"),
        (f"{{'path': 'bookings/{TOKEN}'}}", "{'path': 'bookings/…'}"),
        ("GET /drop-ins/?day=mon", "GET /drop-ins/?day=mon"),
        ("the host of bookings", "the host of bookings"),
    ],
)
def test_tokens_are_masked_and_the_rest_stays(text, masked):
    assert mask(text) == masked


@pytest.fixture
def lines():
    """What the console handler writes, made as the settings say."""
    handler_settings = settings.LOGGING["handlers"]["console"]
    stream = io.StringIO()
    handler = StreamHandler(stream)
    for name in handler_settings["filters"]:
        handler.addFilter(import_string(settings.LOGGING["filters"][name]["()"])())
    logger = logging.getLogger("portal.test")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


def test_a_log_line_has_no_token_whichever_way_it_came(lines):
    logger = logging.getLogger("portal.test")
    logger.error("Not found: %s", f"/bookings/{TOKEN}/")
    logger.error("Not found: %(path)s", {"path": f"/bookings/{TOKEN}/"})
    logger.error(f"Not found: /bookings/{TOKEN}/", stack_info=True)
    try:
        raise LookupError(f"/bookings/{TOKEN}/")
    except LookupError:
        logger.exception("Broken")
    text = lines.getvalue()
    assert text.count("Not found: /bookings/…/") >= 3
    assert "LookupError: /bookings/…/" in text
    assert TOKEN not in text


@pytest.mark.parametrize("name", ["", "django", "django.server", "portal"])
def test_every_logger_writes_through_masked_handlers(name):
    # The test runner adds handlers of other types.
    written = [each for each in logging.getLogger(name).handlers if type(each) is StreamHandler]
    for handler in written:
        assert [type(each) for each in handler.filters] == [MaskTokens]
    assert len(written) == (name in ("", "django.server"))
