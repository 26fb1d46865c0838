"""Handing over in the admin: the question to whom, and the offer with its answers."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from . import handing
from .handovers import Handover
from .organisations import Organisation
from .refusals import is_done
from .row_fields import RowField
from .venues import Venue

ASK = require_http_methods(["GET", "HEAD", "POST"])


class ReceiverForm(forms.Form):
    """To which organisation."""

    to = RowField(
        label=gettext_lazy("To which organisation?"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Choose an organisation"),
        error_messages={
            "required": gettext_lazy("Choose an organisation."),
            "invalid_choice": gettext_lazy("Choose an organisation from the list."),
        },
    )

    def __init__(self, organisations, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = organisations


@ASK
def hand_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Hands a page over, or offers it."""
    page = get_object_or_404(Page, pk=page_id)
    return hand(request, page, reverse("wagtailadmin_pages:edit", args=[page.pk]))


@ASK
def hand_venue(request: HttpRequest, pk: int) -> HttpResponse:
    """Hands a venue over, or offers it."""
    venue = get_object_or_404(Venue, pk=pk)
    return hand(request, venue, reverse("venues:edit", args=[venue.pk]))


def hand(request: HttpRequest, thing: Page | Venue, back: str) -> HttpResponse:
    """Asks for the organisation; then the thing is there, or waits for a yes. 404 for others."""
    user = request.user
    if not handing.can_hand(thing, user):
        raise Http404
    at_once = handing.is_central(user)
    waiting = Handover.objects.open().filter(**handing.named(thing)).first()
    if waiting and not at_once:
        return redirect("handover", waiting.pk)
    form = ReceiverForm(handing.receivers(thing, user), request.POST or None)
    do = handing.hand_over if at_once else handing.offer
    if is_done(form, lambda answers: do(thing, to=answers["to"], by=user)):
        sentence = (
            _("Done: it belongs to %(name)s now.")
            if at_once
            else _("Offered. %(name)s gets a letter. It stays as it is until they say yes.")
        )
        messages.success(request, sentence % {"name": form.cleaned_data["to"].title})
        return redirect(back if at_once else "wagtailadmin_home")
    context = {"form": form, "name": handing.name_of(thing), "at_once": at_once, "back": back}
    return render(request, "home/admin/hand.html", context | facts_of(thing))


@ASK
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """An offer, and the buttons that answer it. 404 for those whom it does not concern."""
    offer = get_object_or_404(handing.handovers_of(request.user), pk=pk)
    may_answer = handing.may_answer_for(offer.receiver, request.user)
    may_take_back = handing.may_take_back(offer, request.user)
    form = forms.Form(request.POST or None)
    steps = {
        "accept": (handing.accept, _("It is yours now. Check the telephone number on it.")),
        "decline": (handing.decline, _("Declined: everything stays as it is.")),
        "take_back": (handing.take_back, _("Taken back: everything stays as it is.")),
    }
    step, sentence = steps.get(request.POST.get("answer"), (None, ""))
    if step and is_done(form, lambda _answers: step(offer, by=request.user)):
        messages.success(request, sentence)
        return redirect(edit_address(offer) if step is handing.accept else "wagtailadmin_home")
    offer.refresh_from_db()
    context = {
        "form": form,
        "offer": offer,
        "may_answer": may_answer,
        "may_take_back": may_take_back,
        "title": title_of(offer, request.user),
    }
    return render(request, "home/admin/handover.html", context | facts_of(offer.thing))


def title_of(offer: Handover, user) -> str:
    """The heading of an offer."""
    if handing.may_answer_for(offer.receiver, user):
        return _("An offer for %(name)s") % {"name": offer.receiver.title}
    return _("An offer to %(name)s") % {"name": offer.receiver.title}


def facts_of(thing: Page | Venue) -> dict:
    """What a person should know before a thing changes hands: the number that is on it."""
    page = None if isinstance(thing, Venue) else thing.specific
    return {
        "is_page": page is not None,
        "phone": getattr(page, "phone", ""),
        "public": page.url if page and page.live else "",
    }


def edit_address(offer: Handover) -> str:
    """Where the thing of a handover is edited."""
    if offer.venue_id:
        return reverse("venues:edit", args=[offer.venue_id])
    return reverse("wagtailadmin_pages:edit", args=[offer.page_id])
