"""What the tests of course dates in the admin do again and again: fill a form, read the answer."""

from bs4 import BeautifulSoup
from django.utils import timezone

from home.models import Organisation, Venue
from tests.factories.courses import in_days
from training.models import CourseRun

NEW = "/admin/course-dates/new/"


def partner(slug):
    return Organisation.objects.get(slug=slug, alias_of=None)


def address(run, step="edit"):
    return f"/admin/course-dates/{f'edit/{run.pk}' if step == 'edit' else f'{run.pk}/{step}'}/"


def text_of(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def said(client, answer):
    """The page that follows an answer, in words."""
    return text_of(client.get(answer.headers["Location"]))


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def form_of(client, path):
    """The form of a page as a browser would send it back."""
    page = BeautifulSoup(client.get(path).content, "html.parser")
    data = {}
    for field in page.select_one("#w-editor-form").select("input[name], select[name]"):
        if field.name == "select":
            data[field["name"]] = next((o["value"] for o in field.select("[selected]")), "")
        elif field.get("type") != "checkbox" or field.has_attr("checked"):
            data[field["name"]] = field.get("value", "")
    return {name: value for name, value in data.items() if "__prefix__" not in name}


def add_session(form, **fields):
    place = int(form["sessions-TOTAL_FORMS"])
    fields = {
        "id": "",
        "starts_at": local(in_days(40)),
        "ends_at": local(in_days(40, 12)),
        "venue": Venue.objects.first().pk,
        "joining_link": "",
        "DELETE": "",
        **fields,
    }
    named = {f"sessions-{place}-{name}": value for name, value in fields.items()}
    return form | named | {"sessions-TOTAL_FORMS": str(place + 1)}


def save(client, run, **changes):
    return client.post(address(run), form_of(client, address(run)) | changes)


def now(run):
    return CourseRun.objects.get(pk=run.pk)
