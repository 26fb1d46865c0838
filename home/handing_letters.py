"""Letters about handovers: offered, answered, handed over. Each to one person with a login."""

from email.message import EmailMessage

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .composing import compose
from .handing import ANSWERED, HANDED, OFFERED, handovers_of
from .handovers import Handover
from .letters import Letter, writes
from .welcoming import editors_of


@writes(OFFERED, label=_("Offer to another organisation"))
def write_offer(letter: Letter) -> EmailMessage | None:
    """What is offered to somebody's organisation; not needed once it is answered."""
    handover = Handover.objects.open().filter(pk=letter.about_id).first()
    user = handover and editors_of(handover.receiver).filter(pk=letter.reader_id).first()
    return user and write("offered_to_you", user, handover)


@writes(ANSWERED, label=_("Answer to an offer"))
def write_answer(letter: Letter) -> EmailMessage | None:
    """What became of an offer, to whoever made it."""
    handover = Handover.objects.filter(pk=letter.about_id).first()
    if handover is None or handover.state not in {"accepted", "declined"}:
        return None
    users = get_user_model().objects.filter(is_active=True)
    user = users.filter(pk=letter.reader_id, pk__isnull=False).first()
    if user is None or not handovers_of(user).filter(pk=handover.pk).exists():
        return None
    return write("offer_answered", user, handover)


@writes(HANDED, label=_("Something was handed over"))
def write_handed(letter: Letter) -> EmailMessage | None:
    """That the programme team gave a thing to another organisation, to the editors of both."""
    handover = Handover.objects.filter(pk=letter.about_id).first()
    if handover is None:
        return None
    for organisation in (handover.receiver, handover.giver):
        user = organisation and editors_of(organisation).filter(pk=letter.reader_id).first()
        if user:
            is_theirs = organisation == handover.receiver
            return write("handed_over", user, handover, is_theirs=is_theirs)
    return None


def write(template: str, user, handover: Handover, **context) -> EmailMessage:
    """The letter of this template, with the link to the handover in the admin."""
    link = settings.SITE_URL + reverse("handover", args=[handover.pk])
    return compose(user.email, template, user=user, handover=handover, link=link, **context)
