"""What strangers do to a site, and what no answer to them may be."""

from time import monotonic

from bs4 import BeautifulSoup
from django.http import HttpResponse
from wagtail.models import Page

from events.models import Follower
from home.letters import Letter
from tests.events.asking import form_of
from tests.factories import make_drop_in
from tests.factories.courses import make_booking
from tests.factories.hosts import link_of, make_host
from training.models import Booking

LOGIN = "/admin/login/"
SIDE_LOGIN = "/_util/login/"
FORGOTTEN = "/admin/password_reset/"


def ask(client, method: str, path: str, *args, **options) -> HttpResponse:
    """An answer within two seconds that is nobody's crash."""
    began = monotonic()
    answer = getattr(client, method)(path, *args, **options)
    assert monotonic() - began < 2
    assert answer.status_code < 500
    assert "Traceback" not in said(answer)
    return answer


def said(answer) -> str:
    """The words of a page."""
    if answer.streaming:
        return ""
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def rows() -> list[int]:
    """How many there are of what a form could have made."""
    return [model.objects.count() for model in (Booking, Follower, Letter, Page)]


def open_forms(run) -> list[str]:
    """The addresses that take a post from people without a login, and two that take none."""
    booking, host = make_booking(run), make_host()
    return [
        f"/training/runs/{run.pk}/book/",
        form_of(make_drop_in()),
        f"{booking.make_link()}change/",
        f"{booking.make_link()}cancel/",
        link_of(host),
        LOGIN,
        FORGOTTEN,
        SIDE_LOGIN,
        "/",
        "/search/",
    ]
