"""What becomes of what visitors write: it waits, is shown or put away, and goes again."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from .ideas import Idea, digest_of

KEPT = timedelta(days=30)
# More than this in an hour nobody reads: the rest is kept apart, so that the list stays short.
MOST_IN_AN_HOUR = 60
MOST_AUTOMATIC = 1_000


def suggest(*, kind: str, text: str, language: str, element="", why="", sign="") -> None:
    """Keeps what a visitor wrote until the team decides. The same words are kept once.

    `sign` is why it looks automatic, if it does. When a thousand such are kept already, raises
    ValidationError with what to do; anything else always goes through.
    """
    words = {"kind": kind, "element": element, "text": text, "why": why}
    digest = digest_of(*words.values())
    if count_again(digest, sign):
        return
    if sign:
        check_there_is_room()
    elif is_too_much():
        sign = Idea.Sign.MANY
    state = Idea.State.AUTOMATIC if sign else Idea.State.WAITING
    try:
        with transaction.atomic():
            Idea.objects.create(**words, digest=digest, language=language, state=state, sign=sign)
    except IntegrityError:  # pressed twice: the other request was faster
        count_again(digest, sign)


def count_again(digest: str, sign: str) -> bool:
    """Counts that the same was sent once more; whether it was there.

    What nobody has read because it looked automatic waits as soon as a person sends it too.
    """
    alike = Idea.objects.filter(digest=digest)
    if not sign:
        unread = alike.filter(state__in=[Idea.State.AUTOMATIC, Idea.State.AWAY]).exclude(sign="")
        unread.update(
            state=Idea.State.WAITING,
            sign="",
            made_at=timezone.now(),
            decided_at=None,
            decided_by=None,
        )
    return bool(alike.update(times=F("times") + 1))


def check_there_is_room() -> None:
    """Raises ValidationError when as much as can be kept of what looks automatic is kept."""
    kept = Idea.objects.automatic().exclude(sign=Idea.Sign.MANY)
    if kept.count() >= MOST_AUTOMATIC:
        raise ValidationError(
            _(
                "Programs send us very much just now, and this looks like it. Take out web "
                "addresses and signs like <, wait a moment and send it again, or ring us."
            )
        )


def is_too_much() -> bool:
    """Whether so many came within the last hour that nobody can read them one by one."""
    lately = timezone.now() - timedelta(hours=1)
    return Idea.objects.waiting().filter(made_at__gt=lately).count() >= MOST_IN_AN_HOUR


def decide(idea: Idea, state: str, by) -> None:
    """Shows an idea, puts it away, or lets it wait again. Twice is the same as once."""
    if idea.state == state:
        return
    waits = state == Idea.State.WAITING
    idea.state = state
    idea.decided_at, idea.decided_by = (None, None) if waits else (timezone.now(), by)
    idea.save(update_fields=["state", "decided_at", "decided_by"])


def answer(idea: Idea, *, text: str, why: str, answer: str, seen: str, by) -> None:
    """Shows an idea in the team's words, perhaps with an answer. What they shortened is gone.

    `seen` is the seal of the words that `by` began with. Raises ValidationError if a colleague
    has written others since.
    """
    with transaction.atomic():
        idea = Idea.objects.select_for_update().get(pk=idea.pk)
        if idea.seal != seen:
            raise ValidationError(
                _(
                    "Somebody else has changed this in the meantime. It says now: “%(text)s”, and "
                    "the answer: “%(answer)s”. Your words are still below: send them again to "
                    "put them in its place."
                )
                % {"text": idea.text, "answer": idea.answer or "—"}
            )
        if answer != idea.answer:
            idea.answered_at = timezone.now() if answer else None
        idea.text, idea.why, idea.answer = text, why, answer
        idea.save(update_fields=["text", "why", "answer", "answered_at"])
        decide(idea, Idea.State.SHOWN, by)


def put_away_automatic(by) -> int:
    """Puts away everything that looks automatic. Says how many that was."""
    return Idea.objects.automatic().update(
        state=Idea.State.AWAY, decided_at=timezone.now(), decided_by=by
    )


def forget_ideas() -> None:
    """Deletes what was put away, or has looked automatic, for thirty days."""
    end = timezone.now() - KEPT
    put_away = Q(state=Idea.State.AWAY, decided_at__lt=end)
    automatic = Q(state=Idea.State.AUTOMATIC, made_at__lt=end)
    Idea.objects.filter(put_away | automatic).delete()
