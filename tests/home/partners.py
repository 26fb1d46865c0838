"""Partners of the demo who hand things to each other, and what they read."""

import re

from django.contrib.auth import get_user_model

from home import handing
from home.handovers import Handover


def person(name: str):
    return get_user_model().objects.get(username=name)


def offered(thing, to, by="partner1") -> Handover:
    return handing.offer(thing, to=to, by=person(by))


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())
