"""What the table of walls is walked with: the addresses, the people asking, what they change."""

from types import SimpleNamespace
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup, SoupStrainer
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.http import SimpleCookie
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Comment, Page, UploadedFile
from wagtail_localize.models import Translation

from events.models import Closure, Host, Import, Imported, Pause
from home.handovers import Handover
from home.letters import Letter
from home.models import Idea, Organisation, Venue
from tests.portal.walls_cases import FILL, NOT_ASKED
from tests.portal.walls_rows import PARTNERS, give
from training.models import Booking, CourseRun, CourseSession

FIELDS = SoupStrainer(["input", "select", "textarea"])


class Address(NamedTuple):
    """An address of the admin by its name, with the names of its parameters."""

    name: str
    parameters: str

    def __str__(self) -> str:
        return f"{self.name} {self.parameters}".strip()


def walk(entries, route="", names=(), parameters=()):
    """Every address of the admin below these entries of the resolver."""
    for entry in entries:
        pattern = entry.pattern
        inner = (*parameters, *(pattern.converters or pattern.regex.groupindex))
        if hasattr(entry, "url_patterns"):
            below = (*names, entry.namespace) if entry.namespace else names
            yield from walk(entry.url_patterns, route + str(pattern), below, inner)
        elif route.startswith("admin/"):
            name = ":".join([*names, entry.name]) if entry.name else route + str(pattern)
            yield Address(name, " ".join(inner))


ADDRESSES = sorted(
    {each for each in walk(get_resolver().url_patterns) if each.name not in NOT_ASKED}
)


def paths(address: Address, has) -> list[str]:
    """The address for each row of a partner that fits into it; one path if it takes none."""
    if not address.parameters:
        return [reverse(address.name)]
    names = address.parameters.split()
    namespace = address.name.rpartition(":")[0]
    known = (f"{address.name} {address.parameters}", f"{namespace} {address.parameters}")
    for key in (*known, address.parameters):
        if key in FILL:
            rows = [row if isinstance(row, tuple) else (row,) for row in FILL[key](has)]
            kwargs = [dict(zip(names, row, strict=True)) for row in rows]
            return [reverse(address.name, kwargs=each) for each in kwargs]
    return pytest.fail(f"Say in walls_cases.FILL which rows of a partner fill “{address}”.")


class Answer(NamedTuple):
    """What somebody got, and the kinds of a watched partner's rows that it changed."""

    status: int
    text: str
    changed: list[str]

    def told(self, partner) -> list[str]:
        """Those of a partner's secret words that stand in the answer."""
        return [word for word in partner.secrets if word in self.text.lower()]


class Writes:
    """Notices whether anything was written: only then is it worth looking at what."""

    seen = False

    def __call__(self, execute, sql, params, many, context):
        self.seen = self.seen or sql.startswith(("INSERT", "UPDATE", "DELETE"))
        return execute(sql, params, many, context)


class Desk:
    """The demo's people at their admin. Every request is undone as soon as it is answered."""

    def __init__(self):
        self.has = {partner: give(partner) for partner in PARTNERS}
        self.open()
        self.cookies = {"visitor": {}}
        for name in ("team", "admin", *(partner.username for partner in PARTNERS)):
            self.cookies[name] = log_in(name)
        self.rows = {partner: rows_of(self.has[partner]) for partner in PARTNERS}

    def open(self) -> None:
        """Starts the portal anew, by the settings of the moment."""
        self.client = Client(raise_request_exception=False)

    def ask(self, who: str, path: str, query=None, post=None, watched=None) -> Answer:
        """This person's answer; posting, it says what became of the watched partner's rows."""
        self.client.cookies = SimpleCookie(self.cookies[who])
        writes = Writes()
        with transaction.atomic(), connection.execute_wrapper(writes):
            if post is None:
                response = self.client.get(path, query)
            else:
                response = self.client.post(path, post, query_params=query)
            changed = self.changes(watched) if watched and writes.seen else []
            transaction.set_rollback(True)
        body = b"".join(response) if response.streaming else response.content
        text = f"{response.headers}{body.decode(errors='replace')}"
        return Answer(response.status_code, text, changed)

    def changes(self, partner) -> list[str]:
        """The kinds of this partner's rows that are not what they were."""
        rows = rows_of(self.has[partner])
        return [kind for kind, before in self.rows[partner].items() if rows[kind] != before]

    def is_row(self, address: Address) -> bool:
        """Whether the address is another one for each partner: names rows of theirs."""
        own, strange = (paths(address, self.has[partner]) for partner in PARTNERS)
        return own != strange


def log_in(name: str) -> dict:
    """The cookies of this demo user."""
    client = Client()
    user = get_user_model().objects.get(username=name)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return {key: cookie.value for key, cookie in client.cookies.items()}


def form_in(text: str) -> dict:
    """What a browser would send back from the forms of a page, or of a window inside JSON."""
    data = {}
    for field in BeautifulSoup(text.replace('\\"', '"'), "html.parser", parse_only=FIELDS).select(
        "[name]"
    ):
        name, kind = field["name"], field.get("type", "")
        if field.name == "select":
            chosen = field.select("option[selected]") or field.select("option")[:1]
            data[name] = [option.get("value", "") for option in chosen]
        elif field.name == "textarea":
            data[name] = field.get_text()
        elif kind not in {"file", "checkbox", "radio"} or field.has_attr("checked"):
            data[name] = field.get("value", "")
    return data


def rows_of(has: SimpleNamespace) -> dict:
    """Everything of a partner that a stranger must leave as it is, as plain values."""
    pages = Page.objects.filter(path__startswith=has.organisation.path)
    keys = list(pages.values_list("pk", flat=True))
    texts = [str(key) for key in keys]
    here = {"collection": has.collection}
    found = {
        "pages": pages,
        "organisation": Organisation.objects.filter(pk__in=keys),
        "drop-ins": type(has.live).objects.filter(pk__in=keys),
        "dates": type(has.occurrence).objects.filter(series__in=keys),
        "breaks": Pause.objects.filter(series__in=keys),
        "hosts": Host.objects.filter(series__in=keys),
        "closures": Closure.objects.filter(venue__keeper=has.organisation),
        "handovers": Handover.objects.filter(giver=has.organisation),
        "imports": Import.objects.filter(organisation=has.organisation),
        "imported": Imported.objects.filter(organisation=has.organisation),
        "venues": Venue.objects.filter(keeper=has.organisation),
        "images": Image.objects.filter(**here),
        "documents": Document.objects.filter(**here),
        "collection": type(has.collection).objects.filter(path__startswith=has.collection.path),
        "page privacy": has.organisation.view_restrictions.model.objects.filter(page__in=keys),
        "file privacy": has.collection.view_restrictions.model.objects.filter(**here),
        "page rights": has.group.page_permissions,
        "file rights": has.group.collection_permissions,
        "members": get_user_model().objects.filter(groups=has.group),
        "groups": has.user.groups,
        "group": type(has.group).objects.filter(pk=has.group.pk),
        "reviews": type(has.state).objects.filter(object_id__in=texts),
        "review steps": type(has.task_state).objects.filter(workflow_state__object_id__in=texts),
        "revisions": type(has.plan).objects.filter(object_id__in=texts),
        "remarks": Comment.objects.filter(page__in=keys),
        "uploads": UploadedFile.objects.filter(uploaded_by_user=has.user),
        "editing": EditingSession.objects.filter(
            object_id__in=texts, content_type=has.session.content_type
        ),
        "redirects": Redirect.objects.filter(redirect_page__in=keys),
        "tags": has.image.tags,
        "translations": Translation.objects.filter(source=has.source),
        "ideas": Idea.objects.filter(pk=has.idea.pk),
        "runs": CourseRun.objects.filter(course__in=keys),
        "sessions": CourseSession.objects.filter(run__course__in=keys),
        "bookings": Booking.objects.filter(run__course__in=keys),
        "letters": Letter.objects.filter(about_id__in=[has.run.pk, has.booking.pk]),
    }
    return {name: list(rows.order_by("pk").values_list()) for name, rows in found.items()}
