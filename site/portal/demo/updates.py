"""The invented updates of the demo."""

from datetime import date

from home.models import UpdatePage
from portal.founding import make_child

UPDATES = [
    {
        "slug": "chairs-with-arms",
        "title": "Chairs with arms",
        "kind": "changed",
        "on": date(2026, 11, 23),
        "summary": "Several people told us that they stayed standing because they could not get up "
        "again. Every room has at least four chairs with arms now, and we say so under “Getting in”.",
    },
    {
        "slug": "the-name-of-the-drop-in",
        "title": "“Drop-in” is not a word that everybody knows",
        "kind": "learnt",
        "on": date(2026, 11, 19),
        "summary": "At Noor House people asked whether they had to drop something in. We keep looking "
        "for a better name. If you have one, tell the people at any session.",
    },
    {
        "slug": "we-begin",
        "title": "We begin",
        "kind": "news",
        "on": date(2026, 11, 16),
        "summary": "The first sessions open this week in libraries, halls and a pavilion. Nothing is "
        "finished: tell us what does not work.",
    },
]


def build_updates(parent) -> None:
    """Makes those that are not there."""
    for row in UPDATES:
        make_child(parent, UpdatePage(**row))
