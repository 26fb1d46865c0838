"""“Still right”: one tap on the admin's first page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from . import looking_over
from .walls import pages_changed_by


@require_POST
def look_over(request: HttpRequest, page_id: int) -> HttpResponse:
    """Notes that somebody who may change a public page has found it right."""
    page = looking_over.to_look_over(pages_changed_by(request.user)).filter(pk=page_id).first()
    if page is None:
        raise Http404
    looking_over.look_over(page, request.user)
    messages.success(request, _("Thank you: “%(title)s” is still right.") % {"title": page.title})
    return redirect("wagtailadmin_home")
