"""Documents that people send: each is what its name says, and no browser runs it as a page."""

import pytest
from django.urls import reverse
from wagtail.documents.models import Document

from home import upload_forms
from tests.factories.pictures import packed, photo, sent
from tests.home.uploading import PARTNER, WAYS, add, folder, upload

pytestmark = pytest.mark.django_db
every_way = pytest.mark.parametrize("way", WAYS)
KIND = "wagtaildocs"
PAGE = b"<html><script>alert(document.cookie)</script></html>"
OTHER = "but something else is in it. Open it in the programme that made it"
GOOD = [
    ("week.pdf", b"%PDF-1.7\n1 0 obj", "application/pdf"),
    ("week.docx", packed("[Content_Types].xml", "word/document.xml"), None),
    ("week.odt", packed("mimetype", "content.xml"), None),
    ("week.pptx", packed("[Content_Types].xml", "ppt/presentation.xml"), None),
    ("week.odp", packed("mimetype", "content.xml"), None),
    ("week.txt", "Tea at half past nine – bring a cup".encode(), "text/plain"),
    ("week.mp3", b"ID3\x03\0\0", None),
    ("week.mp3", b"\xff\xfb\x90\0", None),
]


@pytest.fixture
def partner(log_in):
    return log_in(PARTNER)


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@every_way
@pytest.mark.parametrize(("name", "content", "kind"), GOOD)
def test_an_honest_one_is_taken_and_given_out_as_what_it_is(
    partner, client, way, name, content, kind
):
    row = upload(partner, way, sent(name, content), KIND).row
    answer = client.get(row.url)
    assert b"".join(answer) == content
    headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'"
    assert headers["X-Frame-Options"] == "DENY"
    shown = headers.get("Content-Disposition", "inline").split(";")[0]
    assert shown == ("inline" if name.endswith(".pdf") else "attachment")
    if kind:
        assert headers["Content-Type"].split(";")[0] == kind
    assert "html" not in headers["Content-Type"]


REFUSED = [
    ("a.pdf", PAGE + b"\n%PDF-1.7\n", OTHER),
    ("a.pdf", b"\n%PDF-1.7\n" + PAGE, OTHER),
    ("a.pdf", PAGE, OTHER),
    ("a.pdf", photo(), OTHER),
    ("a.docx", PAGE, OTHER),
    ("a.docx", packed("a.txt"), OTHER),
    ("a.docx", PAGE + packed("word/document.xml"), OTHER),
    ("a.docx", packed("word/document.xml")[:40], OTHER),
    ("a.odt", b"PK\x03\x04" + b"\0" * 100, OTHER),
    ("a.odt", packed("content.xml", content=b"\0" * 310 * 1024 * 1024), OTHER),
    ("a.mp3", PAGE, OTHER),
    ("a.txt", b"MZ\x90\x00\x03", OTHER),
    ("a.txt", b"", "This file is empty. Choose another one."),
    ("a.html", PAGE, "is not allowed"),
    ("a.pdf.html", PAGE, "is not allowed"),
    ("a.svg", b"<svg/>", "is not allowed"),
    ("a.exe", b"MZ", "is not allowed"),
    ("a.docm", packed("word/document.xml"), "is not allowed"),
    ("a", b"words", "is not allowed"),
    ("a.pdf", b"%PDF-1.7" + b"\0" * 21_000_000, "This file is too big. Make it smaller, at most"),
]


@every_way
@pytest.mark.parametrize(
    ("name", "content", "sentence"), REFUSED, ids=[str(place) for place in range(len(REFUSED))]
)
def test_another_kind_gets_a_sentence_and_makes_nothing(
    partner, tmp_path, way, name, content, sentence
):
    answer = upload(partner, way, sent(name, content), KIND)
    assert answer.status == 200
    assert sentence in answer.words
    assert answer.made == []
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


def test_without_the_rule_a_page_is_taken_for_a_leaflet(partner, monkeypatch):
    monkeypatch.setattr(upload_forms, "check_document", lambda file: None)
    assert upload(partner, add, sent("a.pdf", PAGE), KIND).made


def test_twenty_megabytes_are_taken(partner):
    content = b"%PDF-1.7" + b"\0" * (20 * 1024 * 1024 - 8)
    assert upload(partner, add, sent("a.pdf", content), KIND).row.file.size == 20 * 1024 * 1024


def test_another_file_in_its_place_is_looked_at_too(partner):
    row = upload(partner, add, sent("a.pdf", b"%PDF-1.7"), KIND).row
    path = reverse("wagtaildocs:edit", args=[row.pk])
    fields = {"title": "Week", "collection": folder().pk}
    answer = partner.post(path, fields | {"file": sent("b.pdf", PAGE)})
    assert "something else is in it" in answer.content.decode()
    assert partner.post(path, fields).status_code == 302
    assert Document.objects.get(pk=row.pk).file.name == row.file.name


@every_way
@pytest.mark.parametrize(
    "name", ["../../../etc/week.pdf", "..\\..\\week.pdf", "C:\\fakepath\\week.pdf", "a/../week.pdf"]
)
def test_a_name_has_no_folders(partner, way, name):
    row = upload(partner, way, sent(name, b"%PDF-1.7"), KIND).row
    assert row.file.name == "documents/week.pdf"


@pytest.mark.parametrize("name", ["week.html.pdf", "week.php.txt"])
def test_a_double_ending_counts_by_the_last(partner, client, name):
    content = b"%PDF-1.7" if name.endswith("pdf") else PAGE
    row = upload(partner, add, sent(name, content), KIND).row
    answer = client.get(row.url)
    assert answer.headers["Content-Type"].split(";")[0] in {"application/pdf", "text/plain"}
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
