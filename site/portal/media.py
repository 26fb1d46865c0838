"""Pictures that editors uploaded, from the data folder."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.static import serve

# Documents have an address of their own, which asks who may read them; half-done uploads have none.
FOLDERS = ("images/", "original_images/", "avatar_images/")


def serve_media(request: HttpRequest, path: str) -> HttpResponse:
    """One picture of the media folder. Originals are not among what pages link to."""
    if not path.startswith(FOLDERS) or ".." in path.split("/"):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = "public, max-age=2592000"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
