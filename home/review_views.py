"""Looking at partners' pages before they are public: one screen that also fits a phone.

The gate lets the programme team in, and nobody else.
"""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.models import TaskState

from .hints import hints_for
from .refusals import is_done
from .review_forms import ReviewForm
from .reviewing import changes_in, page_of, publish_reviewed, reviews_for, send_back

PAGE_SIZE = 20


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """Everything that waits for a look."""
    waiting = reviews_for(request.user)
    page = Paginator(waiting, PAGE_SIZE).get_page(request.GET.get("p"))
    rows = [(review, page_of(review)) for review in page.object_list]
    return render(request, "home/admin/reviews.html", {"page_obj": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, page_id: int) -> HttpResponse:
    """One page: what is new in it, how it will look, and the two answers."""
    waiting = reviews_for(request.user).filter(workflow_state__object_id=str(page_id)).first()
    if waiting is None:
        return answered(request, page_id)
    page = page_of(waiting)
    form = ReviewForm(request.POST or None, initial={"revision": page.latest_revision_id})
    if is_done(form, lambda answers: answer(request, waiting, **answers)):
        return redirect("reviews")
    form.data = form.data | {"revision": page.latest_revision_id} if form.is_bound else form.data
    context = {
        "review": waiting,
        "page": page,
        "form": form,
        "changes": changes_in(waiting, request),
        "hints": hints_for(page, request.user),
    }
    return render(request, "home/admin/review.html", context)


def answer(request: HttpRequest, waiting: TaskState, revision: int, comment: str) -> None:
    """Does what the pressed button says, and says that it is done. Raises ValidationError."""
    title = page_of(waiting).title
    if "send_back" in request.POST:
        send_back(waiting, request.user, revision, comment)
        sentence = _("“%(title)s” is with its author again, who gets your words by letter.")
    else:
        publish_reviewed(waiting, request.user, revision)
        sentence = _("“%(title)s” is public now. Its author gets a letter.")
    messages.success(request, sentence % {"title": title})


def answered(request: HttpRequest, page_id: int) -> HttpResponse:
    """What a link in an old letter leads to: who answered. Raises Http404 for no review at all."""
    reviews_of_page = TaskState.objects.filter(workflow_state__object_id=str(page_id))
    former = reviews_of_page.select_related("finished_by").order_by("-pk").first()
    if former is None:
        raise Http404
    answers = {TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED}
    user = former.finished_by if former.status in answers else None
    if user:
        who = user.first_name or user.username
        messages.success(request, _("%(who)s has looked at this page already.") % {"who": who})
    else:
        messages.success(request, _("This page does not wait for a look any more."))
    return redirect("reviews")
