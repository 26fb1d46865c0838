"""“Tell me only if it is off”: a resident's e-mail address on one series, and nothing else."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from home.following import AnyFollower, FollowerQuerySet
from home.letters import Letter
from home.personal import Personal

from .freshness import note_change
from .occurrences import Occurrence
from .series import SeriesPage

CHANGES = "events.changes"
LINK_PURPOSE = "events.follower"


class Follower(AnyFollower):
    """Who hears when a date of one series is off, moved, back on or noted. Kept apart.

    That somebody goes to a place for people in pain says something about them.
    """

    link_purpose = LINK_PURPOSE
    link_name = "follower"
    personal_heading = _("When you ask us to tell you if a session is off")
    personal = {
        "email": Personal(
            _("We write to it only when a date is off, moved, back on or has a new note."),
            _("Until you stop it by the link in any of these letters, or for twelve months."),
        ),
    }

    series = models.ForeignKey(SeriesPage, on_delete=models.CASCADE, related_name="followers")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "series", Lower("email"), name="one_follower_for_a_series_and_address"
            )
        ]


class Told(models.Model):
    """What one letter told of one date: the next letter tells only what has changed since.

    Without a date it is what the letter told of the series itself: its rule and place, or nothing
    when it was not listed any more.
    """

    wagtail_reference_index_ignore = True

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="+")
    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="told")
    occurrence = models.ForeignKey(
        Occurrence, on_delete=models.CASCADE, null=True, related_name="+"
    )
    # A rule may be a set of sixty dates.
    state = models.CharField(max_length=800, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_letter_tells_a_date_once", fields=["letter", "occurrence"]
            )
        ]

    def __str__(self) -> str:
        return f"told {self.pk}"


def spread_news(*series_ids: int) -> None:
    """Says that dates of these series changed, within the transaction of what has changed.

    Their followers get a letter; programmes that ask what is new since their last visit hear it.
    """
    note_change(*series_ids)
    post_changes(Follower.objects.active().filter(series__in=series_ids))


def post_changes(followers: FollowerQuerySet) -> None:
    """Puts a letter in the outbox for each of these who has none waiting there.

    What it says is worked out when it is sent. A letter that somebody is sending right now may
    have been written before the change: then there is one more. Nobody begins to send one that
    was found waiting here before this transaction ends.
    """
    untouched = Letter.objects.waiting().filter(
        kind=CHANGES, tries=0, reader_id__in=followers.values("pk")
    )
    locked = untouched.select_for_update().order_by("pk")
    waiting = set(locked.values_list("reader_id", flat=True))
    Letter.objects.bulk_create(
        Letter(kind=CHANGES, about_id=series_id, reader_id=pk)
        for pk, series_id in followers.values_list("pk", "series_id")
        if pk not in waiting
    )
