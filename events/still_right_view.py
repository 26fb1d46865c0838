"""The page behind the question to an organisation: is everything still right? One tap says yes.

The link stands in the place of a login and of a form's token, as at `hosting`.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from home.links import BrokenLink, ExpiredLink, private_link

from .checks import note_check
from .hosting import refuse_link
from .still_right import find_check


@csrf_exempt
@private_link
@require_http_methods(["GET", "HEAD", "POST"])
def still_right(request: HttpRequest, token: str) -> HttpResponse:
    """Shows what everybody reads of a series; the button says that it is right."""
    try:
        check = find_check(token)
    except (BrokenLink, ExpiredLink) as error:
        return refuse_link(request, error)
    series = check.series
    if request.method == "POST" and series.live:
        note_check(series)
        return redirect(f"{reverse('still_right', args=[token])}?done=right")
    context = {
        "series": series,
        "page": series.localized,
        "done": request.GET.get("done") and not check.is_old,
    }
    name = "still_right" if series.live else "hidden"
    return render(request, f"events/hosting/{name}.html", context)
