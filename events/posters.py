"""Paper for doors and walls: a poster of a series, and a notice that a date is off."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.views import serve

from home.models import Wording
from home.old_addresses import address_now

from .addresses import series_at
from .occurrences import Occurrence
from .poster_room import is_full
from .series import SeriesPage

SIZES = ("a4", "a5")
KINDS = ("poster", "notice")
DATES_READ = 60
DATES_OFFERED = 12
LOOKED_AT = 8  # the dates whose changes a poster tells
MOST_TOLD = 4
MOST_PEOPLE = 5


@dataclass(frozen=True)
class Paper:
    """What the address asks for; whatever it cannot be is left at what most people want."""

    size: str = SIZES[0]
    kind: str = KINDS[0]
    on: date | None = None
    remark: str = ""

    @classmethod
    def asked(cls, keys: QueryDict) -> "Paper":
        """Reads `size` (a4, a5), `kind` (poster, notice) or `notice=1`, and `date` (ISO 8601)."""
        size, kind = keys.get("size", "").lower(), keys.get("kind", "").lower()
        if keys.get("notice") == "1":
            kind = "notice"
        typed = keys.get("date", "").strip()
        on = read_day(typed)
        return cls(
            size=size if size in SIZES else SIZES[0],
            kind=kind if kind in KINDS else KINDS[0],
            on=on,
            remark=_("We could not read the date.") if typed and not on else "",
        )

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """Each kind and its name."""
        return [("poster", _("Poster")), ("notice", _("Door notice"))]

    @property
    def sizes(self) -> tuple[str, ...]:
        """The sizes of paper, larger first."""
        return SIZES

    def link(self, **changes) -> str:
        """The query string of this paper with some of it changed."""
        paper = replace(self, **changes)
        keys = QueryDict(mutable=True)
        if paper.size != SIZES[0]:
            keys["size"] = paper.size
        if paper.kind != KINDS[0]:
            keys["kind"] = paper.kind
            if paper.on:
                keys["date"] = paper.on.isoformat()
        return "?" + keys.urlencode()


def read_day(typed: str) -> date | None:
    """A date in the form of ISO 8601, or None."""
    try:
        return parse_date(typed)
    except ValueError:
        return None


@require_safe
@cache_control(no_cache=True)
def poster(request: HttpRequest, path: str) -> HttpResponse:
    """The paper of the public series at a path; any other path is Wagtail's to answer."""
    page = series_at(request, path)
    if page is None and (address := address_now(request, "poster/")):
        return redirect(address)
    if page is None:
        return serve(request, f"{path}/poster/")
    paper, source = Paper.asked(request.GET), page.source
    rows = list(source.occurrences.upcoming().select_related("venue")[:DATES_READ])
    for row in rows:
        row.series = source
    wording = Wording.load(request_or_site=request)
    kind = wording.name_of(source.specific_class)
    context = {"page": page, "source": source, "paper": paper, "kind": kind}
    if paper.kind == "notice":
        return render(request, "events/notice.html", context | notice_facts(source, rows, paper))
    facts = poster_facts(page, source, rows, [wording.programme_name, kind])
    return render(request, "events/poster.html", context | facts)


def poster_facts(
    page: SeriesPage, source: SeriesPage, rows: list[Occurrence], names: list[str]
) -> dict:
    """What a poster says of the dates to come, given soonest first, each kind as days."""
    near = rows[:LOOKED_AT]
    usual = [row for row in rows if row.shown_status == "scheduled"]
    off = [row for row in near if row.is_cancelled]
    pauses = [row for row in off if row.reason == Occurrence.Reason.PAUSE]
    said = {
        "dates": [] if says_it_all(source.recurrence) else days_of(usual),
        "pause": pauses[0] if pauses else None,
        "off": days_of(row for row in off if row not in pauses),
        "moved": days_of(row for row in near if row.shown_status == "moved"),
    }
    lines = sum(bool(part) for part in said.values())
    people = list(source.people.all()[:MOST_PEOPLE])
    return said | {
        "has_dates": bool(rows),
        "people": people,
        "is_full": is_full(page, source, people, lines, names),
    }


def days_of(rows: Iterable[Occurrence]) -> list[date]:
    """The days of the first of these dates."""
    return [day_of(row) for row in islice(rows, MOST_TOLD)]


def says_it_all(rule) -> bool:
    """Whether a rule's words alone let anybody know the dates: only “every Tuesday” does."""
    return getattr(rule, "every", None) == 1 and rule.nth is None


def notice_facts(source: SeriesPage, rows: list[Occurrence], paper: Paper) -> dict:
    """The date a notice is for, when the next one runs, and the dates to choose from."""
    by_day = {day_of(row): row for row in reversed(rows)}
    chosen, remark = by_day.get(paper.on), paper.remark
    if paper.on and not chosen:
        remark = _("There is no session on that day.")
    if not chosen:
        off = [row for row in rows if row.is_cancelled]
        chosen = next(iter(off or rows), None)
    later = source.occurrences.upcoming().running().select_related("venue")
    offered = rows[:DATES_OFFERED]
    if chosen and chosen not in offered:
        offered.append(chosen)
    return {
        "remark": remark,
        "occurrence": chosen,
        "on": chosen and day_of(chosen),
        "following": chosen and later.filter(starts_at__gt=chosen.starts_at).first(),
        "offered": [(day_of(row), row) for row in offered],
    }


def day_of(row: Occurrence) -> date:
    """The day on which people may stand at the door in vain: of a moved date, the one it had."""
    return row.original_date if row.moved else row.local_start.date()
