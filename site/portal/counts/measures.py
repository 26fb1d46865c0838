"""What is counted: each measure in plain words, from which rows, why, and what it does not say.

The dashboard, the data dictionary and the privacy page are made from these declarations, so what
is said of a number and how it is counted stand in one place.
"""

from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from events.models import Occurrence


@dataclass(frozen=True, eq=False)
class Topic:
    """What several measures are about: from which rows, why, and how long those are kept."""

    name: str
    rows: str
    why: str
    kept: str


@dataclass(frozen=True, eq=False)
class Measure:
    """One number, of a week of an organisation; `key` is its name in files.

    `of_people`: small numbers stay unsaid. `of_programme`: it belongs to no organisation.
    `part_of` is the key of the measure of which it is a part, `short` its name below that.
    """

    key: str
    topic: Topic
    name: str
    counts: str
    unit: str
    silent: str
    of_people: bool = False
    of_programme: bool = False
    part_of: str = ""
    short: str = ""


SESSIONS = Topic(
    _("Sessions"),
    _("The dates of sessions that anybody can come to."),
    _("To see what residents were offered, and whether they could rely on it."),
    _("Kept as long as the page of the session."),
)
HEADS = Topic(
    _("Heads"),
    _("The number that a host saves for a date."),
    _("To see whether people come, without asking anybody who they are."),
    _("Kept as long as the page of the session."),
)
COURSES = Topic(
    _("Courses"),
    _("The dates of courses, and the bookings on them."),
    _("To see which courses are wanted, and where there are too few places."),
    _("Kept as long as the page of the course."),
)
MATERIALS = Topic(
    _("Materials"),
    _("A number for each handout and day."),
    _("To see which handouts are of use, and to make more of those."),
    _("Kept as long as the programme runs."),
)

PLANNED = Measure(
    "planned",
    SESSIONS,
    _("Planned"),
    _("Sessions in the plan for the week, with extra ones and those that were called off."),
    _("sessions"),
    _("It does not say where a moved session was planned at first: it counts where it went."),
)
RUN = Measure(
    "run",
    SESSIONS,
    _("Took place"),
    _("Planned sessions that are over, or were counted while on, and were not called off."),
    _("sessions"),
    _("It does not say that anybody was there: a session that nobody called off counts."),
)
OFF = Measure(
    "off",
    SESSIONS,
    _("Called off"),
    _("Planned sessions that did not take place, for whatever reason."),
    _("sessions"),
    _("It does not say how late people heard: breaks that were known for long are among them."),
)
TO_COME = Measure(
    "to_come",
    SESSIONS,
    _("Still to come"),
    _("Planned sessions of the week that are not over yet."),
    _("sessions"),
    _("It does not say that they will take place."),
)
COUNTED = Measure(
    "counted",
    HEADS,
    _("Sessions counted"),
    _("Sessions that took place and for which a host saved a number, 0 included."),
    _("sessions"),
    _("It does not say that the other sessions were empty: nobody counted there."),
)
PEOPLE_CAME = Measure(
    "heads",
    HEADS,
    _("Heads counted"),
    _("Heads in the room, as a host counted them, at sessions that took place."),
    _("people"),
    _("It does not say who came, or how many different people: who comes twice counts twice."),
    of_people=True,
)
COURSE_DATES = Measure(
    "courses",
    COURSES,
    _("Course dates"),
    _("Courses whose first day is in the week. Drafts and cancelled dates are left out."),
    _("course dates"),
    _("It does not say how many days a course has: it counts once, in the week of its first."),
)
BOOKED = Measure(
    "booked",
    COURSES,
    _("Places booked"),
    _("Places booked, or offered to somebody, on courses whose first day is in the week."),
    _("places"),
    _("It does not say whether people came."),
    of_people=True,
)
WAITING = Measure(
    "waiting",
    COURSES,
    _("Places waited for"),
    _("Places that people still wait for, on courses whose first day is in the week."),
    _("places"),
    _("It does not say for how long, or who got a place in the end."),
    of_people=True,
)
GIVEN_UP = Measure(
    "given_up",
    COURSES,
    _("Places given up"),
    _("Places that were booked and cancelled, by whoever booked or because the course was off."),
    _("places"),
    _("It does not say why. Who cancels and books again counts here and among the booked."),
    of_people=True,
)
FETCHED = Measure(
    "fetched",
    MATERIALS,
    _("Materials fetched"),
    _(
        "How often a handout of a module was opened or saved. Programmes that say what they are, "
        "and browsers that ask whether it has changed, are left out."
    ),
    _("times"),
    _("It does not say who, from where, how many people, or how many copies were printed."),
    of_programme=True,
)
REASONS = tuple(
    Measure(
        f"off_{reason}",
        SESSIONS,
        format_lazy("{}: {}", OFF.name, reason.label),
        _("Those of the sessions called off for which this is the reason."),
        _("sessions"),
        _("It does not say what the host wrote beside it."),
        part_of=OFF.key,
        short=reason.label,
    )
    for reason in Occurrence.Reason
    if reason
)
TOPICS = (SESSIONS, HEADS, COURSES, MATERIALS)
MEASURES = (
    PLANNED, RUN, OFF, *REASONS, TO_COME, COUNTED, PEOPLE_CAME,
    COURSE_DATES, BOOKED, WAITING, GIVEN_UP, FETCHED,
)  # fmt: skip


def measures_of(*, whole_programme: bool) -> tuple[Measure, ...]:
    """Those that can be told of the whole programme, or of some organisations alone."""
    return tuple(each for each in MEASURES if whole_programme or not each.of_programme)
