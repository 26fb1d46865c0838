"""Builds the demo neighbourhood; what is there already stays as it is."""

from datetime import time
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files import File
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page

from events.models import DropInPage
from events.recurrence import Recurrence
from events.schedules import BankHolidays
from home.models import Organisation, Venue, Wording
from home.partnering import TEAM, make_collection, make_partner_group
from home.postcode_source import load_council
from home.postcodes import Point, Postcode
from portal.founding import found_site, make_child
from resources.models import Material, ModulePage

from .build_courses import build_courses
from .build_dates import build_learning_sessions, change_dates, first_day, people_of
from .build_handovers import build_handovers
from .build_imports import build_imports
from .build_introductions import build_introductions
from .build_past import build_past
from .drop_ins import DROP_INS
from .ideas import build_ideas
from .modules import HELP_NOW_HTML, MODULES
from .neighbourhoods import build_neighbourhoods
from .organisations import ORGANISATIONS, PARTNERS
from .pages import BODIES
from .updates import build_updates
from .venues import VENUES

HERE = Path(__file__).parent
COUNCIL = "E06000016"
NAME = "Eastgate Neighbours"
NEIGHBOURS = "Neighbours of different ages talk over tea at a round table in a sunny hall"


def build(password: str) -> None:
    """Makes the whole demo in the database, idempotently. Whatever exists is left alone."""
    if not Postcode.objects.filter(code__startswith="LE5").exists():
        load_council(COUNCIL)
    is_new = not Organisation.objects.filter(slug=ORGANISATIONS[0]["slug"]).exists()
    home = found_site(NAME if is_new else "")
    if is_new:
        set_words(home)
    partners = home.get_children().get(slug="partners")
    for row in ORGANISATIONS:
        make_organisation(partners, row)
    build_neighbourhoods(home.get_children().get(slug="neighbourhoods"))
    build_updates(home.get_children().get(slug="updates"))
    build_ideas()
    for row in VENUES:
        make_venue(*row)
    for row in DROP_INS:
        make_drop_in(row)
    learn = home.get_children().get(slug="learn")
    for row in MODULES:
        make_module(learn, row)
    build_learning_sessions()
    make_people(password)
    if is_new:
        build_past()
        change_dates()
        build_handovers()
    build_courses(picture)
    build_imports()
    if is_new:
        build_introductions()


def set_words(home: Page) -> None:
    """The demo's names, notice and plain pages."""
    wording = Wording.load()
    wording.help_now = HELP_NOW_HTML
    wording.phone = "01632 960100"
    wording.phone_hours = "Monday to Friday, 9.30am to 12.30pm"
    wording.demo_notice = "This is a demo. The people, places and numbers are invented."
    wording.save()
    home = home.specific
    home.picture = picture("neighbours.jpg", NEIGHBOURS, "Programme")
    home.save_revision().publish()
    for slug, body in BODIES.items():
        page = home.get_descendants().get(slug=slug).specific
        page.body = body
        page.save_revision().publish()


def make_organisation(parent: Page, row: dict) -> Organisation:
    """One organisation, with its own collection of pictures."""
    name, alt = row["picture"]
    if there := Organisation.objects.child_of(parent).filter(slug=row["slug"]).first():
        return there
    fields = {key: value for key, value in row.items() if key != "picture"}
    page = Organisation(picture=picture(name, alt, row["title"]), **fields)
    return make_child(parent, page)


def make_venue(keeper, name, street, town, postcode, place, facts, door, file, note) -> Venue:
    """One venue, kept by the organisation of a slug."""
    organisation = Organisation.objects.get(slug=keeper, alias_of=None)
    if there := Venue.objects.filter(name=name, keeper=organisation).first():
        return there
    venue = Venue(
        name=name,
        keeper=organisation,
        street=street,
        town=town,
        postcode=postcode,
        map_reference=f"{place[0]} {place[1]}",
        finding_the_door=door,
        access_note=note,
        picture=picture(file, f"The entrance of {name}", organisation.title),
        **facts,
    )
    venue.put_at(Point(*place))
    venue.full_clean()
    venue.save()
    return venue


def make_drop_in(row: dict) -> DropInPage:
    """One drop-in with a rule that began some weeks ago, or begins next month."""
    organisation = Organisation.objects.get(slug=row["at"], alias_of=None)
    if there := DropInPage.objects.child_of(organisation).filter(slug=row["slug"]).first():
        return there
    today = timezone.localdate()
    kind, number, days = row["rule"]
    rhythm = {"every": number} if kind == "weekly" else {"nth": number}
    start, end = (time.fromisoformat(text) for text in row["hours"])
    page = DropInPage(
        slug=row["slug"],
        title=row["title"],
        summary=row["summary"],
        venue=Venue.objects.filter(keeper=organisation).first(),
        recurrence=Recurrence(first_on=first_day(row, today), days=tuple(days), **rhythm),
        start_time=start,
        end_time=end,
        bank_holidays=row.get("bank_holidays", BankHolidays.CLOSED),
        languages=row["languages"],
        what_to_bring=row["bring"],
        phone=organisation.phone,
    )
    page.people = people_of(row)
    make_child(organisation, page)
    return page


def make_module(parent: Page, row: dict) -> ModulePage:
    """One module with its materials, said to be unchecked."""
    if there := ModulePage.objects.child_of(parent).filter(slug=row["slug"]).first():
        return there
    page = ModulePage(
        slug=row["slug"],
        title=row["title"],
        summary=row["summary"],
        minutes=row["minutes"],
        picture=picture(row["picture"], row["picture_alt"], "Programme"),
        body=row["body"],
        sources=row["sources"],
        shown_unchecked=True,
    )
    page.materials = [
        Material(
            title=material["title"],
            description=material["description"],
            document=document(material["file"], material["title"]),
        )
        for material in row["materials"]
    ]
    return make_child(parent, page)


def make_people(password: str) -> None:
    """The demo's logins."""
    users = get_user_model().objects
    make_user(users, "admin", "Admin", password, is_superuser=True, is_staff=True)
    team = make_user(users, "team", "Grace", password)
    team.groups.add(Group.objects.get(name=TEAM))
    for name, first_name, slug, trusted in PARTNERS:
        organisation = Organisation.objects.get(slug=slug, alias_of=None)
        user = make_user(users, name, first_name, password)
        user.groups.add(make_partner_group(organisation, trusted=trusted))


def make_user(users, name: str, first_name: str, password: str, **flags):
    """A login of this name; an existing one keeps its password."""
    user = users.filter(username=name).first()
    return user or users.create_user(
        name, f"{name}@eastgate.example", password, first_name=first_name, **flags
    )


def picture(file: str, alt: str, collection: str) -> Image:
    """A drawing of the demo in a collection, uploaded once for each."""
    folder = make_collection(collection)
    there = Image.objects.filter(title=alt, collection=folder).first()
    if there:
        return there
    with (HERE / "pictures" / file).open("rb") as source:
        return Image.objects.create(
            title=alt, description=alt, collection=folder, file=File(source, name=file)
        )


def document(file: str, title: str) -> Document:
    """A handout of the demo, uploaded once."""
    there = Document.objects.filter(title=title).first()
    if there:
        return there
    with (HERE / "handouts" / file).open("rb") as source:
        return Document.objects.create(
            title=title, collection=make_collection("Programme"), file=File(source, name=file)
        )
