"""`manage.py open_referral_import`: a file or an address, for whom, with whose consent."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from events.importing.imports import Import
from tests.events.importing.bringing import HEADING, TEA, count_all, drafts_of
from tests.events.importing.test_open_referral import make_service
from tests.events.importing.web_site import web_site
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db
CONSENT = {"consent": "Ann, by telephone on 3 November"}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "dates.csv"
    path.write_text(HEADING + TEA)
    return str(path)


@pytest.fixture
def directory(settings):
    """A directory with the standard's paging, two services on each page, and brief lists."""
    settings.FETCH_INSIDE = True
    with web_site() as site:
        services = [make_service(id=f"id-{n}", name=f"Service {n}") for n in range(5)]
        for number in range(3):
            brief = [
                {"id": each["id"], "name": each["name"], "organization": each["organization"]}
                for each in services[number * 2 : number * 2 + 2]
            ]
            page = {"total_pages": 3, "page_number": number + 1, "contents": brief}
            page["last_page"] = number == 2
            body = json.dumps(page).encode()
            site.pages[f"/services?page={number + 1}"] = body
            if number == 0:
                site.pages["/services"] = body
        for each in services:
            site.pages[f"/services/{each['id']}"] = json.dumps(each).encode()
        yield site


def run(source: str, **options) -> str:
    out = StringIO()
    call_command("open_referral_import", source, stdout=out, **options)
    return out.getvalue()


def refusal(source: str, **options) -> str:
    with pytest.raises(CommandError) as caught:
        run(source, **options)
    words = str(caught.value)
    assert "\n" not in words
    return words


def test_a_file_becomes_drafts_and_a_report(organisation, file):
    report = run(file, owner=organisation.slug, **CONSENT)
    assert "line 2: Tea and moving: New draft" in report
    assert "Every Tuesday" in report
    assert report.endswith("New draft: 1\n")
    assert [draft.title for draft in drafts_of(organisation)] == ["Tea and moving"]
    assert Import.objects.get(organisation=organisation).consent == CONSENT["consent"]
    assert run(file, owner=organisation.slug, **CONSENT).endswith("Here already: 1\n")


def test_a_dry_run_reports_and_writes_nothing(organisation, file):
    before = count_all()
    assert "New draft: 1" in run(file, owner=organisation.slug, dry_run=True)
    assert "New draft: 1" in run(file, dry_run=True)
    assert count_all() == before


@pytest.mark.parametrize("consent", ["", "  ", "\u202e\x00"])
def test_without_consent_it_only_reports_and_says_what_is_missing(organisation, file, consent):
    before = count_all()
    report = run(file, owner=organisation.slug, consent=consent)
    assert "line 2: Tea and moving: New draft" in report
    assert "nothing was. Say with --consent" in report
    assert "Say with --consent" in run(file)
    assert count_all() == before


def test_the_one_partner_that_a_file_names_needs_no_option(tmp_path):
    organisation = make_organisation(title="Moat Road Hub")
    path = tmp_path / "service.json"
    path.write_text(json.dumps(make_service(organization={"name": "moat road HUB"})))
    run(str(path), **CONSENT)
    assert len(drafts_of(organisation)) == 1


def test_a_file_that_names_nobody_needs_the_option(organisation, file):
    assert "--for" in refusal(file, **CONSENT)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("nowhere.json", "No such file"),
        (".", "Is a directory"),
        ("a\x00b", "not the name of a file"),
        ("ftp://example.org/x", "must begin with"),
        ("http://127.0.0.1/", "is not a public site"),
        ("http://169.254.169.254/latest/meta-data/", "is not a public site"),
    ],
)
def test_bad_input_is_one_clear_line(organisation, source, words):
    assert words in refusal(source, owner=organisation.slug, **CONSENT)


def test_an_organisation_that_there_is_not_is_said(file):
    assert "There is no organisation “nobody” here." in refusal(file, owner="nobody", **CONSENT)


@pytest.mark.parametrize("data", [b"", b"{", b"\x89PNG\r\n", b"[" * 100_000])
def test_a_broken_file_leaves_nothing(organisation, tmp_path, data):
    path = tmp_path / "broken.json"
    path.write_bytes(data)
    before = count_all()
    assert refusal(str(path), owner=organisation.slug, **CONSENT)
    assert count_all() == before


def test_a_directory_is_read_page_by_page_with_details(organisation, directory):
    report = run(f"{directory.address}/services", owner=organisation.slug, **CONSENT)
    assert report.endswith("New draft: 5\n")
    assert {draft.recurrence.rhythm() for draft in drafts_of(organisation)} == {"Every Tuesday"}
    assert len(directory.asked) == 3 + 5


def test_what_does_not_answer_half_way_is_said(organisation, directory):
    del directory.pages["/services?page=3"], directory.pages["/services/id-2"]
    report = run(f"{directory.address}/services", owner=organisation.slug, **CONSENT)
    assert "There are more pages, not read" in report
    assert "Of 2 entries we know only the name" in report
    assert report.endswith("New draft: 4\n")


def test_a_directory_without_an_end_is_left_at_a_bound(organisation, directory):
    endless = json.dumps({"contents": [make_service(id="same")], "last_page": False}).encode()
    for number in range(2, 100):
        directory.pages[f"/services?page={number}"] = endless
    directory.pages["/services"] = endless
    report = run(f"{directory.address}/services", owner=organisation.slug, **CONSENT)
    assert report.count("The same is in this file twice") < 25
    assert len(directory.asked) <= 25


def test_without_the_guard_this_machine_would_be_read(organisation, directory, settings):
    """The twin: what the guard refuses above is there to be had."""
    address = f"{directory.address}/services"
    settings.FETCH_INSIDE = False
    refusal(address, owner=organisation.slug, **CONSENT)
    assert directory.asked == []
    settings.FETCH_INSIDE = True
    run(address, owner=organisation.slug, **CONSENT)
    assert directory.asked != []
