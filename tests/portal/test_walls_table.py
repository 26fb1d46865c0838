"""Every admin address, asked by everybody for their own rows and for other people's.

The addresses come from the URL resolver, so a new one is in the table as soon as it exists; one
with a parameter that nobody has thought about yet fails until `walls_cases.py` says what fills it.
"""

from io import BytesIO
from itertools import permutations
from typing import NamedTuple
from zipfile import ZipFile, is_zipfile

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import SimpleCookie
from django.test import Client, override_settings
from django.urls import get_resolver, reverse

from tests.portal.walls_cases import BAIT, FILL, NOT_ASKED, PARTNERS, give, rows_of

pytestmark = pytest.mark.django_db

TAKEN = "Taken over"


class Address(NamedTuple):
    """A named address of the admin, with the names of its parameters."""

    name: str
    parameters: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join([self.name, *self.parameters])


def walk(patterns, route="", names=(), parameters=()):
    """Every named address below these patterns."""
    for entry in patterns:
        pattern = entry.pattern
        found = pattern.converters or getattr(pattern, "regex").groupindex
        inner = (*parameters, *found)
        if hasattr(entry, "url_patterns"):
            below = (*names, entry.namespace) if entry.namespace else names
            yield from walk(entry.url_patterns, route + str(pattern), below, inner)
        elif route.startswith("admin/") and entry.name:
            yield Address(":".join([*names, entry.name]), inner)


ADDRESSES = sorted({a for a in walk(get_resolver().url_patterns) if a.name not in NOT_ASKED})


def paths(address: Address, has) -> list[str]:
    """An address filled with rows of a partner; one path if it has no parameters."""
    if not address.parameters:
        return [reverse(address.name)]
    names = " ".join(address.parameters)
    namespace = address.name.rpartition(":")[0]
    for key in (f"{address.name} {names}", f"{namespace} {names}", names):
        if key in FILL:
            values = [v if isinstance(v, tuple) else (v,) for v in FILL[key](has)]
            return [
                reverse(address.name, kwargs=dict(zip(address.parameters, v, strict=True)))
                for v in values
            ]
    pytest.fail(f"walls_cases.FILL does not know what fills “{names}” of {address.name}.")


class Answer(NamedTuple):
    status: int
    text: str
    changed: list


class Desk:
    """The demo's people at their admin. Every request is undone as soon as it is answered."""

    def __init__(self):
        self.has = {partner.username: give(partner) for partner in PARTNERS}
        self.cookies = {"visitor": SimpleCookie()}
        for name in ("partner1", "partner2", "team", "admin"):
            client = Client()
            client.force_login(
                get_user_model().objects.get(username=name),
                backend="django.contrib.auth.backends.ModelBackend",
            )
            self.cookies[name] = client.cookies

    def ask(self, who, path, query=None, post=None, watch=None, follow=False) -> Answer:
        client = Client(raise_request_exception=False)
        client.cookies = SimpleCookie({key: item.value for key, item in self.cookies[who].items()})
        with transaction.atomic():
            before = watch and rows_of(watch)
            if post is None:
                response = client.get(path, query, follow=follow)
            else:
                response = client.post(path, post, query_params=query, follow=follow)
            after = watch and rows_of(watch)
            transaction.set_rollback(True)
        changed = [name for name in before or {} if before[name] != after[name]]
        return Answer(response.status_code, read(response), changed)


def read(response) -> str:
    """All that an answer says, in lower case: headers, body, the sheets inside a workbook."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if is_zipfile(BytesIO(body)):
        with ZipFile(BytesIO(body)) as book:
            body = b"".join(book.read(name) for name in book.namelist())
    return f"{response.headers}{body.decode(errors='replace')}"


def form_in(text: str) -> dict:
    """What a browser would send back from the forms of a page."""
    data = {}
    for field in BeautifulSoup(text, "html.parser").select("[name]"):
        name, kind = field["name"], field.get("type", "")
        if field.name == "select":
            chosen = field.select("option[selected]") or field.select("option")[:1]
            data[name] = [option.get("value", "") for option in chosen]
        elif field.name == "textarea":
            data[name] = field.get_text()
        elif field.name == "input" and kind != "file":
            if kind not in {"checkbox", "radio"} or field.has_attr("checked"):
                data[name] = field.get("value", "")
    return data


@pytest.fixture(scope="module")
def desk(django_db_setup, django_db_blocker, tmp_path_factory):
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media, transaction.atomic():
        yield Desk()
        transaction.set_rollback(True)


ENTERED = {"title": TAKEN, "name": TAKEN, "caption": TAKEN}


def crossing(has) -> dict:
    return {
        "destination_page_id": has.organisation.pk,
        "new_parent_page": has.organisation.pk,
        "parent_page": has.organisation.pk,
        "collection": has.collection.pk,
        "keeper": has.organisation.pk,
        "picture": has.image.pk,
        "venue": has.venue.pk,
    }


EXTRA = {
    "reason": "venue",
    "is_editing": "1",
    "action-publish": "1",
    "tags": "taken",
    "slug": "taken-over",
    "mark_as_active": "",
    "new_slug": "taken-over",
    "new_title": TAKEN,
    "comment": "Taken",
    "restriction_type": "login",
    "recursive": "1",
}

import json, time

LOG = []


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_probe(desk, address):
    for me, other in permutations(desk.has, 2):
        if me == "partner2":
            continue
        mine, theirs = desk.has[me], desk.has[other]
        secrets = next(p for p in PARTNERS if p.username == other).secrets

        def note(kind, path, a):
            seen = [s for s in secrets if s.lower() in a.text.lower()]
            LOG.append((address.name, kind, path, a.status, seen, a.changed))

        for path in paths(address, theirs):
            form = form_in(
                desk.ask("admin", path).text_raw if False else desk.ask("admin", path).text
            )
            a = desk.ask("admin", path)
            note("admin", path, a)
            data = EXTRA | form | {k: TAKEN for k in form if k in ENTERED}
            a = desk.ask("admin", path, {"id": theirs.ids}, post=data, watch=theirs)
            note("adminPOST", path, a)
            for q in (
                {},
                {"id": theirs.ids, "multiple": 1},
                {"q": BAIT, "term": BAIT, "search_all": 1},
                {"export": "csv"},
                {"export": "xlsx"},
            ):
                a = desk.ask(me, path, q)
                note(f"GET{list(q)}", path, a)
            a = desk.ask(me, path, {"id": theirs.ids}, post=data, watch=theirs)
            note("POST", path, a)
        for path in paths(address, mine) if address.parameters else ():
            form = form_in(desk.ask(me, path).text)
            for q in ({}, {"q": BAIT, "term": BAIT, "search_all": 1, "id": theirs.ids}):
                a = desk.ask(me, path, q)
                note(f"ownGET{list(q)}", path, a)
            cross = crossing(theirs)
            data = EXTRA | form | {k: TAKEN for k in form if k in ENTERED} | cross
            a = desk.ask(me, path, {"id": theirs.ids}, post=data, watch=theirs, follow=True)
            note("ownPOST", path, a)


def test_zz():
    json.dump(LOG, open("/tmp/walls_log.json", "w"))
