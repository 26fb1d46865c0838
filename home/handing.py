"""Handing a page or a venue to another organisation: offered, answered, moved.

The programme team hands things over at once. A partner only offers: nothing changes until an
editor of the other organisation, or the team, says yes. Each rule refuses early, locks, checks
and writes, and its letters are written in the same transaction.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from .handovers import Handover
from .letters import post
from .moving import move_below
from .organisations import Organisation, pages_with_facts
from .pages import is_fixed
from .venues import Venue
from .walls import is_central, organisations_of, pages_changed_by
from .welcoming import editors_of

OFFERED, ANSWERED, HANDED = "home.offered", "home.offer_answered", "home.handed_over"
State = Handover.State


def giver_of(thing: Page | Venue) -> Organisation | None:
    """To which organisation a page or venue belongs; None where it is the programme's own."""
    if isinstance(thing, Venue):
        return Organisation.objects.filter(pk=thing.keeper_id).first()
    above = thing.get_ancestors().type(Organisation).last()
    return above and above.specific


def can_hand(thing: Page | Venue, user) -> bool:
    """Whether a user may hand this thing over or offer it."""
    if isinstance(thing, Venue):
        return is_central(user) or organisations_of(user).filter(pk=thing.keeper_id).exists()
    return can_be_handed(thing) and pages_changed_by(user).filter(pk=thing.pk).exists()


def can_be_handed(page: Page) -> bool:
    """Whether a page is of a kind that stands below organisations, and holds the facts itself."""
    if page.alias_of_id or page.locale_id != Locale.get_default().pk or is_fixed(page):
        return False
    kind = page.specific_class
    return kind is not None and Organisation in kind.allowed_parent_page_models()


def receivers(thing: Page | Venue, user):
    """The organisations to which this user can hand a thing: public ones; for the team, all."""
    rows = Organisation.objects.filter(**pages_with_facts())
    if not is_central(user):
        rows = rows.filter(Q(pk__in=organisations_of(user).values("pk")) | Q(live=True))
    giver = giver_of(thing)
    return rows.exclude(pk=giver and giver.pk).order_by("title")


def offer(thing: Page | Venue, *, to: Organisation, by) -> Handover:
    """Offers a thing to another organisation and writes to its editors. Raises ValidationError.

    Nothing else changes until somebody there, or the programme team, accepts it.
    """
    with transaction.atomic():
        giver = check_can_go(lock(thing), to, by)
        if Handover.objects.open().filter(**named(thing)).exists():
            raise ValidationError(
                _("It is offered to somebody already. Take that offer back first.")
            )
        handover = Handover.objects.create(
            **named(thing), name=name_of(thing), giver=giver, receiver=to, offered_by=by
        )
        write_down(thing, "offer", by, giver, to)
        for editor in editors_of(to):
            post(OFFERED, handover.pk, editor.pk)
    return handover


def hand_over(thing: Page | Venue, *, to: Organisation, by) -> Handover:
    """Gives a thing to another organisation at once. Raises ValidationError.

    For the programme team alone, and for who edits for both organisations. An open offer of it
    ends. The editors of both organisations get a letter.
    """
    if not may_answer_for(to, by):
        raise ValidationError(_("Offer it: an editor of that organisation has to say yes."))
    with transaction.atomic():
        thing = lock(thing)
        giver = check_can_go(thing, to, by)
        Handover.objects.open().filter(**named(thing)).update(state=State.TAKEN_BACK)
        handover = Handover.objects.create(
            **named(thing),
            name=name_of(thing),
            giver=giver,
            receiver=to,
            offered_by=by,
            state=State.ACCEPTED,
        )
        give(thing, giver, to, by)
        readers = {user.pk for each in (giver, to) if each for user in editors_of(each)}
        for reader in sorted(readers - {by.pk}):
            post(HANDED, handover.pk, reader)
    return handover


def accept(handover: Handover, *, by) -> None:
    """Says yes: the thing is the other organisation's from now on. Raises ValidationError."""
    with transaction.atomic():
        thing = lock(handover.thing)
        end(handover, State.ACCEPTED, allowed=may_answer_for(handover.receiver, by))
        if giver_of(thing) != handover.giver:
            raise ValidationError(_("It belongs to somebody else by now. Ask for a new offer."))
        check_fits(thing, handover.receiver)
        give(thing, handover.giver, handover.receiver, by)
        answer(handover, by)


def decline(handover: Handover, *, by) -> None:
    """Says no: everything stays as it is. Raises ValidationError."""
    with transaction.atomic():
        end(handover, State.DECLINED, allowed=may_answer_for(handover.receiver, by))
        write_down(handover.thing, "decline", by, handover.giver, handover.receiver)
        answer(handover, by)


def take_back(handover: Handover, *, by) -> None:
    """Ends an offer of one's own organisation. Raises ValidationError."""
    with transaction.atomic():
        end(handover, State.TAKEN_BACK, allowed=may_take_back(handover, by))
        write_down(handover.thing, "take_back", by, handover.giver, handover.receiver)


def may_answer_for(receiver: Organisation, user) -> bool:
    """Whether a user says yes or no for an organisation: its editors and the team."""
    return is_central(user) or organisations_of(user).filter(pk=receiver.pk).exists()


def may_take_back(handover: Handover, user) -> bool:
    """Whether a user may end an offer: who edits for the organisation that made it, the team."""
    if is_central(user):
        return True
    return organisations_of(user).filter(pk=handover.giver_id).exists()


def handovers_of(user):
    """The handovers that a user may know of: to and from its organisations; for the team, all."""
    rows = Handover.objects.select_related("page", "venue", "giver", "receiver", "offered_by")
    return rows if is_central(user) else rows.between(organisations_of(user).values("pk"))


def check_can_go(thing: Page | Venue, to: Organisation, by) -> Organisation | None:
    """Gives to whom a thing belongs. Raises ValidationError where it cannot go to `to`."""
    if not can_hand(thing, by):
        raise ValidationError(_("It is not yours to hand over."))
    giver = giver_of(thing)
    if giver == to:
        raise ValidationError({"to": _("It belongs to this organisation already.")})
    check_fits(thing, to)
    return giver


def check_fits(thing: Page | Venue, to: Organisation) -> None:
    """Raises ValidationError when a page cannot stand below an organisation."""
    if isinstance(thing, Page) and not thing.specific.can_move_to(to):
        raise ValidationError({"to": _("A page like this cannot stand below that organisation.")})


def end(handover: Handover, state: str, *, allowed: bool) -> None:
    """Gives an open offer its end, once: of two at the same instant one comes too late.

    The update alone decides who was first. Raises ValidationError.
    """
    if not allowed:
        raise ValidationError(_("This is for an editor of the other organisation to say."))
    if not Handover.objects.filter(pk=handover.pk, state=State.OPEN).update(state=state):
        raise ValidationError(_("This offer has been answered or taken back meanwhile."))
    handover.state = state


def lock(thing: Page | Venue) -> Page | Venue:
    """The thing as it is now; whoever else wants to hand it over waits."""
    rows = type(thing)._base_manager if isinstance(thing, Venue) else Page.objects
    row = rows.select_for_update(of=("self",)).filter(pk=thing.pk).first()
    if row is None:
        raise ValidationError(_("It is not there any more."))
    return row


def named(thing: Page | Venue) -> dict:
    """The column of a handover that holds this thing."""
    return {"venue_id" if isinstance(thing, Venue) else "page_id": thing.pk}


def name_of(thing: Page | Venue) -> str:
    """What people call a thing: a page by its next title, as the admin does."""
    return thing.name if isinstance(thing, Venue) else thing.get_admin_display_title()


def give(thing: Page | Venue, giver, to: Organisation, by) -> None:
    """Makes a thing the other organisation's, and writes it into its history."""
    if isinstance(thing, Venue):
        thing.keeper = to
        thing.save(update_fields=["keeper", "changed_at"])
    else:
        move_below(thing, to, by=by)
    write_down(thing, "hand_over", by, giver, to)


def write_down(thing: Page | Venue, action: str, by, giver, to: Organisation) -> None:
    """Writes a step into the history of a page or venue; who gave and who gets it, by name."""
    row = thing.specific if isinstance(thing, Page) else thing
    said = {"from": giver.title if giver else "", "to": to.title}
    log(instance=row, action=f"home.{action}", user=by, data=said)


def answer(handover: Handover, by) -> None:
    """Writes to whoever made an offer how it ended, unless they ended it themselves."""
    if handover.offered_by_id and handover.offered_by_id != by.pk:
        post(ANSWERED, handover.pk, handover.offered_by_id)
