"""The button “Stop”, pressed on a page of ours or in somebody's mail program."""

from django.http import HttpRequest

ONE_CLICK = {"List-Unsubscribe": "One-Click"}  # RFC 8058 section 3.2


def is_to_stop(request: HttpRequest) -> bool:
    """Whether the button was pressed, here or there."""
    if request.method != "POST":
        return False
    one_click = any(request.POST.get(name) == value for name, value in ONE_CLICK.items())
    return one_click or request.POST.get("answer") == "stop"
