"""Calendars to subscribe to: of one series, of an organisation, of what the finder lists."""

from datetime import date
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.text import slugify
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.models import Organisation, Wording
from home.old_addresses import address_now
from home.pages import whole_address

from .calendars import Listed, make_calendar
from .finding import Answers, in_bulk, localised
from .forms import FinderForm
from .series import SeriesPage, series_of


@require_safe
def page_calendar(request: HttpRequest, path: str) -> HttpResponse:
    """The calendar below a series' page or an organisation's; 404 where nobody may look.

    A calendar programme has no password: what is private to some has no calendar. Whoever
    subscribed before a page moved is led on.
    """
    page = Page.find_for_request(request, path)
    if page is None and (address := address_now(request, "calendar.ics")):
        return redirect(address)
    if not isinstance(page, SeriesPage | Organisation) or not is_public(page):
        raise Http404
    if isinstance(page, Organisation):
        keys = list(series_of(page).order_by("pk").values_list("pk", flat=True))
    elif page.source == page or is_public(page.source):
        keys = [page.source.pk]
    else:
        raise Http404
    return answer(request, listed(request, keys), name=page.title, file=page.slug)


@require_safe
def finder_calendar(request: HttpRequest) -> HttpResponse:
    """The finder's list as a calendar, by the same keys; what cannot be read asks nothing."""
    answers = Answers(FinderForm(request.GET).query())
    keys = sorted({int(answers.table.series[slot]) for slot in answers.ranked()})
    name = Wording.load(request_or_site=request).drop_in_name
    return answer(request, listed(request, keys), name=name, file=slugify(name) or "calendar")


def is_public(page: Page) -> bool:
    """Whether everybody may read a page: it is live, and nothing above it is private."""
    return page.live and not page.get_view_restrictions().exists()


def listed(request: HttpRequest, keys: list[int]) -> list[Listed]:
    """Live source series with their pages in the active language, in the order of the keys."""
    series = in_bulk(keys)
    pages = localised(series)
    return [
        Listed(series[key], pages[key], whole_address(pages[key], request))
        for key in keys
        if key in series
    ]


def answer(request: HttpRequest, series: list[Listed], *, name: str, file: str) -> HttpResponse:
    """The calendar, or 304 where the asker has this very text.

    To be asked for anew each time: a session that was called off may not stay on in a cache.
    """
    today: date = timezone.localdate()
    body = make_calendar(series, name=name, today=today)
    etag = quote_etag(sha256(body).hexdigest()[:32])
    response = HttpResponse(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={
            "ETag": etag,
            "Cache-Control": "no-cache",
            "Content-Disposition": content_disposition_header(False, f"{file}.ics"),
        },
    )
    return get_conditional_response(request, etag=etag, response=response)
