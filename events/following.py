"""Following a series: asked for by a form, confirmed and stopped by a signed link.

Nobody who fills in the form learns whether an address was there already: what differs is told in
the letter alone.
"""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils import timezone

from home.letters import Letter, post

from .expanding import lock
from .followers import KEPT, KEPT_UNCONFIRMED, Follower
from .news import know_how_it_stands
from .series import SeriesPage

CONFIRM, ALREADY = "events.follow_confirm", "events.follow_already"
BETWEEN_LETTERS = timedelta(minutes=10)
# So that nobody fills a stranger's postbox by asking for every series in their name.
MOST_UNCONFIRMED = 5


def follow(series: SeriesPage, email: str, language: str) -> None:
    """Asks for a series' news at an address: a letter there asks whether its owner wants that.

    Who hears already gets a letter that says so; either goes out once in ten minutes at most.
    """
    try:
        with transaction.atomic():
            note_asking(series, email, language)
    except IntegrityError:  # the same form was faster in another request
        with transaction.atomic():
            note_asking(series, email, language)


def note_asking(series: SeriesPage, email: str, language: str) -> None:
    """Makes or renews a follower and writes the letter. Raises IntegrityError on a race."""
    today = timezone.localdate()
    at_address = Follower.objects.alias(folded=Lower("email")).filter(folded=Lower(Value(email)))
    at_address.filter(series=series).due_to_go().delete()
    follower = at_address.filter(series=series).select_for_update(of=("self",)).first()
    if follower and follower.confirmed_at:
        post_seldom(ALREADY, follower)
        return
    if not follower:
        if at_address.filter(confirmed_at=None).count() >= MOST_UNCONFIRMED:
            return
        follower = Follower(series=series, email=email)
    follower.language, follower.expires_on = language, today + KEPT_UNCONFIRMED
    follower.save()
    post_seldom(CONFIRM, follower)


def post_seldom(kind: str, follower: Follower) -> None:
    """Posts a letter unless one of its kind was written within the last ten minutes."""
    lately = timezone.now() - BETWEEN_LETTERS
    letters = Letter.objects.filter(kind=kind, about_id=follower.pk)
    if not letters.filter(made_at__gt=lately).exists():
        post(kind, follower.pk, follower.pk)


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
        follower.confirmed_at = timezone.now()
        follower.expires_on = timezone.localdate() + KEPT
        follower.save(update_fields=["confirmed_at", "expires_on"])
        letters = Letter.objects.filter(kind=CONFIRM, about_id=follower.pk)
        arrived = letters.exclude(state=Letter.State.REFUSED).order_by("pk").last()
        know_how_it_stands(follower, arrived or post(CONFIRM, follower.pk, follower.pk))
    return follower


def stop(follower: Follower) -> None:
    """Deletes the address, and with it what was told there."""
    follower.delete()


def forget_followers() -> None:
    """Deletes whoever did not confirm within two days, and everybody after twelve months."""
    Follower.objects.due_to_go().delete()
