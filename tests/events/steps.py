"""What can happen to a series and its dates, each as one step."""

from datetime import time, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from events import changes
from events.models import Closure, Occurrence, Pause
from events.pausing import end_pause, save_closure, save_pause
from events.recurrence import Recurrence
from home.templatetags.words import day
from tests.factories import make_venue

WEEK = timedelta(weeks=1)


def date_of(series, number: int = 1) -> Occurrence:
    """One of the dates to come; 0 is the next."""
    return series.occurrences.upcoming()[number]


def day_of(series, number: int = 1) -> str:
    return day(date_of(series, number).starts_at)


def someone():
    return get_user_model().objects.get(username="team")


def cancel(series, number=1, note=""):
    changes.cancel(date_of(series, number), reason="venue", note=note)


def put_back(series, number=1):
    changes.put_back(date_of(series, number))


def move(series, number=1, hour=14, venue=None):
    row = date_of(series, number)
    on = row.original_date or row.local_start.date()
    changes.move(row, on=on, start_time=time(hour), end_time=time(hour + 2), venue=venue)


def move_elsewhere(series):
    move(series, hour=10, venue=make_venue(name="The Library"))


def note(series, words="Bring a mug."):
    changes.set_note(date_of(series), words)


def pause(series, number=1, weeks=3):
    first_on = date_of(series, number).local_start.date()
    back_on = first_on + weeks * WEEK if weeks else None
    save_pause(Pause(series=series, first_on=first_on, back_on=back_on), by=someone())


def end_the_pause(series):
    end_pause(series.pauses.get())


def close(series, venue=True):
    on = date_of(series).local_start.date()
    closure = Closure(venue=series.venue if venue else None, first_on=on, last_on=on + WEEK)
    save_closure(closure, by=someone())


def close_everything(series):
    close(series, venue=False)


def unpublish(series):
    series.unpublish()


def publish(series, **fields):
    for name, value in fields.items():
        setattr(series, name, value)
    series.save_revision().publish()


def start_later(series):
    publish(series, start_time=time(11), end_time=time(13))


def on_thursdays(series):
    publish(series, recurrence=Recurrence(first_on=timezone.localdate(), days=(3,)))


def on_thursdays_too(series):
    publish(series, recurrence=Recurrence(first_on=timezone.localdate(), days=(1, 3)))


def for_two_more_weeks(series):
    last_on = date_of(series, 1).original_date
    first_on = timezone.localdate()
    publish(series, recurrence=Recurrence(first_on=first_on, days=(1,), last_on=last_on))


def in_another_hall(series):
    publish(series, venue=make_venue(name="The Other Hall"))


def correct_a_word(series):
    publish(series, summary="Tea and good advice.")


def say_who_is_there(series):
    changes.set_staff(date_of(series), ["physio"])


def add_extra(series):
    on = date_of(series, 0).local_start.date() + timedelta(days=1)
    changes.add_extra(series, on=on, start_time=time(18), end_time=time(20), note="By candlelight")


def nothing(series):
    pass
