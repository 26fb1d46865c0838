"""The demo's learning sessions, and everything that can happen to a date."""

from datetime import date, time, timedelta

from django.utils import timezone

from events import changes
from events.closures import Closure
from events.date_sets import DateSet
from events.models import Check, Host, LearningSessionPage, Occurrence, SeriesPage, SeriesPerson
from events.pauses import Pause
from events.pausing import save_closure, save_pause
from events.recurrence import Recurrence
from home.models import Organisation, Venue
from portal.founding import make_child
from resources.models import ModulePage

from .learning_sessions import LEARNING_SESSIONS

WEEKS_RUNNING = 6
# series, first name and address of whoever gets the link the evening before
HOSTS = [
    ("thursday-drop-in", "Fatima", "fatima@library.eastgate.example"),
    ("after-work-drop-in", "Fatima", "fatima@library.eastgate.example"),
    ("tea-and-shoulders", "Marek", "marek@kitchen.eastgate.example"),
    ("monday-morning", "Yusuf", "yusuf@noor.eastgate.example"),
]


def people_of(row: dict) -> list[SeriesPerson]:
    """Who is there by the demo's data; every first name was agreed to today."""
    today = timezone.localdate()
    return [
        SeriesPerson(role=role, first_name=name, name_agreed_on=today if name else None)
        for role, name in row["people"]
    ]


def first_day(row: dict, today: date) -> date:
    """When a demo rule begins: some weeks ago on a Monday, or in the first days of next month."""
    if row.get("starts") == "next month":
        return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return today - timedelta(days=today.weekday(), weeks=WEEKS_RUNNING)


def build_learning_sessions() -> None:
    """Makes the learning sessions that are not there yet."""
    for row in LEARNING_SESSIONS:
        organisation = Organisation.objects.get(slug=row["at"], alias_of=None)
        pages = LearningSessionPage.objects.child_of(organisation)
        if not pages.filter(slug=row["slug"]).exists():
            make_child(organisation, learning_session(row, organisation))


def learning_session(row: dict, organisation: Organisation) -> LearningSessionPage:
    """An unsaved learning session."""
    today = timezone.localdate()
    start, end = (time.fromisoformat(text) for text in row["hours"])
    if "weeks" in row:
        monday = today - timedelta(days=today.weekday())
        rule = DateSet(tuple(monday + timedelta(weeks=n, days=row["day"]) for n in row["weeks"]))
    else:
        _kind, number, days = row["rule"]
        rule = Recurrence(first_on=first_day(row, today), days=tuple(days), every=number)
    page = LearningSessionPage(
        slug=row["slug"],
        title=row["title"],
        summary=row["summary"],
        module=ModulePage.objects.get(slug=row["module"], alias_of=None).page_ptr,
        venue=Venue.objects.filter(keeper=organisation).first(),
        recurrence=rule,
        start_time=start,
        end_time=end,
        languages=row["languages"],
        what_to_bring=row["bring"],
        phone=organisation.phone,
        in_finder=row["in_finder"],
    )
    page.people = people_of(row)
    return page


def coming(slug: str) -> list[Occurrence]:
    """The dates to come of a demo series."""
    return list(Occurrence.objects.filter(series__slug=slug, series__alias_of=None).to_come())


def change_dates() -> None:
    """Called off, moved, extra, noted, without the physio, a break, closed days; hosts; silence."""
    reason = Occurrence.Reason
    first = coming("thursday-drop-in")[0]
    changes.cancel(first, reason=reason.VENUE, note="The boiler is being mended.", name="Fatima")
    changes.set_staff(coming("tea-and-shoulders")[0], ["host"], name="Marek")
    changes.set_note(coming("carers-saturday")[0], "Soup afterwards, for whoever stays.")
    moved = coming("garden-room-drop-in")[1]
    changes.move(
        moved,
        on=moved.local_start.date(),
        start_time=time(14, 30),
        end_time=time(17),
        venue=Venue.objects.get(name="Noor House"),
        note="The garden room is being painted.",
    )
    series = SeriesPage.objects.get(slug="friday-table", alias_of=None)
    extra_on = coming("friday-table")[1].original_date + timedelta(days=1)
    changes.add_extra(
        series,
        on=extra_on,
        start_time=time(10),
        end_time=time(13),
        note="One more before the break.",
    )
    pause = Pause(
        series=SeriesPage.objects.get(slug="womens-wednesday", alias_of=None),
        first_on=coming("womens-wednesday")[1].original_date,
        back_on=coming("womens-wednesday")[4].original_date,
        note="Amina is away.",
    )
    save_pause(pause)
    saturday = coming("carers-saturday")[2].original_date
    hall = Venue.objects.get(name="St Osyth's Hall")
    save_closure(
        Closure(venue=hall, first_on=saturday, last_on=saturday, note="The hall is let that day.")
    )
    for slug, name, email in HOSTS:
        series = SeriesPage.objects.get(slug=slug, alias_of=None)
        Host.objects.create(series=series, first_name=name, email=email)
    long_ago = timezone.now() - timedelta(weeks=10)
    Check.objects.filter(series__slug="last-friday").update(
        checked_at=long_ago, checked_by="Winston"
    )
