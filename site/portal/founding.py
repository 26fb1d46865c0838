"""The pages that every site needs, at the addresses that the contract fixes."""

from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Locale, Page, Site, Task, Workflow

from home.models import HomePage, NeighbourhoodsPage, PartnersPage, PlainPage, UpdatesPage, Wording
from home.partnering import make_team_group
from resources.models import LearnPage
from training.models import TrainingPage

REVIEWERS = "the programme team"  # Wagtail's button: “Submit to …”
PLAIN = [
    (
        "ideas",
        "Ideas and questions",
        "Do you know a better name for what we do? Do you want to ask us something? "
        "Write it here. We do not ask who you are.",
    ),
    ("about", "About us", "Who is behind this, and how it works."),
    ("accessibility", "Accessibility", "What works, what does not yet, and how to tell us."),
    ("privacy", "Privacy", "What we collect, what we do not, and why."),
]


def found_site(name: str = "") -> HomePage:
    """Makes the site, its home page, the fixed pages and the team's group; nothing twice."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    home = HomePage.objects.filter(locale=Locale.get_default()).first() or make_home()
    wording = Wording.load()
    if name:
        wording.programme_name = name
        wording.save()
        Site.objects.filter(is_default_site=True).update(site_name=name)
    make_child(home, PlainPage(slug="drop-ins", title=wording.drop_in_title))
    for slug, title, intro in PLAIN:
        make_child(home, PlainPage(slug=slug, title=title, intro=intro))
    about = home.get_children().get(slug="about")
    make_child(about, PlainPage(slug="data", title="Where our data comes from"))
    make_child(
        home,
        PartnersPage(slug="partners", title="Partners", intro="Who runs what is on near you."),
    )
    make_child(
        home,
        NeighbourhoodsPage(
            slug="neighbourhoods",
            title="Neighbourhoods",
            intro="Who is here, what is on this week, and whom you can ring.",
        ),
    )
    make_child(
        home,
        UpdatesPage(
            slug="updates",
            title="Updates",
            intro="What we learnt, and what we changed because of it. It is work in progress.",
        ),
    )
    make_child(home, LearnPage(slug="learn", title=wording.learning_title))
    make_child(home, TrainingPage(slug="training", title=wording.training_title))
    team = make_team_group(home)
    make_reviews(team)
    return home


def make_reviews(team: Group) -> None:
    """Has the team look at what those send who do not publish; named as the button says it."""
    Workflow.objects.filter(name="Moderators approval").update(name=REVIEWERS)
    Task.objects.filter(name="Moderators approval").update(name=REVIEWERS)
    for task in GroupApprovalTask.objects.all():
        task.groups.set([team])


def make_home() -> HomePage:
    """The home page, in the place of the one that Wagtail's migrations make."""
    root = Page.get_first_root_node()
    stock = root.get_children().filter(slug="home").first()
    if stock:
        stock.delete()
        root = Page.get_first_root_node()
    home = root.add_child(
        instance=HomePage(
            title="Pain that will not settle? Talk to someone near you",
            slug="home",
            intro="Free help with a bad back, knee, shoulder or neck, in places that you know.",
        )
    )
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


def make_child(parent: Page, page: Page) -> Page:
    """Publishes a page below another unless its slug is there already; gives back what is there."""
    there = parent.get_children().filter(slug=page.slug).first()
    if there:
        return there.specific
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
