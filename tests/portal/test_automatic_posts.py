"""1,000 automated posts to the public forms: none published, no person blocked, no puzzle.

They come from one address, which a library's visitors share with the program that sends them.
"""

import re
from datetime import timedelta
from itertools import cycle, islice, product

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from events.models import DropInPage, Follower
from home import suggesting
from home.letters import Letter
from home.models import Idea, UpdateFollower
from home.suggesting import MOST_IN_AN_HOUR
from tests.factories.courses import make_course, make_run
from tests.factories.ideas import stamp_from
from training.models import Booking

pytestmark = pytest.mark.django_db
LIBRARY = "198.51.100.7"
VICTIM = "victim@example.org"
POSTS = 1_000
PUBLIC = ["/", "/updates/", "/updates/feed/", "/ideas/", "/drop-ins/", "/partners/"]

TEXTS = {
    "links": "Cheap pills http://pills{n}.example/ <a href='http://x{n}.example'>here</a>",
    "forum links": "[url=http://x{n}.example]best casino[/url]",
    "praise": "Great post! I really enjoyed reading number {n}, keep up the good work",
    "the same again": "Increase your traffic now",
    "headers": "Hello {n}\r\nBcc: victim@example.org\r\nSubject: Buy",
    "scripts": "<script>alert({n})</script><img src=x onerror=alert(1)>",
    "queries": "{n}' OR '1'='1'; DROP TABLE home_idea; --",
    "templates": "{{{{{n}*7}}}} ${{7*7}} ../../etc/passwd",
    "formulas": '=HYPERLINK("http://x{n}.example","click")',
    "another script": "Купить дешево {n} 便宜的药丸 حبوب رخيصة",
    "noise": "qxzvkj {n} wpqlrn\x00\u202e👾",
    "endless": "buy {n} " + "now " * 3_000,
}
# How the program answers what a page carries for it: the token, the stamp, the box unseen.
MANNERS = {
    "at once": {"csrf": "right", "stamp": "fresh"},
    "patient": {"csrf": "right", "stamp": "old enough"},
    "fills every box": {"csrf": "right", "stamp": "old enough", "website": "http://x.example"},
    "an old form": {"csrf": "right", "stamp": "too old"},
    "made up": {"csrf": "right", "stamp": "made up"},
    "without a token": {"csrf": "", "stamp": ""},
    "with a wrong token": {"csrf": "wrong", "stamp": "old enough"},
}
FIELDS = {
    "name": ["name", "why"],
    "question": ["question"],
    "updates": ["email"],
    "series": ["email"],
    "booking": ["name", "email", "organisation", "role"],
}


@pytest.fixture
def addresses(db, settings, tmp_path) -> dict[str, str]:
    """Where each form is. No letters and ideas but the test's own; letters become files."""
    settings.LETTER_FOLDER = tmp_path
    Letter.objects.all().delete()
    Idea.objects.all().delete()
    series = DropInPage.objects.get(slug="monday-morning", alias_of=None)
    run = make_run(make_course())
    return {
        "name": "/ideas/",
        "question": "/ideas/",
        "updates": "/updates/follow/",
        "series": f"/tell-me/{series.translation_key}/",
        "booking": f"/training/runs/{run.pk}/book/",
    }


def visitor(**options) -> Client:
    """A browser, or what says that it is one, at the library."""
    return Client(enforce_csrf_checks=True, REMOTE_ADDR=LIBRARY, **options)


class Program:
    """What fills in forms that it has read once, quicker than anybody looks."""

    def __init__(self, addresses: dict[str, str]):
        self.client = visitor(raise_request_exception=False)
        self.addresses = addresses
        self.stamps = {
            "fresh": "",
            "old enough": stamp_from(minutes=5),
            "too old": stamp_from(days=90),
            "made up": "form:1t2u3v:abcdefgh",
            "": "",
        }
        self.tokens = {"": "", "wrong": "x" * 64}
        page = BeautifulSoup(self.client.get("/ideas/").content, "html.parser")
        self.tokens["right"] = page.select_one("[name=csrfmiddlewaretoken]")["value"]
        self.stamps["fresh"] = page.select_one("[name=stamp]")["value"]

    def post(self, number: int, form: str, text: str, manner: str):
        """Sends one; every third address in an e-mail box is somebody's who never asked."""
        said = dict(MANNERS[manner])
        words = TEXTS[text].format(n=number)
        data = dict.fromkeys(FIELDS[form], words)
        if "email" in data:
            data["email"] = [words, VICTIM, f"bot{number}@example.org"][number % 3]
        data |= {"csrfmiddlewaretoken": self.tokens[said.pop("csrf")]}
        data |= {"stamp": self.stamps[said.pop("stamp")], "kind": form, **said}
        data |= {"element": "drop-ins", "sector": "vcse", "places": "1"}
        return self.client.post(self.addresses[form], data)


def send_all(addresses: dict[str, str]) -> list[int]:
    """Sends a thousand, each kind by each manner to each form; the statuses of the answers."""
    program = Program(addresses)
    combinations = cycle(product(MANNERS, TEXTS, FIELDS))
    return [
        program.post(number, form, text, manner).status_code
        for number, (manner, text, form) in enumerate(islice(combinations, POSTS))
    ]


def public_words() -> list[str]:
    """What the public reads everywhere; tokens and stamps of forms left out."""
    pages = [Client().get(address).content.decode() for address in PUBLIC]
    return [re.sub(r'value="[^"]{20,}"', "", page) for page in pages]


def test_a_thousand_automated_posts(addresses, log_in):
    before, booked = public_words(), Booking.objects.count()
    statuses = send_all(addresses)
    assert len(statuses) == POSTS
    assert set(statuses) == {200, 303, 403}  # a sentence, thanks, no token: never a crash

    # None published, none booked, nobody's postbox filled
    assert public_words() == before
    assert Idea.objects.shown().count() == 0
    assert Booking.objects.count() == booked
    assert not Follower.objects.active().filter(email__in=[VICTIM]).exists()
    assert not UpdateFollower.objects.active().exists()
    for model in (Follower, UpdateFollower):
        assert model.objects.filter(email=VICTIM).count() == 1
    to_victim = [follower.pk for follower in UpdateFollower.objects.filter(email=VICTIM)]
    kinds = Letter.objects.filter(kind="home.update_confirm", about_id__in=to_victim)
    assert kinds.count() == 1

    # The team's list stays short, and nothing is lost: each text is there once
    assert 0 < Idea.objects.waiting().count() <= MOST_IN_AN_HOUR
    assert Idea.objects.automatic().count() > 100
    assert Idea.objects.filter(text="Increase your traffic now").count() <= 3

    # No person blocked
    prove_that_a_person_gets_through(addresses, log_in)


def prove_that_a_person_gets_through(addresses, log_in) -> None:
    """At the same library, right after it: everything works as ever."""
    person = visitor()
    send_as_person(person, "/ideas/", kind="name", element="learning", name="Easy Does It")
    send_as_person(person, "/ideas/", kind="question", question="Is there parking?")
    for text in ("Easy Does It", "Is there parking?"):
        idea = Idea.objects.get(text=text)
        assert (idea.state, idea.sign) in [("waiting", ""), ("automatic", "many")]
        log_in("team").post(f"/admin/ideas/{idea.pk}/decide/", {"state": "shown"})
        assert text in Client().get("/ideas/").content.decode()
    email = "ann@example.org"
    send_as_person(person, addresses["updates"], email=email)
    send_as_person(person, addresses["series"], email=email)
    for model in (Follower, UpdateFollower):
        link = model.objects.get(email=email).make_link()
        person.post(link, {"answer": "yes"})
        assert model.objects.active().filter(email=email).exists()
    answers = {"name": "Ann", "email": email, "organisation": "Library", "sector": "libraries"}
    answer = send_as_person(person, addresses["booking"], **answers, confirmed="1")
    assert answer["Location"].startswith("/bookings/")


def send_as_person(person: Client, address: str, **answers):
    """Opens the page, takes half a minute, presses the button; twice, as some do."""
    page = BeautifulSoup(person.get(address).content, "html.parser")
    token = page.select_one("[name=csrfmiddlewaretoken]")["value"]
    data = {"csrfmiddlewaretoken": token, "stamp": stamp_from(seconds=30), "website": ""}
    data |= {"key": "9f6f2a53-5e54-4b8e-9d0a-0a2f3b0a7f11", **answers}
    for _press in range(2):
        answer = person.post(address, data)
        assert answer.status_code == 303
    return answer


def test_an_hour_later_a_person_is_at_the_head_of_the_list_again(addresses):
    send_all(addresses)
    Idea.objects.update(made_at=timezone.now() - timedelta(minutes=61))
    send_as_person(visitor(), "/ideas/", kind="question", question="Is there parking?")
    assert Idea.objects.get(text="Is there parking?").state == "waiting"


def test_without_the_bound_the_list_would_be_full(addresses, monkeypatch):
    monkeypatch.setattr(suggesting, "MOST_IN_AN_HOUR", POSTS)
    program = Program(addresses)
    for number in range(MOST_IN_AN_HOUR + 5):
        program.post(number, "question", "praise", "patient")
    assert Idea.objects.waiting().count() > MOST_IN_AN_HOUR


@pytest.mark.parametrize("form", ["updates", "series"])
def test_a_night_of_asking_in_a_strangers_name_is_three_letters(addresses, form):
    client = Client(REMOTE_ADDR=LIBRARY)
    for _time in range(40):
        assert client.post(addresses[form], {"email": VICTIM}).status_code == 303
        Letter.objects.update(made_at=timezone.now() - timedelta(minutes=11))
    assert Letter.objects.count() == 3


@pytest.mark.parametrize("form", FIELDS)
def test_no_form_has_a_puzzle_or_needs_more_than_a_token(addresses, form):
    page = BeautifulSoup(Client().get(addresses[form]).content, "html.parser")
    main = page.main
    assert main.select("form button")
    assert not main.select("script, iframe, canvas, img, [type=password], [type=file]")
    assert not [word for word in ("captcha", "robot", "puzzle") if word in str(main).lower()]
    seen = {each["name"] for each in main.select("[name]") if is_seen(each)}
    assert (
        seen
        == {
            "name": {"element", "name", "why", "question"},
            "question": {"element", "name", "why", "question"},
            "updates": {"email"},
            "series": {"email"},
            "booking": {"name", "email", "organisation", "sector", "role", "places"},
        }[form]
    )


def is_seen(field) -> bool:
    """Whether people see a field."""
    return field.get("type") != "hidden" and field.find_parent(hidden=True) is None
