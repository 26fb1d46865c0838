"""What every way of following shares: the form, and the page behind the link in each letter.

Whoever holds the link may use it, so it stands in the place of a login and of a form's token.
Programs that look for viruses open every link of a letter: only a button changes anything.
"""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from .following import AnyFollower, FollowerQuerySet
from .links import BrokenLink, ExpiredLink, private_link, read_token
from .one_click import is_to_stop
from .see_other import SeeOther


def ask_by_form(
    request: HttpRequest, form: forms.Form, follow: Callable[[str], None], folder: str, **context
) -> HttpResponse:
    """Asks for an address, and says the same whether it was there already or not.

    The pages are `form.html` and `sent.html` of a folder of templates.
    """
    if form.is_valid():
        follow(form.cleaned_data["email"])
        return SeeOther(f"{request.path}?sent=1")
    name = "sent" if "sent" in request.GET and not form.is_bound else "form"
    return render(request, f"{folder}/{name}.html", {"form": form, **context})


def find_follower(rows: FollowerQuerySet, token: str) -> AnyFollower:
    """The follower of a link. Raises BrokenLink, also for one that was revoked, and ExpiredLink."""
    link = read_token(rows.model.link_purpose, token)
    follower = rows.filter(pk=link.row_id).first()
    if follower is None or follower.link_version != link.version:
        raise BrokenLink
    if follower.expires_on < timezone.localdate():
        raise ExpiredLink
    return follower


def by_link(rows: Callable[[], FollowerQuerySet], folder: str) -> Callable:
    """Gives a view the follower of the link in its address, or answers that it is no good."""

    def guard(view):
        @wraps(view)
        def find_and_view(request: HttpRequest, token: str) -> HttpResponse:
            try:
                follower = find_follower(rows(), token)
            except ExpiredLink:
                return render(request, f"{folder}/bad_link.html", {"expired": True}, status=410)
            except BrokenLink:
                return render(request, f"{folder}/bad_link.html", status=404)
            return view(request, follower)

        return csrf_exempt(private_link(find_and_view))

    return guard


def answer_button(
    request: HttpRequest,
    follower: AnyFollower,
    confirm: Callable[[AnyFollower], AnyFollower],
    folder: str,
    **context,
) -> HttpResponse:
    """What it is about, and one button: to hear, or to stop, which deletes the address."""
    context["follower"] = follower
    if is_to_stop(request):
        follower.delete()
        # No redirect: what a mail program posts may not be answered by one (RFC 8058 section 3.1).
        return render(request, f"{folder}/stopped.html", context)
    if request.method == "POST" and request.POST.get("answer") == "yes":
        return SeeOther(f"{confirm(follower).make_link()}?done=yes")
    context["done"] = "done" in request.GET
    return render(request, f"{folder}/letters.html", context)
