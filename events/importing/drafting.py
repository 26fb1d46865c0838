"""Makes drafts of what was understood: all of them or none, and never twice.

A draft is renewed only while nobody has worked on it. Nothing is published, nothing that a person
wrote is written over, nothing that a person deleted comes back.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from home.lines import fold
from home.models import Organisation
from home.pages import free_slug

from ..drop_ins import DropInPage
from ..series import SeriesPage
from .comparing import says_the_same
from .imports import Import, Imported
from .proposals import Proposal, Reading
from .report import WRITTEN, Line, State, line_of_refusal, say_when
from .venues import Venues

MOST_AT_ONCE = 50  # drafts in one transaction


@dataclass
class Step:
    """A proposal, what it is here, and the row that remembers it."""

    proposal: Proposal
    state: State
    imported: Imported | None = None
    notes: list[str] = field(default_factory=list)
    page: int | None = None

    def line(self) -> Line:
        """The step in the report."""
        proposal = self.proposal
        return Line(
            where=proposal.where,
            title=proposal.title,
            state=self.state,
            when=say_when(proposal),
            place=proposal.place.name if proposal.place else "",
            notes=[*proposal.notes, *self.notes] if self.state in WRITTEN else [],
            page=self.page,
        )


def keep_reading(
    reading: Reading, *, organisation: Organisation, source: str, consent: str, agreed_by=None
) -> Import:
    """Keeps what was understood until somebody says yes to it. Raises ValidationError."""
    leave_others_out(reading, organisation)
    Import.objects.filter(organisation=organisation, source=source, done_at=None).delete()
    return Import.objects.create(
        organisation=organisation,
        source=source,
        consent=consent,
        agreed_by=agreed_by,
        proposals=[proposal.to_json() for proposal in reading.proposals],
        lines=[line_of_refusal(refusal).to_json() for refusal in reading.refusals],
        remarks=reading.remarks,
    )


def leave_others_out(reading: Reading, organisation: Organisation) -> None:
    """Refuses what belongs to other organisations: they have agreed to nothing.

    A source that names one organisation alone is theirs, however the name is written.
    """
    names = reading.organisations
    if len(names) < 2:
        return
    own = fold(organisation.title)
    others = [each for each in reading.proposals if each.organisation]
    others = [each for each in others if fold(each.organisation) != own]
    reading.proposals = [each for each in reading.proposals if each not in others]
    for proposal in others:
        sentence = _("It belongs to “%s”, not to you.") % proposal.organisation
        reading.refuse(proposal.where, proposal.title, sentence)


def plan(organisation: Organisation, proposals: list[Proposal]) -> tuple[list[Step], Venues]:
    """What each proposal would become now. Nothing is written."""
    rows = Imported.objects.filter(organisation=organisation).select_related("page", "venue")
    imported = {row.key: row for row in rows}
    venues = Venues(organisation, imported)
    children = SeriesPage.objects.child_of(organisation).filter(alias_of=None)
    there = {(fold(page.title), page.start_time): page.pk for page in children}
    steps, new = [], 0
    for proposal in proposals:
        row = imported.get(proposal.key)
        step = Step(proposal, State.NEW, row, page=row.page_id if row else None)
        if row:
            step.state = state_of(row, proposal, organisation)
        elif (fold(proposal.title), proposal.start_time) in there:
            step.state = State.THERE
            step.page = there[fold(proposal.title), proposal.start_time]
        elif new >= MOST_AT_ONCE:
            step.state = State.LATER
        else:
            new += 1
        if proposal.place and step.state in WRITTEN:
            found = venues.find(proposal.place)
            step.notes += [found.note] if found.note else []
        steps.append(step)
    return steps, venues


def state_of(row: Imported, proposal: Proposal, organisation: Organisation) -> State:
    """What has become of something that was imported before."""
    if row.page is None:
        return State.DELETED
    before = Proposal.from_json(row.said)
    proposal.fill_up(before)
    if says_the_same(before, proposal):
        return State.SAME
    page = row.page
    is_ours = page.latest_revision_id == row.revision_id and page.is_child_of(organisation)
    return State.RENEWED if is_ours else State.EDITED


def preview(import_: Import) -> list[Line]:
    """What pressing the button would do, line by line, and what was not understood."""
    steps, _venues = plan(import_.organisation, proposals_of(import_))
    return [*(step.line() for step in steps), *(Line(**line) for line in import_.lines)]


def read_only(reading: Reading, organisation: Organisation | None) -> list[Line]:
    """The report of a reading that is not kept; without an organisation everything is new."""
    if organisation is None:
        steps = [Step(proposal, State.NEW) for proposal in reading.proposals]
    else:
        leave_others_out(reading, organisation)
        steps, _venues = plan(organisation, reading.proposals)
    return [*(step.line() for step in steps), *map(line_of_refusal, reading.refusals)]


def proposals_of(import_: Import) -> list[Proposal]:
    """What was understood."""
    return [Proposal.from_json(said) for said in import_.proposals]


@transaction.atomic
def make_drafts(import_: Import, *, user=None) -> list[Line]:
    """Makes and renews drafts, and keeps what became of each entry. Raises ValidationError.

    Two imports of one organisation wait for each other: the second finds what the first made.
    """
    # The page's row is the lock. Its place in the tree is read after it.
    Page.objects.select_for_update().get(pk=import_.organisation_id)
    import_ = Import.objects.select_for_update().get(pk=import_.pk)
    if import_.done_at:
        raise ValidationError(_("The drafts of this import are made already."))
    organisation = Organisation.objects.get(pk=import_.organisation_id)
    steps, venues = plan(organisation, proposals_of(import_))
    for step in steps:
        if step.state == State.NEW:
            make_draft(step, organisation, venues, user)
        elif step.state == State.RENEWED:
            renew_draft(step, venues, user)
    lines = [*(step.line() for step in steps), *(Line(**line) for line in import_.lines)]
    import_.done_at, import_.proposals = timezone.now(), []
    import_.lines = [line.to_json() for line in lines]
    import_.save()
    return lines


def make_draft(step: Step, organisation: Organisation, venues: Venues, user) -> None:
    """A page that only editors see, below its organisation."""
    page = DropInPage(live=False, owner=user)
    fill(page, step.proposal, venues, organisation)
    page.slug = free_slug(organisation, page.title, page.taken_slugs)
    organisation.add_child(instance=page)
    step.page = page.pk
    step.imported = Imported(organisation=organisation, key=step.proposal.key, page=page)
    remember(step, page, user)


def renew_draft(step: Step, venues: Venues, user) -> None:
    """A new version of a page on which nobody has worked; what is public stays as it is."""
    page = step.imported.page.specific
    fill(page, step.proposal, venues, step.imported.organisation)
    if not page.live:
        page.save()
    remember(step, page, user)


def fill(page: DropInPage, proposal: Proposal, venues: Venues, organisation: Organisation) -> None:
    """Puts what a source says on a page. Without a number to ring it is the organisation's own."""
    page.title = page.draft_title = proposal.title
    page.summary = proposal.summary
    page.recurrence = proposal.recurrence
    page.start_time, page.end_time = proposal.start_time, proposal.end_time
    page.venue = venues.save(proposal.place) if proposal.place else None
    page.what_to_bring = proposal.bring
    page.phone = proposal.phone or organisation.phone
    page.languages = proposal.languages


def remember(step: Step, page: DropInPage, user) -> None:
    """Keeps the page's version and what the source said, by which the next run knows both."""
    row = step.imported
    row.revision_id = page.save_revision(user=user, clean=False).pk
    row.said = step.proposal.to_json()
    row.save()
    log(instance=page, action="events.import", user=user)
