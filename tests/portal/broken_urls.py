"""An address that breaks, to see what people are told then."""

from django.urls import path


def broken(request):
    """Fails as real code fails."""
    raise RuntimeError("Broken on purpose.")


urlpatterns = [path("broken/", broken)]
handler500 = "portal.errors.broken"
