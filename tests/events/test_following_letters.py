"""What followers hear, of whatever can happen to a date; read back from the bytes that travel."""

from datetime import time

import pytest

from events import changes
from home.templatetags.words import day
from tests.events.steps import (
    WEEK,
    add_extra,
    cancel,
    close,
    close_everything,
    correct_a_word,
    date_of,
    day_of,
    end_the_pause,
    for_two_more_weeks,
    in_another_hall,
    move,
    move_elsewhere,
    note,
    nothing,
    on_thursdays,
    on_thursdays_too,
    pause,
    publish,
    put_back,
    say_who_is_there,
    start_later,
    unpublish,
)
from tests.factories import make_drop_in
from tests.factories.followers import body_of, deliver, make_follower

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]

CASES = {
    "cancelled": ([cancel], ["Not running"], "Not running on {day}.\nThe venue is closed.\n"),
    "cancelled twice": ([lambda s: (cancel(s), cancel(s, 2))], ["Not running"], "{day} and "),
    "moved in time": ([move], ["Moved"], "It is now: {day}, 2pm to 4pm\n"),
    "moved in space": ([move_elsewhere], ["Moved"], "It is now: {day}, 10am to 12pm\nThe Library,"),
    "moved and moved back at once": ([lambda s: (move(s), move(s, hour=10))], [], ""),
    "moved, and back after": (
        [move, lambda s: move(s, hour=10)],
        ["Moved", "Moved"],
        "It was: {day}, 2pm to 4pm\nIt is now: {day}, 10am to 12pm\n",
    ),
    "noted": ([note], ["Please note"], "A note for {day}:\nBring a mug.\n"),
    "noted, and the note taken back": (
        [note, lambda s: note(s, "")],
        ["Please note", "On as planned"],
        "On as planned: {day}.",
    ),
    "put back at once": ([lambda s: (cancel(s), put_back(s))], [], ""),
    "put back after": ([cancel, put_back], ["Not running", "On after all"], "On after all: {day}."),
    "off for another reason": (
        [cancel, lambda s: changes.cancel(date_of(s), reason="weather")],
        ["Not running", "Not running"],
        "Bad weather.",
    ),
    "off, and moved after": ([cancel, move], ["Not running", "Moved"], "It is now: {day}, 2pm"),
    "moved, then off": ([move, cancel], ["Moved", "Not running"], "Not running on {day}."),
    "off twice over": ([cancel, close], ["Not running", "Not running"], "The venue is closed."),
    "paused": ([pause], ["Not running"], "Having a break until {later}: not running on {day}, "),
    "paused for good": ([lambda s: pause(s, weeks=0)], ["Not running"], "until further notice:"),
    "paused and not, at once": ([lambda s: (pause(s), end_the_pause(s))], [], ""),
    "paused and not, after": (
        [pause, end_the_pause],
        ["Not running", "On after all"],
        "On after all: {day}, ",
    ),
    "the venue closed": ([close], ["Not running"], "The venue is closed."),
    "everything closed": ([close_everything], ["Not running"], "Everything is closed."),
    "unpublished": ([unpublish], ["Not listed any more"], "It is not listed any more."),
    "unpublished twice": ([unpublish, unpublish], ["Not listed any more"], ""),
    "unpublished, changed": ([unpublish, cancel], ["Not listed any more"], ""),
    "unpublished and not, at once": ([lambda s: (unpublish(s), publish(s))], [], ""),
    "listed again": (
        [unpublish, publish],
        ["Not listed any more", "Listed again"],
        "It is listed again. These are its dates:\nEvery Tuesday, 10am to 12pm\n",
    ),
    "off while hidden": (
        [unpublish, cancel, publish],
        ["Not listed any more", "Listed again"],
        "Not running on {day}.",
    ),
    "at another time": (
        [start_later],
        ["The dates have changed"],
        "This is how it is now:\nEvery Tuesday, 11am to 1pm\n",
    ),
    "on another day": ([on_thursdays], ["The dates have changed"], "Every Thursday, 10am to 12pm"),
    "in another hall": ([in_another_hall], ["The dates have changed"], "The Other Hall,"),
    "ends earlier": ([for_two_more_weeks], ["The dates have changed"], "10am to 12pm, until {day}"),
    "ends earlier, known": ([for_two_more_weeks, correct_a_word], ["The dates have changed"], ""),
    "changed and back at once": (
        [lambda s: (start_later(s), publish(s, start_time=time(10), end_time=time(12)))],
        [],
        "",
    ),
    "off, then another time": (
        [cancel, start_later],
        ["Not running", "The dates have changed"],
        "Every Tuesday, 11am to 1pm",
    ),
    "noted, then another time": (
        [note, start_later],
        ["Please note", "The dates have changed"],
        "Every Tuesday, 11am to 1pm",
    ),
    "more dates": ([on_thursdays_too], [], ""),
    "a word corrected": ([correct_a_word], [], ""),
    "who is there": ([say_who_is_there], [], ""),
    "an extra date": ([add_extra], [], ""),
    "an extra date off": ([add_extra, cancel], ["Not running"], "Not running on {day}."),
    "an extra date moved": (
        [add_extra, move],
        ["Moved"],
        "It was: {day}, 6pm to 8pm\nIt is now: {day}, 2pm to 4pm\n",
    ),
    "nothing": ([nothing], [], ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_followers_hear(series, follower, name):
    """Each step is sent before the next; what the last letter says is read."""
    steps, subjects, words = CASES[name]
    messages = []
    for step in steps:
        step(series)
        series.refresh_from_db()
        messages += deliver()
    assert [message["Subject"].split(":")[0] for message in messages] == subjects
    assert {message["To"] for message in messages} <= {follower.email}
    if words:
        days = {"day": day_of(series), "later": day(date_of(series).starts_at + 3 * WEEK)}
        assert words.format(**days) in body_of(messages[-1])


def test_the_subject_says_the_fact_first(series, follower):
    cancel(series)
    [message] = deliver()
    assert message["Subject"] == f"Not running: Tuesday drop-in, {day_of(series)}"
    pause(series)
    [message] = deliver()
    assert (
        message["Subject"] == f"Not running: Tuesday drop-in, {day_of(series, 2)} and 1 more date"
    )


def test_a_letter_has_the_next_date_the_number_the_page_and_the_way_out(series, follower):
    cancel(series, 0)
    [message] = deliver()
    text = body_of(message)
    assert f"The next date: {day_of(series, 1)}, 10am to 12pm\n{series.venue.name}, " in text
    assert "Ring 01632 960001\nhttps://portal.example.org/partners/" in text
    assert f"\nhttps://portal.example.org{follower.make_link()}\n" in text
    assert "\n\n\n" not in text


def test_several_changes_are_one_letter_with_what_is_off_first(series, follower):
    changes.set_note(date_of(series, 0), "Bring a mug.")
    move(series, 1)
    cancel(series, 2, note="The boiler is broken.")
    [message] = deliver()
    assert message["Subject"] == f"Not running: Tuesday drop-in, {day_of(series, 2)}"
    text = body_of(message)
    places = [text.index(words) for words in ("The boiler is broken.", "Moved.", "Bring a mug.")]
    assert places == sorted(places)


def test_a_long_break_is_one_sentence(series, follower):
    pause(series, 0, weeks=0)
    [message] = deliver()
    assert body_of(message).count("Having a break") == 1
    assert body_of(message).count("Tuesday") == 1 + 4  # the name, and the first days
    assert "more dates." in body_of(message)
    assert "No next date is known yet." in body_of(message)


# Words that are meant to do harm


@pytest.mark.parametrize(
    "words",
    [
        "Ann\r\nBcc: b@example.org",
        "{{7*7}}",
        "<b>Ann</b> & Co",
        "\u202eoC",
        "👩🏽‍🏫" * 20,
        "|off|/",
    ],
)
def test_a_name_and_a_note_are_words_and_nothing_else(words):
    series = make_drop_in(title=words, bank_holidays="open")
    make_follower(series)
    cancel(series, note=words)
    [message] = deliver()
    assert message.get_all("Bcc", []) == []
    assert message["Subject"].startswith("Not running: ")
    assert words.replace("\r\n", "\n") in body_of(message)
