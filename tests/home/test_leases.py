"""A letter is in one worker's hands at a time, whoever is killed, late, or has a wrong clock."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connections
from django.db.models.functions import Now
from django.utils import timezone

from home import delivery, transports
from home.delivery import claim, send_due_letters
from home.letters import Letter, LetterQuerySet, post, post_all
from tests.factories.letters import about, make_due, read, states, wait_of

pytestmark = pytest.mark.usefixtures("outbox")


def test_a_claimed_letter_is_nobody_elses_until_its_lease_ends(note, sink):
    letter = post(note(), 1)
    assert claim().pk == letter.pk
    assert wait_of(letter) == about(1)
    assert claim() is None
    assert send_due_letters() == 0
    make_due()
    assert send_due_letters() == 1
    assert read(letter).tries == 2


def test_who_comes_late_cannot_undo_what_another_did(note, sink):
    post(note(), 1)
    late = claim()
    make_due()
    assert send_due_letters() == 1
    delivery.finish(late, Letter.State.REFUSED, "SMTP 550")
    delivery.finish(late, Letter.State.DROPPED)
    delivery.put_off(late, "SMTP 450")
    [row] = Letter.objects.all()
    assert (row.state, row.trouble, row.tries) == ("sent", "", 2)


def test_who_comes_late_cannot_take_a_letter_from_whoever_holds_it(note):
    letter = post(note(), 1)
    late = claim()
    make_due()
    held = claim()
    delivery.put_off(late, "SMTP 450")
    delivery.finish(late, Letter.State.REFUSED, "SMTP 550")
    assert wait_of(letter) == about(1)
    assert (read(letter).state, read(letter).trouble, held.tries) == ("waiting", "", 2)


def test_what_was_sent_late_is_sent_all_the_same(note):
    post(note(), 1)
    late = claim()
    make_due()
    second = claim()
    delivery.finish(late, Letter.State.SENT)
    delivery.put_off(second, "SMTP 450")
    assert states() == ["sent"]


class ByOwnClock(LetterQuerySet):
    """The rule without its guard: what is due by the clock of whoever asks."""

    def due(self):
        return self.waiting().filter(due_at__lte=timezone.now()).order_by("due_at", "pk")


@pytest.mark.parametrize(("manager", "copies"), [(LetterQuerySet, 1), (ByOwnClock, 2)])
def test_a_worker_whose_clock_is_a_day_ahead_sends_nothing_twice(
    note, sink, monkeypatch, manager, copies
):
    post(note(), 1)
    monkeypatch.setattr(Letter.objects, "_queryset_class", manager)
    held = claim()
    with monkeypatch.context() as patch:
        real = timezone.now
        patch.setattr(timezone, "now", lambda: real() + timedelta(days=1))
        patch.setattr(time, "time", lambda: real().timestamp() + 86_400)
        send_due_letters()
    with transports.open_transport() as transport:
        transport.connect()
        delivery.send(held, transport, time.monotonic() + 10)
    assert len(sink.kept) == copies


def test_a_worker_whose_clock_is_a_day_behind_sends_what_is_due(note, sink, monkeypatch):
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() - timedelta(days=1))
    post(note(), 1)
    assert send_due_letters() == 1


def in_threads(count: int, do) -> None:
    """Does it in several threads at once, each with its own connection. Raises what they raise."""
    start, errors = threading.Barrier(count), []

    def run():
        try:
            start.wait(10)
            do()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    if errors:
        raise errors[0]


def test_several_workers_send_each_letter_once(note, sink):
    post_all(note(), range(1, 41))
    in_threads(4, send_due_letters)
    assert sorted(sink.readers) == sorted(f"reader-{number}@example.org" for number in range(1, 41))
    assert states() == ["sent"] * 40


def test_without_the_guard_two_workers_send_the_same_letter(note, sink, monkeypatch):
    """The twin of the test above: it shows that the race is real."""
    both_looked = threading.Barrier(2)

    def claim_without_guard():
        letter = Letter.objects.due().first()
        if letter:
            both_looked.wait(10)
            Letter.objects.filter(pk=letter.pk).update(due_at=Now() + delivery.LEASE)
        return letter

    monkeypatch.setattr(delivery, "claim", claim_without_guard)
    post(note(), 1)
    in_threads(2, send_due_letters)
    assert len(sink.kept) == 2


class WithoutGuard(LetterQuerySet):
    """The rule without its guard: whoever has seen a letter may claim it."""

    def filter(self, *args, **conditions):
        conditions.pop("tries", None)
        return super().filter(*args, **conditions)


@pytest.mark.parametrize(("manager", "holders"), [(LetterQuerySet, 1), (WithoutGuard, 2)])
def test_of_two_who_look_at_the_same_moment_one_has_the_letter(note, monkeypatch, manager, holders):
    """Between the look and the claim of the first, another looks and claims."""
    others, held = [claim], []

    class SeenTwice(manager):
        def first(self):
            letter = super().first()
            if others:
                held.append(others.pop()())
            return letter

    post(note(), 1)
    monkeypatch.setattr(Letter.objects, "_queryset_class", SeenTwice)
    held.append(claim())
    assert len([letter for letter in held if letter]) == holders
