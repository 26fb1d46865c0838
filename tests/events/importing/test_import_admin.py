"""Bringing dates in by the admin: a form, what was understood, a yes, and the wall around it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.importing.imports import Import
from home.models import Organisation
from tests.events.importing.bringing import HEADING, TEA, count_all, drafts_of, keep
from tests.events.importing.web_site import web_site
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def library() -> Organisation:
    """The organisation of partner1."""
    return Organisation.objects.get(slug="eastgate-library", alias_of=None)


def send(client, data=HEADING + TEA, name="our dates.csv", **answers):
    file = SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)
    library = Organisation.objects.get(slug="eastgate-library", alias_of=None)
    answers = {"organisation": library.pk, "file": file, "agreed": "on", **answers}
    return client.post(reverse("add_import"), answers)


def test_a_partner_sees_what_was_understood_before_anything_is_made(log_in, library):
    before = len(drafts_of(library))
    answer = send(log_in("partner1"))
    row = Import.objects.get()
    assert answer.url == reverse("show_import", args=[row.pk])
    page = log_in("partner1").get(answer.url).content.decode()
    for words in ("Tea and moving", "line 2", "Every Tuesday", "Moat Hall", "Make 1 draft"):
        assert words in page
    assert len(drafts_of(library)) == before


def test_the_button_makes_drafts_that_are_linked_to_their_editor(log_in, library):
    client = log_in("partner1")
    send(client)
    row = Import.objects.get()
    page = client.post(reverse("make_import", args=[row.pk]), follow=True).content.decode()
    [draft] = [each for each in drafts_of(library) if each.title == "Tea and moving"]
    assert "1 draft is ready." in page
    assert reverse("wagtailadmin_pages:edit", args=[draft.pk]) in page
    assert client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).status_code == 200
    assert draft.owner.username == "partner1"
    history = client.get(reverse("wagtailadmin_pages:history", args=[draft.pk])).content.decode()
    assert "Made a draft of what is said elsewhere" in history


def test_the_consent_is_kept_with_login_and_day(log_in, library):
    send(log_in("partner1"))
    row = Import.objects.get()
    assert (row.organisation, row.agreed_by.username) == (library, "partner1")
    assert "we agree" in row.consent
    assert row.source == "our dates.csv"


def test_pressing_twice_makes_no_doubles(log_in, library):
    client = log_in("partner1")
    send(client)
    address = reverse("make_import", args=[Import.objects.get().pk])
    client.post(address)
    before = count_all()
    assert "made already" in client.post(address, follow=True).content.decode()
    assert count_all() == before


def test_what_was_read_can_be_thrown_away(log_in, library):
    client = log_in("partner1")
    send(client)
    client.post(reverse("drop_import", args=[Import.objects.get().pk]))
    assert not Import.objects.exists()


def test_what_is_done_cannot_be_thrown_away(log_in, library):
    client = log_in("partner1")
    send(client)
    row = Import.objects.get()
    client.post(reverse("make_import", args=[row.pk]))
    client.post(reverse("drop_import", args=[row.pk]))
    assert Import.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"agreed": ""}, "Tick the box"),
        ({"file": ""}, "one of the two"),
        ({"address": "https://example.org/x"}, "one of the two"),
        ({"file": "", "address": "http://example.org/x"}, "must begin with https://"),
        ({"file": "", "address": "https://127.0.0.1/"}, "is not a public site"),
        ({"file": "", "address": "https://user:x@example.org/"}, "Leave out the name"),
        ({"file": "", "address": "https://\x00"}, "must begin with https://"),
        ({"data": "", "name": "x.csv"}, "is empty"),
        ({"data": b"PK\x03\x04", "name": "x.csv"}, "workbook"),
        ({"data": b"x" * 2_200_000}, "larger than 2 MB"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field(log_in, answers, words):
    answer = send(log_in("partner1"), **answers)
    assert answer.status_code == 200
    assert words in answer.content.decode().replace("&quot;", '"')
    assert not Import.objects.exists()


def test_an_address_of_this_machine_is_never_asked(log_in, settings):
    with web_site() as site:
        site.pages["/x"] = (HEADING + TEA).encode()
        send(log_in("partner1"), file="", address=f"{site.address}/x".replace("http:", "https:"))
        assert site.asked == []
    assert not Import.objects.exists()


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\\b\\dates.csv", "x" * 3000, "é\u202e.csv"])
def test_a_files_name_is_only_a_name(log_in, name):
    send(log_in("partner1"), name=name)
    source = Import.objects.get().source
    assert "/" not in source
    assert "\\" not in source
    assert "\u202e" not in source


def test_the_sample_can_be_brought_in_as_it_is(log_in):
    client = log_in("partner1")
    data = client.get(reverse("import_sample")).content
    send(client, data)
    page = client.get(reverse("show_import", args=[Import.objects.get().pk])).content.decode()
    assert "Make 3 drafts" in page


@pytest.mark.parametrize("name", ["show_import", "make_import", "drop_import"])
def test_another_partners_import_does_not_exist(log_in, library, name):
    row = keep(library, HEADING + TEA)
    client, address = log_in("partner2"), reverse(name, args=[row.pk])
    before = count_all()
    ask = client.get if name == "show_import" else client.post
    assert ask(address).status_code == 404
    assert count_all() == before


def test_another_partners_imports_are_in_no_list(log_in, library):
    keep(library, HEADING + TEA, source="secret.csv")
    assert "secret.csv" not in log_in("partner2").get(reverse("imports")).content.decode()
    assert "secret.csv" in log_in("partner1").get(reverse("imports")).content.decode()
    assert "secret.csv" in log_in("team").get(reverse("imports")).content.decode()


def test_a_partner_brings_nothing_in_for_another(log_in, library):
    client = log_in("partner2")
    send(client, organisation=library.pk)
    assert not library.imports.exists()


def test_a_partner_of_one_organisation_is_not_asked_which(log_in, library):
    client = log_in("partner1")
    page = client.get(reverse("add_import")).content.decode()
    assert 'name="organisation"' not in page
    send(client, organisation="")
    assert library.imports.count() == 1


def test_the_team_brings_dates_in_for_any_partner(log_in):
    organisation = make_organisation()
    assert "Choose from the list" in send(log_in("team"), organisation="999999").content.decode()
    send(log_in("team"), organisation=organisation.pk)
    assert Import.objects.get().organisation == organisation


def test_many_lines_cost_no_more_queries_than_few(log_in, library, django_assert_max_num_queries):
    client = log_in("partner1")
    table = HEADING + "".join(TEA.replace("Tea", f"Tea {n}") for n in range(200))
    row = keep(library, table)
    with django_assert_max_num_queries(40):
        assert client.get(reverse("show_import", args=[row.pk])).status_code == 200
