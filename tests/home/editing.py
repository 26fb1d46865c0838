"""Two people at one form: how they log in, read it, fill it in and save it."""

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse


def login(name: str) -> Client:
    client = Client()
    user = get_user_model().objects.get(username=name)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def read(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def form_of(client, address: str) -> dict:
    """The form at an address as a browser without JavaScript would send it back."""
    answer = client.get(address)
    assert answer.status_code == 200
    return fields_of(read(answer))


def fields_of(page: BeautifulSoup) -> dict:
    data = {}
    for field in page.select("main form [name], form[data-edit-form] [name]"):
        kind = field.get("type")
        if kind in {"checkbox", "radio"} and not field.has_attr("checked"):
            continue
        if field.name == "button" or kind in {"submit", "button", "file"}:
            continue
        if field.name == "select":
            chosen = field.select("option[selected]") or field.select("option")[:1]
            data[field["name"]] = [option.get("value", "") for option in chosen]
        elif field.name == "textarea":
            data[field["name"]] = field.text.removeprefix("\n")
        elif kind == "checkbox" and field["name"] in data:
            data[field["name"]].append(field.get("value", "on"))
        elif kind == "checkbox":
            data[field["name"]] = [field.get("value", "on")]
        else:
            data[field["name"]] = field.get("value", "")
    return data


def tick(answer) -> dict:
    return {"over": read(answer).select_one("input[name=over]")["value"]}


def page_address(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def stored(row, name: str):
    fresh = type(row).objects.get(pk=row.pk)
    if hasattr(fresh, "get_latest_revision_as_object"):
        fresh = fresh.get_latest_revision_as_object()
    return getattr(fresh, name)


def change(client, page, **answers):
    """Saves a page's draft with other answers."""
    address = page_address(page)
    return client.post(address, form_of(client, address) | answers)


def sentence(answer) -> str:
    return read(answer).select_one("section.overtaken p").get_text(strip=True)
