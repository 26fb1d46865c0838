"""Following: hearing of something by e-mail. Asked for by a form, confirmed and stopped by a link.

Nobody who fills in the form learns whether an address was there already: what differs is told in
the letter alone. And nobody fills a stranger's postbox by it.
"""

from datetime import date, timedelta

from django.db import IntegrityError, models, transaction
from django.db.models import Value
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .letters import post_seldom
from .links import make_token

KEPT = timedelta(days=365)
KEPT_UNCONFIRMED = timedelta(days=2)
# Of one kind: so that nobody asks for every series in a stranger's name.
MOST_UNCONFIRMED = 5


class FollowerQuerySet(models.QuerySet):
    def active(self) -> "FollowerQuerySet":
        """Those who said by their link that the address is theirs, and have not expired."""
        return self.filter(confirmed_at__isnull=False, expires_on__gte=timezone.localdate())

    def due_to_go(self) -> "FollowerQuerySet":
        """Those whose time is over, confirmed or not."""
        return self.filter(expires_on__lt=timezone.localdate())

    def at_address(self, email: str) -> "FollowerQuerySet":
        """Those of an address, however its letters are cased."""
        return self.alias(folded=Lower("email")).filter(folded=Lower(Value(email)))


class AnyFollower(models.Model):
    """An e-mail address that hears of something: of what, says the model made from this one.

    No list shows these rows, nothing in the admin reads them, and they go by themselves.
    """

    wagtail_reference_index_ignore = True
    link_purpose: str
    link_name: str  # of the address of its link

    email = models.EmailField(_("e-mail address"))
    language = models.CharField(max_length=10)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    expires_on = models.DateField(editable=False)
    link_version = models.PositiveIntegerField(default=0, editable=False)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"follower {self.pk}"

    def make_link(self, expires_on: date | None = None) -> str:
        """The address at which it is confirmed and stopped."""
        token = make_token(
            purpose=self.link_purpose,
            row_id=self.pk,
            version=self.link_version,
            expires_on=expires_on or self.expires_on,
        )
        return reverse(self.link_name, args=[token])


def ask_to_follow(model: type[AnyFollower], confirm: str, already: str, **asked) -> None:
    """Asks for news at an address: a letter there asks whether its owner wants that.

    `asked` are the email, the language, and what is followed. `confirm` and `already` are kinds of
    letters: who hears already gets one that says so.
    """
    try:
        with transaction.atomic():
            note_asking(model, confirm, already, **asked)
    except IntegrityError:  # the same form was faster in another request
        with transaction.atomic():
            note_asking(model, confirm, already, **asked)


def note_asking(
    model: type[AnyFollower], confirm: str, already: str, *, email: str, language: str, **what
) -> None:
    """Makes or renews a follower and writes the letter. Raises IntegrityError on a race."""
    at_address = model.objects.at_address(email)
    at_address.filter(**what).due_to_go().delete()
    follower = at_address.filter(**what).select_for_update(of=("self",)).first()
    if follower and follower.confirmed_at:
        post_seldom(already, follower.pk, follower.pk)
        return
    if not follower:
        if at_address.filter(confirmed_at=None).count() >= MOST_UNCONFIRMED:
            return
        follower = model(email=email, **what)
    follower.language, follower.expires_on = language, timezone.localdate() + KEPT_UNCONFIRMED
    follower.save()
    post_seldom(confirm, follower.pk, follower.pk)


def say_yes(follower: AnyFollower) -> None:
    """From now on this follower hears, for twelve months."""
    follower.confirmed_at = timezone.now()
    follower.expires_on = timezone.localdate() + KEPT
    follower.save(update_fields=["confirmed_at", "expires_on"])
