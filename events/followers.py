"""“Tell me only if it is off”: a resident's e-mail address on one series, and nothing else."""

from datetime import date, timedelta

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.letters import Letter
from home.links import make_token
from home.personal import Personal

from .freshness import note_change
from .occurrences import Occurrence
from .series import SeriesPage

CHANGES = "events.changes"
LINK_PURPOSE = "events.follower"
KEPT = timedelta(days=365)
KEPT_UNCONFIRMED = timedelta(days=2)


class FollowerQuerySet(models.QuerySet):
    def active(self) -> "FollowerQuerySet":
        """Those who said by their link that the address is theirs, and have not expired."""
        return self.filter(confirmed_at__isnull=False, expires_on__gte=timezone.localdate())

    def due_to_go(self) -> "FollowerQuerySet":
        """Those whose time is over, confirmed or not."""
        return self.filter(expires_on__lt=timezone.localdate())


class Follower(models.Model):
    """Who hears when a date of one series is off, moved, back on or noted. Kept apart.

    That somebody goes to a place for people in pain says something about them: no list shows
    these rows, nothing in the admin reads them, and they go by themselves.
    """

    wagtail_reference_index_ignore = True
    personal_heading = _("When you ask us to tell you if a session is off")
    personal = {
        "email": Personal(
            _("We write to it only when a date is off, moved, back on or has a new note."),
            _("Until you stop it by the link in any of these letters, or for twelve months."),
        ),
    }

    series = models.ForeignKey(SeriesPage, on_delete=models.CASCADE, related_name="followers")
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(max_length=10)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    expires_on = models.DateField(editable=False)
    link_version = models.PositiveIntegerField(default=0, editable=False)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "series", Lower("email"), name="one_follower_for_a_series_and_address"
            )
        ]

    def __str__(self) -> str:
        return f"follower {self.pk}"

    def make_link(self, expires_on: date | None = None) -> str:
        """The address at which it is confirmed and stopped."""
        token = make_token(
            purpose=LINK_PURPOSE,
            row_id=self.pk,
            version=self.link_version,
            expires_on=expires_on or self.expires_on,
        )
        return reverse("follower", args=[token])


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
