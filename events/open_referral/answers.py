"""How the open data answers: JSON, readable from any site, and short when nothing has changed."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from .asking import Refused

METHODS = "GET, HEAD, OPTIONS"
CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Expose-Headers": "ETag",
    "Access-Control-Max-Age": "86400",  # seconds
}
NOT_HERE = "There is nothing here. The list of services is at /services."


def open_data(view: Callable) -> Callable:
    """Makes a view of what a function tells. Nothing can be changed here, so no form is forged."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **names) -> HttpResponse:
        with override(settings.LANGUAGE_CODE):
            response = respond(request, view, names)
        for name, value in CROSS_ORIGIN.items():
            response.headers[name] = value
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Content-Language"] = settings.LANGUAGE_CODE
        return response

    return answer


def respond(request: HttpRequest, view: Callable, names: dict) -> HttpResponse:
    """The answer to any request, before what all answers share."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    if request.method not in ("GET", "HEAD"):
        response = refuse(405, "This data can be read, not changed.")
        response.headers["Allow"] = METHODS
        return response
    try:
        response = write(view(request, **names))
    except Http404:
        return refuse(404, NOT_HERE)
    except Refused as error:
        return refuse(400, str(error), parameter=error.parameter)
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)


def refuse(status: int, message: str, **more) -> JsonResponse:
    """An answer that says what went wrong and what to do."""
    return write({"message": message, **more}, status=status)


def write(data: dict, status: int = 200) -> JsonResponse:
    """Data as JSON in UTF-8."""
    return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
