"""Brings sources in as a partner would, and looks at what became of them."""

from events.importing.drafting import keep_reading, make_drafts
from events.importing.imports import Import, Imported
from events.importing.reading import read
from events.importing.report import Line
from events.models import DropInPage
from home.models import Organisation, Venue

HEADING = "name;what;venue;street;town;postcode;day;starts;ends\n"
TEA = "Tea and moving;Tea for backs;Moat Hall;12 Long Street;Testham;LE5 1AB;Tuesday;10am;12.30pm\n"


def keep(organisation: Organisation, data: str | bytes, source: str = "dates.csv") -> Import:
    """Reads a source and keeps it, before anybody says yes."""
    data = data.encode() if isinstance(data, str) else data
    return keep_reading(
        read(data), organisation=organisation, source=source, consent="Ann, by telephone"
    )


def bring(organisation: Organisation, data: str | bytes) -> list[Line]:
    """Reads a source and makes its drafts."""
    return make_drafts(keep(organisation, data))


def states(lines: list[Line]) -> list[str]:
    return [str(line.state) for line in lines]


def drafts_of(organisation: Organisation) -> list[DropInPage]:
    """Its drop-ins as an editor would open them."""
    pages = DropInPage.objects.child_of(organisation).order_by("path")
    return [page.get_latest_revision_as_object() for page in pages]


def facts_of(page: DropInPage) -> tuple:
    """What everybody asks: which days, from when to when, where."""
    rule = page.recurrence
    return rule and rule.rhythm(), page.start_time, page.end_time, page.venue and page.venue.name


def count_all() -> tuple[int, ...]:
    """Everything that an import could have made."""
    models = (DropInPage, Venue, Import, Imported)
    return tuple(model.objects.count() for model in models)
