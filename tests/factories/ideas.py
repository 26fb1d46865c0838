"""Visitors who write a name or a question on the page, as a browser sends it."""

from datetime import timedelta

import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from home.automatic_posts import make_stamp
from home.models import Idea

ADDRESS = "/ideas/"


def stamp_from(**ago) -> str:
    """The stamp of a page that was opened so long ago."""
    with time_machine.travel(timezone.now() - timedelta(**ago)):
        return make_stamp()


def name_answers(text="Knees and Tea", **fields) -> dict:
    """What is sent when a person suggests a name half a minute after opening the page."""
    person = {"kind": "name", "element": "drop-ins", "name": text, "why": "There is tea."}
    return {**person, "website": "", "stamp": stamp_from(seconds=30), **fields}


def question_answers(text="May I bring my sister?", **fields) -> dict:
    """The same for a question."""
    return {
        "kind": "question",
        "question": text,
        "website": "",
        "stamp": stamp_from(seconds=30),
        **fields,
    }


def send(client, answers: dict):
    """The answer to a post."""
    return client.post(ADDRESS, answers)


def only_idea() -> Idea:
    """The one idea that there is."""
    return Idea.objects.get()


def read(client, address: str = ADDRESS) -> BeautifulSoup:
    """A page."""
    return BeautifulSoup(client.get(address).content, "html.parser")


def shown() -> list[str]:
    """What the public reads, in its order."""
    return [text.get_text() for text in read(Client()).select(".idea")]


def show(team, idea: Idea):
    """The team's answer to the button “Show”."""
    return team.post(f"/admin/ideas/{idea.pk}/decide/", {"state": "shown"})
