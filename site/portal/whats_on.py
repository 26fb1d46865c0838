"""The finder: what is on, near, and when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.facets import facets_of
from events.finding import Answers, nearest_miles, paginate
from events.forms import FinderForm
from home.pages import fixed_page

from .paging import asked_page, link_to_page


@require_safe
def finder(request: HttpRequest) -> HttpResponse:
    """Lists series with their next date. GET keys: near, miles, day, time, access,
    language, with, page.

    Unknown keys are ignored; wrong values get a message beside the field and status 200.
    """
    form = FinderForm(request.GET)
    query = form.query()
    number, paging_message = asked_page(request)
    answers = Answers(query)
    page = paginate(answers, number)
    if number > page.paginator.num_pages:
        paging_message = _("There is no page %(number)d. This is the last one.") % {
            "number": number
        }
    nothing_near = not page.paginator.count and query.origin and query.miles is not None
    context = {
        "page": fixed_page("drop-ins"),
        "form": form,
        "query": query,
        "results": page,
        "facets": [(facet, form[facet.key]) for facet in facets_of(answers, request.GET)],
        "paging_message": paging_message,
        "previous_link": link_to_page(request, page, page.number - 1),
        "next_link": link_to_page(request, page, page.number + 1),
        "nearest": nearest_miles(query) if nothing_near else None,
        "is_filtered": query.is_filtered,
    }
    return render(request, "events/finder.html", context)
