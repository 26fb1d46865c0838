"""Following a series: its news at an address, until that is stopped or over."""

from django.db import transaction

from home.following import ask_to_follow, say_yes
from home.letters import Letter, post

from .expanding import lock
from .followers import Follower
from .news import know_how_it_stands
from .series import SeriesPage

CONFIRM, ALREADY = "events.follow_confirm", "events.follow_already"


def follow(series: SeriesPage, email: str, language: str) -> None:
    """Asks for a series' news at an address."""
    asked = {"series": series, "email": email, "language": language}
    ask_to_follow(Follower, CONFIRM, ALREADY, **asked)


def confirm(follower: Follower) -> Follower:
    """From now on they hear, for twelve months; twice is the same as once. The follower as it is.

    What is off just now is on the page that answers, so it counts as told by the letter whose
    link they pressed.
    """
    with transaction.atomic():
        lock(follower.series_id)  # before or after a change of its dates, never in the middle
        rows = Follower.objects.select_related("series__venue")
        follower = rows.get(pk=follower.pk)
        if follower.confirmed_at:
            return follower
        say_yes(follower)
        letters = Letter.objects.filter(kind=CONFIRM, about_id=follower.pk)
        arrived = letters.exclude(state=Letter.State.REFUSED).order_by("pk").last()
        know_how_it_stands(follower, arrived or post(CONFIRM, follower.pk, follower.pk))
    return follower


def forget_followers() -> None:
    """Deletes whoever did not confirm within two days, and everybody after twelve months."""
    Follower.objects.due_to_go().delete()
