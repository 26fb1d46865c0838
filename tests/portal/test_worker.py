"""The worker as a process of its own: told to end, or killed in the middle of a letter."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.mail import send_mail
from django.core.management import call_command
from django.db.models.functions import Now

from home.delivery import send_due_letters
from home.letters import Letter
from tests.own_database import own_database
from tests.smtp_sink import running_sink

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def sink():
    with running_sink() as server:
        yield server


@pytest.fixture
def start(tmp_path, django_db_blocker, sink, settings):
    """Starts a worker on a database of its own, which holds letters and no pages."""
    from home.models import OutgoingMail

    settings.EMAIL_BACKEND = "home.outgoing.LetterBackend"
    settings.LETTER_TRANSPORT = "home.transports.SmtpTransport"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    processes = []
    with (
        django_db_blocker.unblock(),
        own_database(tmp_path, Letter, OutgoingMail) as address,
    ):

        def start_worker(*words: str) -> subprocess.Popen:
            environment = {
                "PATH": os.environ["PATH"],
                "DATA_DIR": str(tmp_path),
                "DATABASE_URL": address,
                "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
                "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            }
            processes.append(
                subprocess.Popen(
                    [sys.executable, "manage.py", "worker", *words],
                    cwd=ROOT,
                    env=environment,
                    stderr=subprocess.PIPE,
                    text=True,
                )
            )
            return processes[-1]

        yield start_worker
        for process in processes:
            process.kill()
            process.wait()
            process.stderr.close()


def write_to(*readers: str) -> None:
    for reader in readers:
        send_mail("News", "Hello", "portal@example.org", [reader])


def states() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


def test_told_to_end_it_finishes_the_letter_under_way(start, sink):
    write_to("a@x.org", "b@x.org")
    sink.manners["a@x.org"] = "hold"
    worker = start()
    sink.wait_for(lambda: sink.kept)
    worker.send_signal(signal.SIGTERM)
    sink.release.set()
    assert worker.wait(20) == 0
    assert states() == ["sent", "waiting"]
    assert sink.readers == ["a@x.org"]


@pytest.mark.parametrize(("manner", "copies"), [("hang", 1), ("hold", 2)])
def test_killed_in_the_middle_of_a_letter_it_loses_nothing(start, sink, manner, copies):
    write_to("a@x.org", "b@x.org")
    sink.manners["a@x.org"] = manner
    worker = start()
    sink.wait_for(lambda: sink.asked)
    if manner == "hold":
        sink.wait_for(lambda: sink.kept)
    worker.kill()
    worker.wait(20)
    sink.manners.clear()
    assert states() == ["waiting", "waiting"]
    # As if the minute of its lease were over.
    Letter.objects.waiting().update(due_at=Now())
    assert send_due_letters() == 2
    assert states() == ["sent", "sent"]
    assert sorted(sink.readers) == ["a@x.org"] * copies + ["b@x.org"]
    names = [each["Message-ID"] for each in sink.messages if each["To"] == "a@x.org"]
    assert names == [Letter.objects.order_by("pk")[0].message_id] * copies


def test_two_workers_share_the_letters(start, sink):
    readers = [f"reader-{number}@x.org" for number in range(60)]
    write_to(*readers)
    workers = [start("--once"), start("--once")]
    assert [worker.wait(30) for worker in workers] == [0, 0]
    assert sorted(sink.readers) == sorted(readers)
    assert states() == ["sent"] * 60


def test_a_chore_that_fails_keeps_the_others_going_and_names_nobody(start, sink):
    """This database has no pages: that chore fails. A letter comes while the worker runs."""
    write_to("a@x.org")
    worker = start()
    sink.wait_for(lambda: len(sink.kept) == 1)
    write_to("b@x.org")
    sink.wait_for(lambda: len(sink.kept) == 2)
    worker.send_signal(signal.SIGINT)
    assert worker.wait(20) == 0
    log = worker.stderr.read()
    assert "keep_pages failed: OperationalError" in log or "ProgrammingError" in log
    assert "x.org" not in log


def test_without_a_mail_server_once_ends_well_and_says_why(start, sink, caplog):
    write_to("a@x.org", "b@x.org")
    sink.greeting = "554 closed today"
    call_command("worker", "--once")
    messages = [each.getMessage() for each in caplog.records]
    assert messages.count("No mail server (SMTP 554): letters wait") == 1
    assert states() == ["waiting", "waiting"]
