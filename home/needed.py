"""What other rows still need is not deleted, whichever way somebody tries."""

from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages


class KeepNeededRowsMiddleware:
    """Says so in the admin when the database refuses to delete what something else points at.

    Pages and rows say why before it comes to that. This is for the ways around: Wagtail's own
    programming interface runs no hooks, and its lists of uses know nothing of course dates.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, ProtectedError) or not request.path.startswith("/admin/"):
            return None
        sentence = _("This cannot be deleted: dates or bookings still need it.")
        if request.path.startswith("/admin/api/"):
            return JsonResponse({"message": sentence}, status=409)
        messages.error(request, sentence)
        return redirect(request.get_full_path())
