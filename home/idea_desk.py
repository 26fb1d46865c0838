"""Ideas in the admin, for the programme team: what waits, what is shown, what looks automatic.

The gate keeps these addresses for the team (`home/gate.py`).
"""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from . import suggesting
from .idea_forms import AnswerForm
from .ideas import Idea, names_of_elements
from .refusals import is_done

PAGE_SIZE = 30
SAID = {
    Idea.State.SHOWN: _("It is shown now."),
    Idea.State.AWAY: _("It is put away. After thirty days it is deleted."),
    Idea.State.WAITING: _("It waits again."),
}


@require_safe
def ideas(request: HttpRequest) -> HttpResponse:
    """Those in one state, by default those that wait; and how many there are in each."""
    state = request.GET.get("state")
    state = state if state in Idea.State.values else Idea.State.WAITING
    rows = Idea.objects.filter(state=state).select_related("decided_by")
    order = "made_at" if state == Idea.State.WAITING else "-made_at"
    page = Paginator(rows.order_by(order, "pk"), PAGE_SIZE).get_page(request.GET.get("p"))
    counts = dict(Idea.objects.order_by().values_list("state").annotate(Count("pk")))
    context = {
        "state": state,
        "page_obj": page,
        "states": [(each, each.label, counts.get(each, 0)) for each in Idea.State],
        "names": names_of_elements(),
    }
    return render(request, "home/admin/ideas.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows an idea, shortened or answered if the team wishes."""
    idea = get_object_or_404(Idea, pk=pk)
    form = AnswerForm(request.POST or None, idea)

    def do(answers: dict) -> None:
        suggesting.answer(idea, **{"why": "", **answers}, by=request.user)

    if is_done(form, do):
        messages.success(request, SAID[Idea.State.SHOWN])
        return redirect("idea_desk:ideas")
    idea.refresh_from_db()
    return render(request, "home/admin/idea.html", {"idea": idea, "form": form})


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows an idea, puts it away, or lets it wait again."""
    idea = get_object_or_404(Idea, pk=pk)
    state, before = request.POST.get("state"), idea.state
    if state not in SAID:
        raise Http404
    suggesting.decide(idea, state, request.user)
    messages.success(request, SAID[state])
    return redirect(f"{reverse('idea_desk:ideas')}?state={before}")


@require_POST
def put_away_automatic(request: HttpRequest) -> HttpResponse:
    """Puts away all that looks automatic."""
    count = suggesting.put_away_automatic(request.user)
    sentence = ngettext("%(n)d is put away.", "%(n)d are put away.", count)
    messages.success(request, sentence % {"n": count})
    return redirect("idea_desk:ideas")
