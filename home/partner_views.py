"""Partners in the admin: who edits for whom, and a new one in one step; for the team alone."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from .organisations import Organisation, pages_with_facts
from .partner_forms import InvitationForm, PartnerForm
from .refusals import is_done
from .welcoming import invite, set_trust, teams_of, welcome_partner

PAGE_SIZE = 30
ASK = require_http_methods(["GET", "HEAD", "POST"])


def find_organisation(page_id: int) -> Organisation:
    """The organisation of an address. Raises Http404."""
    return get_object_or_404(Organisation.objects.filter(**pages_with_facts()), id=page_id)


@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """Every partner with its editors."""
    pages = Organisation.objects.filter(**pages_with_facts()).order_by("title")
    page = Paginator(pages, PAGE_SIZE).get_page(request.GET.get("p"))
    context = {"page_obj": page, "teams": teams_of(page.object_list)}
    return render(request, "home/admin/partners.html", context)


@ASK
def add_partner(request: HttpRequest) -> HttpResponse:
    """Makes a partner and invites its first editor."""
    form = PartnerForm(request.POST or None)
    made = []
    if is_done(form, lambda answers: made.append(welcome_partner(**answers))):
        log(instance=made[0], action="home.welcome", user=request.user)
        sentence = _("%(name)s has a page now. The invitation is on its way.")
        messages.success(request, sentence % {"name": made[0].title})
        return redirect("partners")
    return render(request, "home/admin/partner.html", {"form": form})


@ASK
def invite_editor(request: HttpRequest, page_id: int) -> HttpResponse:
    """Invites one more person, or the same one again."""
    organisation = find_organisation(page_id)
    form = InvitationForm(request.POST or None, initial={"email": request.GET.get("email", "")})
    if is_done(form, lambda answers: invite(organisation, **answers)):
        log(instance=organisation, action="home.invite", user=request.user)
        messages.success(request, _("The invitation is on its way."))
        return redirect("partners")
    context = {"form": form, "organisation": organisation}
    return render(request, "home/admin/partner.html", context)


@require_POST
def trust_partner(request: HttpRequest, page_id: int) -> HttpResponse:
    """Lets a partner publish, or has its pages looked at first."""
    organisation = find_organisation(page_id)
    trusted = request.POST.get("trusted") == "yes"
    set_trust(organisation, trusted)
    log(instance=organisation, action="home.trust", user=request.user, data={"trusted": trusted})
    sentence = (
        _("What %(name)s publishes is public at once.")
        if trusted
        else _("What %(name)s writes is looked at first.")
    )
    messages.success(request, sentence % {"name": organisation.title})
    return redirect("partners")
