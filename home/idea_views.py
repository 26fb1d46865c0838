"""“Ideas and questions”: two short forms, and what the team shows of what came."""

from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from .idea_forms import NameForm, QuestionForm
from .ideas import Idea, names_of_elements
from .pages import fixed_page
from .refusals import is_done
from .see_other import SeeOther

PAGE_SIZE = 30


# Not `no-store`: the browser's Back brings the words back.
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def ideas(request: HttpRequest) -> HttpResponse:
    """Takes a name or a question, and lists what is shown. Who sends it is not looked at."""
    asked = None
    if request.method == "POST":
        kind = QuestionForm if request.POST.get("kind") == QuestionForm.kind else NameForm
        asked = kind(request.POST)
        if is_done(asked, asked.suggest):
            return SeeOther(f"{request.path}?sent=1")
    page = Paginator(Idea.objects.shown(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": fixed_page("ideas"),
        "form": asked,
        "name_form": asked if isinstance(asked, NameForm) else NameForm(),
        "question_form": asked if isinstance(asked, QuestionForm) else QuestionForm(),
        "is_sent": "sent" in request.GET and not asked,
        "shown": page,
        "groups": groups_of(page),
    }
    return render(request, "home/ideas.html", context)


def groups_of(shown) -> list[tuple[str, bool, list[Idea]]]:
    """The ideas by what they are about: (heading, whether it is a public name, ideas)."""
    names = names_of_elements()
    return [
        (names.get(element) or _("Questions"), bool(element), list(those))
        for element, those in groupby(shown, key=lambda idea: idea.element)
    ]
