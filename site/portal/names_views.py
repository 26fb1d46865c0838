"""The one screen for the public names: ask, look at it first, use them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from home.models import Wording
from home.naming import changed, check_names, former_words, names_before, rename_elements
from home.naming_form import NamesForm
from home.refusals import is_done

from . import names_preview


@require_http_methods(["GET", "HEAD", "POST"])
def names(request: HttpRequest) -> HttpResponse:
    """Asks for names; `step` is `look` at them, `change` them again, or `use` them."""
    if request.method != "POST":
        return ask(request, NamesForm(instance=Wording.load()))
    form, step = NamesForm(request.POST, instance=Wording.load()), request.POST.get("step")
    seen = request.POST.get("seen", "")
    if step == "look" and is_done(form, check_names):
        return look(request, form, seen)
    if step == "use" and is_done(
        form, lambda names: rename_elements(names, seen=seen, user=request.user)
    ):
        say_done(request)
        return redirect("names")
    return ask(request, form)


def ask(request: HttpRequest, form: NamesForm) -> HttpResponse:
    """The form; what stands now is shown beside an answer that differs."""
    wording = Wording.load()
    former = names_before(wording)
    context = {
        "form": form,
        "now": wording.names,
        "seen": wording.seal,
        "former": former,
        "former_rows": rows(wording.names, former) if former else [],
    }
    return render(request, "home/admin/names/form.html", context)


def look(request: HttpRequest, form: NamesForm, seen: str) -> HttpResponse:
    """The names in their places. Nothing is saved."""
    now, then = Wording.load().names, form.instance
    left_over = [(label(column), word) for column, word in former_words(now, then.names)]
    context = {
        "rows": rows(now, then.names),
        "left_over": left_over,
        "looks": names_preview.looks(then),
        "letter": names_preview.letter(then),
        "lines": names_preview.lines(then),
        "answers": then.names,
        "seen": seen,
    }
    return render(request, "home/admin/names/preview.html", context)


def rows(now: dict[str, str], then: dict[str, str]) -> list[tuple[str, str, str]]:
    """(Which name, what it is, what it will be) of each that changes."""
    return [(label(column), now[column], then[column]) for column in changed(now, then)]


def label(column: str) -> str:
    """What a column is called, with the element as the team knows it."""
    field = NamesForm.base_fields[column]
    for heading, fields in NamesForm().groups():
        if column in [bound.name for bound in fields]:
            return f"{heading}: {field.label}"
    return str(field.label)


def say_done(request: HttpRequest) -> None:
    """The names are public; what people wrote themselves may still say the former ones."""
    wording = Wording.load()
    former = names_before(wording)["drop_in_short"]
    search = reverse("wagtailadmin_pages:search") + "?" + urlencode({"q": former})
    buttons = [messages.button(search, _("Find pages that say “%s”") % former)]
    sentence = _("The names are in use everywhere. What people wrote on their pages is theirs.")
    messages.success(request, sentence, buttons=buttons)
