"""Headers that the libraries leave out, and the admin's own content policy."""

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

from .masking import TOKEN

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
# Wagtail's editor writes style attributes and small scripts of its own into its pages.
ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "object-src": ["'none'"],
}


class HeadersMiddleware:
    """Adds Permissions-Policy everywhere; no framing in public; the admin's policy in the admin."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.path_info.startswith("/admin/"):
            if is_preview(request):
                # The draft keeps the public policy, but may be framed here. It was answered like
                # a public page, within this answer, and so forbids that already.
                del response.headers["Content-Security-Policy"]
                response._csp_replace = {"frame-ancestors": [SELF]}
            else:
                response._csp_replace = ADMIN_POLICY
            response.headers.setdefault("Cache-Control", "private, no-store")
        else:
            response.headers["X-Frame-Options"] = "DENY"
            if TOKEN.search(request.path_info):
                # Also where such an address leads on, or to nothing.
                response.headers["Cache-Control"] = "no-store"
                response.headers["Referrer-Policy"] = "no-referrer"
        return response


def is_preview(request: HttpRequest) -> bool:
    """Whether this is a draft page that the admin shows in its frame."""
    return "/preview/" in request.path_info or "/view_draft/" in request.path_info
