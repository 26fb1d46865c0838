"""What is said about a series and about one of its dates where there is no page: plain text.

In the active language where the words are ours; what editors wrote stays as they wrote it.
"""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from home.choices import YesNo
from home.models import Venue, Wording
from home.templatetags.words import day

from .occurrences import Occurrence
from .people import Role, roles_of
from .series import SeriesPage


def off_words(row: Occurrence) -> str:
    """Why a date is off: the reason, the day it is back, the lines of whoever closed it."""
    words = [f"{Occurrence.Reason(row.reason).label}."]
    if row.reason == Occurrence.Reason.PAUSE:
        back = _("Back on %(day)s.") % {"day": day(row.back_on)} if row.back_on else None
        words.append(back or _("Until further notice."))
    return " ".join(part for part in [*words, row.closing_note, row.note] if part)


def news_of(row: Occurrence) -> list[str]:
    """What is other than usual on a date that takes place: when, where, who, and a line."""
    words = []
    if row.moved:
        words.append(moved_words(row))
    elif row.is_extra:
        words.append(_("Extra date"))
    usual = roles_of(row.series)
    words += [
        _("This time: no %(label)s") % {"label": Role(role).label}
        for role in usual
        if role not in row.staff
    ]
    words += [
        _("This time also: %(label)s") % {"label": Role(role).label}
        for role in row.staff
        if role not in usual
    ]
    return [*words, row.note] if row.note else words


def moved_words(row: Occurrence) -> str:
    """That a date was moved: from which day, to another place."""
    words = [_("Moved")]
    if row.original_date != row.local_start.date():
        words.append(_("from %(day)s") % {"day": day(row.original_date)})
    if row.venue_id:
        words.append(_("to another place"))
    return " ".join(words)


class SeriesWords:
    """What holds on every date, with our own words looked up once for a list of thousands."""

    def __init__(self):
        self.who = _("Who you will meet")
        self.bring = _("What to bring")
        self.ring = _("Is it on? Ring")
        self.way_in = _("Getting in")
        self.answers = {YesNo.YES: _("Yes"), YesNo.NO: _("No"), YesNo.NOT_KNOWN: _("Not known")}
        self.roles = {role.value: str(role.label) for role in Role}
        fields = map(Venue._meta.get_field, Venue.ACCESS_FACTS)
        self.facts = [(field.name, capfirst(str(field.verbose_name))) for field in fields]
        self.venues: dict[int, str] = {}
        self.kinds: dict[int, str] = {}
        self.wording = Wording.load()

    def about(self, page: SeriesPage, series: SeriesPage) -> list[str]:
        """The page's own words, and the number to ring."""
        words = [page.summary]
        if page.what_to_bring:
            words.append(f"{self.bring}: {page.what_to_bring}")
        if series.phone:
            words.append(f"{self.ring} {series.phone}")
        return words

    def who_is_there(self, roles: list[str]) -> str:
        """The people whom one meets, by their roles; nothing if nobody is known."""
        labels = ", ".join(self.roles[role] for role in roles if role in self.roles)
        return f"{self.who}: {labels}" if labels else ""

    def getting_in(self, venue: Venue) -> str:
        """A venue's access facts, the unknown ones too, and its note."""
        if venue.pk not in self.venues:
            facts = [f"{label}: {self.answers[getattr(venue, name)]}" for name, label in self.facts]
            note = [venue.access_note] if venue.access_note else []
            self.venues[venue.pk] = "\n".join([f"{self.way_in}:", *facts, *note])
        return self.venues[venue.pk]

    def kind(self, series: SeriesPage) -> str:
        """The public name of the element that it belongs to."""
        key = series.content_type_id
        if key not in self.kinds:
            kind = series.cached_content_type.model_class() or SeriesPage
            self.kinds[key] = self.wording.name_of(kind)
        return self.kinds[key]
