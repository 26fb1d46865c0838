"""The help pages in the admin."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .help import PARTS, find_help, find_picture, help_pages, read_help
from .walls import is_central


@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    """Every page of help for whoever asks; the team reads the partners' too."""
    titles = {"partners": _("For partners"), "team": _("For the programme team")}
    parts = PARTS if is_central(request.user) else PARTS[:1]
    context = {"parts": [(titles[part], help_pages(part)) for part in parts]}
    return render(request, "home/admin/help.html", context)


@require_safe
def help_page(request: HttpRequest, part: str, name: str) -> HttpResponse:
    """One page, and the way to the next."""
    page = find_help(part, name)
    if page is None or (part == "team" and not is_central(request.user)):
        raise Http404
    pages = help_pages(part)
    following = pages[pages.index(page) + 1 :]
    context = {"help": page, "text": read_help(page), "next": following[0] if following else None}
    return render(request, "home/admin/help_page.html", context)


@require_safe
def help_picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture of a help page."""
    path = find_picture(name)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/png")
