"""What people say about dates, said to the portal and written into the ledger alike."""

from datetime import time, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from events import changes
from events.date_sets import DateSet
from events.expanding import roll_horizon
from events.models import Closure, Pause
from events.pausing import end_pause, save_closure, save_pause
from events.recurrence import Recurrence
from tests.factories import make_drop_in, make_organisation, make_venue

from .ledger import Entry, Ledger, hours

EVENINGS = [(time(17, 10 * number), time(18, 10 * number)) for number in range(6)]


class NothingLeft(Exception):
    """There is no date to say anything about, or none to which it could be moved."""


def make(rule: dict, holidays: str, today):
    """A series in the open data by these facts, and the ledger about it."""
    recurrence = DateSet(**rule) if "on" in rule else Recurrence(**rule)
    organisation = make_organisation(in_open_data=True)
    hall = make_venue(name="The Usual Hall", keeper=organisation)
    series = make_drop_in(organisation, hall, recurrence=recurrence, bank_holidays=holidays)
    return series, Ledger.of(rule, hall.name, holidays, today)


def pick(series, ledger: Ledger, number: int):
    """One of the next dates, stored and in the ledger; a short series has its last one picked."""
    entries = ledger.ahead(timezone.now())
    if not entries:
        raise NothingLeft
    entry = entries[min(number, len(entries) - 1)]
    return series.occurrences.get(starts_at=entry.starts_at), entry


def someone():
    return get_user_model().objects.get(username="team")


def cancel(series, ledger, number=1):
    row, entry = pick(series, ledger, number)
    changes.cancel(row, reason="weather", note="The road is flooded.")
    ledger.say(entry, "off")


def put_back(series, ledger, number=1):
    row, entry = pick(series, ledger, number)
    was_on = ledger.is_on(entry)
    changes.put_back(row)
    if not was_on:
        ledger.say(entry, "on")


def move(series, ledger, number=2):
    """To the evening of the day after."""
    day = pick(series, ledger, number)[1].starts_at.date() + timedelta(days=1)
    move_to(series, ledger, number, day, EVENINGS[number])


def move_elsewhere(series, ledger, number=5):
    """To another place, at the time at which it is."""
    entry = pick(series, ledger, number)[1]
    clock = (entry.starts_at.time(), entry.ends_at.time())
    library = make_venue(name="The Library")
    move_to(series, ledger, number, entry.starts_at.date(), clock, library)


def move_to(series, ledger, number, day, clock, venue=None):
    row, entry = pick(series, ledger, number)
    check_is_free(ledger, hours(day, *clock)[0], entry)
    changes.move(row, on=day, start_time=clock[0], end_time=clock[1], venue=venue)
    entry.starts_at, entry.ends_at = hours(day, *clock)
    entry.place = venue.name if venue else ledger.place
    entry.moved = entry.by_the_rule is not None
    ledger.say(entry, "on")


def check_is_free(ledger, starts_at, entry=None):
    """Raises NothingLeft where a date would begin with another, or beyond the year."""
    others = [each.starts_at for each in ledger.entries if each is not entry]
    if starts_at in others or starts_at > timezone.now() + timedelta(days=365):
        raise NothingLeft


def note(series, ledger, number=3):
    row, _entry = pick(series, ledger, number)
    changes.set_note(row, "Bring a mug.")


def send_the_physio(series, ledger, number=4):
    row, _entry = pick(series, ledger, number)
    changes.set_staff(row, ["physio"])


def add_extra(series, ledger, number=1):
    row, _entry = pick(series, ledger, number)
    day, clock = row.local_start.date() + timedelta(days=2), (time(7), time(7, 45))
    starts_at, ends_at = hours(day, *clock)
    check_is_free(ledger, starts_at)
    changes.add_extra(series, on=day, start_time=clock[0], end_time=clock[1])
    extra = Entry(None, starts_at, ends_at, ledger.place)
    ledger.entries.append(extra)
    ledger.say(extra, "on")


def pause(series, ledger, number=3, weeks=3):
    row, _entry = pick(series, ledger, number)
    first_on = row.local_start.date()
    back_on = first_on + timedelta(weeks=weeks)
    save_pause(Pause(series=series, first_on=first_on, back_on=back_on), by=someone())
    ledger.close(first_on, back_on)


def end_the_last_pause(series, ledger, number=0):
    if last := series.pauses.order_by("said_at").last():
        end_pause(last)
        ledger.closings.remove(
            next(
                closing
                for closing in reversed(ledger.closings)
                if closing[1:] == (last.first_on, last.back_on)
            )
        )


def close_the_programme(series, ledger, number=2):
    row, _entry = pick(series, ledger, number)
    day = row.local_start.date()
    save_closure(Closure(first_on=day, last_on=day), by=someone())
    ledger.close(day, day + timedelta(days=1))


def correct_a_word(series, ledger, number=0):
    """An edit, published: nothing of what was said may be lost."""
    page = type(series).objects.get(pk=series.pk)
    page.summary = "Tea and good advice."
    page.save_revision().publish()
    ledger.roll(timezone.localdate())


def roll(series, ledger, number=0):
    """What the worker does each day."""
    roll_horizon()
    ledger.roll(timezone.localdate())
