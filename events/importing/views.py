"""Imports in the admin: bring dates from elsewhere, look at what was understood, make drafts."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from home.lines import tidy_line
from home.models import Organisation
from home.organisations import pages_with_facts
from home.refusals import is_done
from home.walls import is_central, organisations_of

from ..views import ASK
from . import drafting
from .forms import ImportForm
from .gathering import gather
from .imports import Import
from .reading import read
from .report import WRITTEN, Line, count_states
from .sample import SAMPLE

PAGE_SIZE = 20
SECONDS = 8  # for an address with all its pages


def organisations_for(request: HttpRequest):
    """The organisations for which this user may import. Raises Http404 when there are none."""
    pages = organisations_of(request.user).filter(**pages_with_facts()).order_by("title")
    if not pages.exists():
        raise Http404
    return pages


def find_import(request: HttpRequest, pk: int) -> Import:
    """An import of this user's own organisations; any other does not exist."""
    return get_object_or_404(Import, pk=pk, organisation__in=organisations_for(request))


@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """What was imported so far, and what waits for a yes."""
    rows = Import.objects.filter(organisation__in=organisations_for(request))
    rows = rows.select_related("organisation").defer("proposals", "lines", "remarks")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("p"))
    context = {"page_obj": page, "central": is_central(request.user)}
    return render(request, "events/admin/imports.html", context)


@ASK
def add_import(request: HttpRequest) -> HttpResponse:
    """Reads a file or an address; what was understood is shown before anything is made."""
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        organisations=organisations_for(request),
        initial={"organisation": request.GET.get("for")},
    )
    kept = []
    if is_done(form, lambda answers: kept.append(keep(request, **answers))):
        return redirect("show_import", kept[0].pk)
    return render(request, "events/admin/add_import.html", {"form": form})


def keep(request: HttpRequest, organisation: Organisation, file, address, agreed) -> Import:
    """Reads what was given and keeps it, with who agreed. Raises ValidationError on its field."""
    name = tidy_line(str(file.name).replace("\\", "/").rsplit("/", 1)[-1]) if file else address
    try:
        reading = (
            read(file.read()) if file else gather(address, schemes=("https",), seconds=SECONDS)
        )
    except ValidationError as error:
        raise ValidationError({"file" if file else "address": error.messages}) from error
    source = name[:1000] or _("a file")
    if Import.objects.filter(organisation=organisation, source=source, done_at=None).exists():
        sentence = _("This takes the place of the “%s” from before that was not answered.")
        messages.warning(request, sentence % source)
    return drafting.keep_reading(
        reading,
        organisation=organisation,
        source=source,
        consent=_("Ticked “This is ours, and we agree that it stands on this portal”."),
        agreed_by=request.user,
    )


@require_safe
def show_import(request: HttpRequest, pk: int) -> HttpResponse:
    """The report: before it is done what would be made, afterwards what was."""
    row = find_import(request, pk)
    lines = [Line(**line) for line in row.lines] if row.done_at else drafting.preview(row)
    context = {
        "import": row,
        "lines": lines,
        "counts": count_states(lines),
        "writes": sum(line.state in WRITTEN for line in lines),
        "there": set(row.organisation.get_children().values_list("pk", flat=True)),
    }
    return render(request, "events/admin/import.html", context)


@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes the drafts of an import that was looked at."""
    row = find_import(request, pk)
    try:
        lines = drafting.make_drafts(row, user=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("show_import", row.pk)
    count = sum(line.state in WRITTEN for line in lines)
    sentence = ngettext(
        "%d draft is ready. Residents see it once you publish it.",
        "%d drafts are ready. Residents see them once you publish them.",
        count,
    )
    messages.success(request, sentence % count if count else _("There was nothing new to make."))
    return redirect("show_import", row.pk)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throws away what was read and not made into drafts."""
    row = find_import(request, pk)
    if row.done_at:
        messages.error(request, _("This import is done. Its drafts are pages of yours now."))
        return redirect("show_import", row.pk)
    row.delete()
    messages.success(request, _("Thrown away. Nothing was made."))
    return redirect("imports")


@require_safe
def sample(request: HttpRequest) -> HttpResponse:
    """A table to begin with, as Excel reads it: UTF-8 with its mark."""
    organisations_for(request)
    headers = {"Content-Disposition": 'attachment; filename="our-dates.csv"'}
    return HttpResponse(SAMPLE.encode("utf-8-sig"), "text/csv; charset=utf-8", headers=headers)
