"""How often a material was fetched: counted for people, once, and never in the way of the file."""

import sqlite3
import threading
import time
from contextlib import closing, contextmanager

import psycopg
import pytest
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import IntegrityError, OperationalError, connections
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection

from resources.download_counter import little_patience
from resources.models import Download, Material
from tests.own_database import own_database

BROWSER = "Mozilla/5.0 (Linux; Android 9; SM-A105FN) AppleWebKit/537.36 Chrome/120 Mobile Safari"


@pytest.fixture
def material(db):
    Download.objects.all().delete()
    return Material.objects.filter(module__live=True).first()


def fetch(client, document, **headers):
    answer = client.get(document.url, headers={"User-Agent": BROWSER, **headers})
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else b""


def numbers():
    return list(Download.objects.values_list("document_id", "on", "count"))


def test_each_fetch_of_a_material_adds_one_to_its_number_of_the_day(client, material):
    for _time in range(3):
        status, body = fetch(client, material.document)
        assert (status, body[:5]) == (200, b"%PDF-")
    assert numbers() == [(material.document_id, timezone.localdate(), 3)]


def test_nothing_but_a_document_a_day_and_a_number_is_kept():
    names = [field.name for field in Download._meta.get_fields()]
    assert names == ["id", "document", "on", "count"]


def test_a_day_ends_at_midnight_in_london(client, material, time_machine):
    for moment in ("2026-06-30T22:59:00Z", "2026-06-30T23:01:00Z", "2026-12-01T00:01:00Z"):
        time_machine.move_to(moment)
        fetch(client, material.document)
    assert [str(on) for _document, on, _count in numbers()] == [
        "2026-06-30", "2026-07-01", "2026-12-01",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "headers",
    [
        {"If-None-Match": '"abc"'},
        {"If-Modified-Since": "Sat, 28 Nov 2026 10:00:00 GMT"},
        {"Range": "bytes=1000-2000"},
        {"Sec-Purpose": "prefetch"},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://example.org/bot.html)"},
        {"User-Agent": "curl/8.5.0"},
        {"User-Agent": "WhatsApp/2.23 link preview"},
        {"User-Agent": ""},
    ],
)
def test_who_asks_again_for_a_part_or_is_a_programme_gets_the_file_and_is_not_counted(
    client, material, headers
):
    assert fetch(client, material.document, **headers)[0] in (200, 304)
    assert numbers() == []


def test_asking_for_the_head_alone_is_not_a_download(client, material):
    assert client.head(material.document.url, headers={"User-Agent": BROWSER}).status_code == 200
    assert numbers() == []


def test_what_is_no_material_or_of_a_hidden_module_is_not_counted(client, material):
    loose = Document.objects.create(title="Loose", file=ContentFile(b"words", "loose.txt"))
    assert fetch(client, loose) == (200, b"words")
    for each in Material.objects.filter(document=material.document):
        each.module.unpublish()
    assert fetch(client, material.document)[0] == 200
    assert numbers() == []


def test_the_number_outlives_the_document(client, material):
    fetch(client, material.document)
    material.document.delete()
    assert numbers() == [(None, timezone.localdate(), 1)]


@contextmanager
def somebody_writing(address):
    """Holds what a count needs, as a long transaction elsewhere does."""
    if address.startswith("sqlite"):
        with closing(
            sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None)
        ) as own:
            own.execute("BEGIN IMMEDIATE")
            yield
    else:
        with psycopg.connect(address) as own:
            own.execute("SELECT * FROM resources_download FOR UPDATE")
            yield
            own.rollback()


MODELS = [ContentType, Permission, Group, User, Collection, Document, Download]


@pytest.fixture
def own(tmp_path, django_db_setup, django_db_blocker):
    """A database of its own with one document in it: its address and the document's number."""
    with django_db_blocker.unblock(), own_database(tmp_path, *MODELS) as address:
        Collection.objects.create(name="Root", path="0001", depth=1)
        [document] = Document.objects.bulk_create(
            [Document(title="Handout", file="handout.pdf", collection_id=1)]
        )
        yield address, document.pk


def test_a_busy_database_costs_the_number_and_a_moment(own):
    address, key = own
    today = timezone.localdate()
    Download.objects.add_one(key, today)
    with somebody_writing(address):
        begun = time.monotonic()
        with pytest.raises(OperationalError), little_patience():
            Download.objects.add_one(key, today)
        assert time.monotonic() - begun < 2
    with little_patience():
        Download.objects.add_one(key, today)
    assert numbers() == [(key, today, 2)]


def test_a_broken_count_does_not_break_the_download(client, material, monkeypatch):
    def refuse(*args):
        raise OperationalError("database is locked")

    monkeypatch.setattr("resources.downloads.DownloadQuerySet.add_one", refuse)
    assert fetch(client, material.document)[0] == 200


def add_carelessly(key, on):
    """The rule without its guard: reads the number, and writes one more."""
    row = Download.objects.filter(document_id=key, on=on).first()
    time.sleep(0.005)
    if row is None:
        row = Download(document_id=key, on=on, count=0)
    row.count += 1
    row.save()


def fetch_at_once(key, add, people=8, times=5):
    """So many people fetch a document at the same moment, so many times each."""
    start, on = threading.Barrier(people), timezone.localdate()

    def person():
        try:
            start.wait()
            for _time in range(times):
                add(key, on)
        except IntegrityError:
            pass  # what the careless rule meets
        finally:
            connections.close_all()

    threads = [threading.Thread(target=person) for _person in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(count for _document, _on, count in numbers())


def test_nobody_is_lost_when_many_fetch_at_once(own):
    assert fetch_at_once(own[1], Download.objects.add_one) == 40


def test_without_the_guard_the_same_crowd_is_miscounted(own):
    assert fetch_at_once(own[1], add_carelessly) < 40
