"""Reading from the web: what is public is read, what is ours alone is never reached."""

import socket
import time

import pytest
from django.core.exceptions import ValidationError

from events.importing.fetching import MOST_REDIRECTS, CheckedConnection, Deadline, fetch
from events.importing.web_addresses import is_public, read_address
from tests.events.importing.web_site import cut_short, drip, endless, packed, send_to, web_site


@pytest.fixture
def site():
    with web_site() as site:
        site.pages["/list"] = b"name\nTea\n"
        yield site


@pytest.fixture
def _guard_off(settings):
    settings.FETCH_INSIDE = True


def refusal(address: str, **words) -> str:
    with pytest.raises(ValidationError) as caught:
        fetch(address, **words)
    return " ".join(caught.value.messages)


def test_this_machine_is_not_reached(site):
    assert "usual ports alone" in refusal(f"{site.address}/list")
    assert site.asked == []


@pytest.mark.usefixtures("_guard_off")
def test_without_the_guard_it_would_be(site):
    assert fetch(f"{site.address}/list") == (f"{site.address}/list", b"name\nTea\n")
    assert site.asked == ["/list"]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "0.0.0.0", "0", "2130706433", "0x7f.1", "127.1", "[::1]", "[::]",
        "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "169.254.169.254", "10.0.0.1", "172.16.0.1",
        "192.168.1.1", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "[fe80::1]", "[fd00:ec2::254]", "[ff02::1]",
        "[fec0::1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[64:ff9b::7f00:1]",
    ],
)  # fmt: skip
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_spelling_of_an_inside_address_gets_through(host, scheme):
    words = refusal(f"{scheme}://{host}/")
    assert "is not a public site" in words or "There is no site" in words


@pytest.mark.parametrize("number", ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111"])
def test_what_everybody_reaches_is_public(number):
    assert is_public(number)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://example.org/", "must begin with"),
        ("file:///etc/passwd", "must begin with"),
        ("gopher://example.org/", "must begin with"),
        ("//example.org/", "must begin with"),
        ("https://", "must begin with"),
        ("", "must begin with"),
        ("https://ann:secret@example.org/", "Leave out the name and password"),
        ("https://example.org:22/", "usual ports alone"),
        ("https://example.org:99999/", "cannot read"),
        ("https://exa mple.org/", "cannot read"),
        ("https://example.org/\r\nHost: inside", "cannot read"),
        ("https://example.org\\@inside/", "cannot read"),
        ("https://[::1/", "cannot read"),
        ("https://" + "a" * 70 + ".org/", "cannot read"),
        ("https://example.org/" + "a" * 2000, "cannot read"),
        ("https://\x00/", "cannot read"),
    ],
)
def test_what_is_no_public_address_is_refused_in_a_sentence(address, words):
    assert words in refusal(address)


def test_who_may_use_https_alone_is_told_so():
    assert "https://" in refusal("http://example.org/", schemes=("https",))


def test_a_name_that_leads_inside_is_refused(monkeypatch):
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 443)) for number in (
        "93.184.215.14", "10.0.0.7")]  # fmt: skip
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **names: answers)
    assert "is not a public site" in refusal("https://both.example/")


def test_the_connection_goes_to_the_number_that_was_checked(monkeypatch):
    """A name that leads elsewhere when it is looked up again does no harm: nobody does."""
    asked, reached = [], []

    def look_up(host, *args, **names):
        asked.append(host)
        number = "93.184.215.14" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80))]

    class Pipe(socket.socket):
        def connect(self, place):
            reached.append(place)
            raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "socket", Pipe)
    assert "does not answer" in refusal("http://rebinding.example/")
    assert asked == ["rebinding.example"]
    assert reached == [("93.184.215.14", 80)]


def test_a_redirect_is_checked_like_the_first_address(site, settings, monkeypatch):
    """The first step is let through as if it were public; the second leads to this machine."""
    site.pages["/there"] = send_to(f"{site.address}/list")
    place = (socket.AF_INET, ("127.0.0.1", site.server_port))
    steps = iter([[place]])
    from events.importing import fetching

    checked = fetching.look_up
    monkeypatch.setattr(
        fetching, "look_up", lambda address, seconds: next(steps, None) or checked(address, seconds)
    )
    assert "usual ports alone" in refusal("http://public.example/there")
    assert site.asked == ["/there"]


@pytest.mark.usefixtures("_guard_off")
class TestAnswers:
    """With the guard off, so that there is somebody to ask."""

    def test_redirects_end_after_three(self, site):
        for number in range(MOST_REDIRECTS + 2):
            site.pages[f"/{number}"] = send_to(f"/{number + 1}")
        site.pages[f"/{MOST_REDIRECTS + 2}"] = b"late"
        assert fetch(f"{site.address}/2").data == b"late"
        assert "from one place to the next" in refusal(f"{site.address}/0")

    def test_a_redirect_does_not_leave_the_web(self, site):
        site.pages["/file"] = send_to("file:///etc/passwd")
        assert "must begin with" in refusal(f"{site.address}/file")

    @pytest.mark.parametrize(
        ("page", "words"),
        [
            (packed, "sends its answer packed"),
            (cut_short, "does not answer as a site should"),
            (endless, "more than 2 MB"),
            (None, "it answers 404"),
        ],
    )
    def test_other_answers_are_refused(self, site, page, words):
        site.pages["/x"] = page
        assert words in refusal(f"{site.address}/x")

    def test_a_drip_is_cut_off_when_the_time_is_up(self, site):
        site.pages["/drip"] = drip
        before = time.monotonic()
        assert "takes too long" in refusal(f"{site.address}/drip", deadline=Deadline(0.5))
        assert time.monotonic() - before < 3

    def test_who_is_not_there_is_told_in_a_sentence(self, site):
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))
            port = nobody.getsockname()[1]
            assert "does not answer" in refusal(f"http://127.0.0.1:{port}/")

    def test_a_site_without_a_good_certificate_is_not_read(self, site):
        words = refusal(f"https://127.0.0.1:{site.server_port}/list")
        assert "certificate" in words or "does not answer" in words

    def test_the_address_is_asked_for_as_it_stands(self, site):
        site.pages["/a%20b?x=1&y=%C3%A9"] = b"yes"
        assert fetch(f"{site.address}/a%20b?x=1&y=é").data == b"yes"


def test_the_address_tells_the_name_to_the_other_side():
    address = read_address("https://example.org/x?y")
    connection = CheckedConnection(address, (socket.AF_INET, ("93.184.215.14", 443)), Deadline(1))
    assert (connection.host, connection.default_port) == ("example.org", 443)
