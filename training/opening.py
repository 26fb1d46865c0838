"""Who lets the public book: a partner proposes dates, whoever may publish the course opens them."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from home.letters import post
from home.partnering import TEAM

from .runs import CourseRun, RunState


def can_edit(run: CourseRun, user) -> bool:
    """Whether a user may change a run: an editor of its course; once public, only a publisher.

    A cancelled run stays as it was told to those who had booked, one that is over as it was held.
    """
    if run.is_cancelled or (run.is_public and run.is_over):
        return False
    allowed = run.course.permissions_for_user(user)
    return allowed.can_edit() and (not run.is_public or allowed.can_publish())


def can_open(run: CourseRun, user) -> bool:
    """Whether a user may let the public book: whoever may publish the course's page."""
    return run.course.permissions_for_user(user).can_publish()


def check_can_open(run: CourseRun) -> None:
    """Raises ValidationError with the reason why nobody could book this run."""
    if not run.starts_at:
        raise ValidationError(_("Add a session first: people need to know when and where."))
    if run.has_begun:
        raise ValidationError(_("It has begun already. Change its dates first."))
    if run.closes_at and run.closes_at <= timezone.now():
        raise ValidationError(_("Its closing time is over. Change or clear it first."))
    if not run.course.live:
        raise ValidationError(_("The course's page is not public yet. Publish it first."))


def can_send_back(run: CourseRun, user) -> bool:
    """Whether a user may answer a proposal: who may open it and has not proposed it."""
    is_own = run.proposed_by_id == user.pk
    return run.state == RunState.PROPOSED and not is_own and can_open(run, user)


def can_cancel(run: CourseRun, user) -> bool:
    """Whether a user may cancel a run for everybody: whoever opens it, until it is over."""
    is_on = run.is_public and not run.is_cancelled and not run.is_over
    return is_on and can_open(run, user)


def check_can_cancel(run: CourseRun) -> None:
    """Raises ValidationError with the reason why there is nothing to cancel."""
    if not run.is_public:
        raise ValidationError(_("Nobody outside knows of it yet. Delete it instead."))
    if run.is_cancelled:
        raise ValidationError(_("It is cancelled already."))
    if run.is_over:
        raise ValidationError(_("It is over: nobody needs to be told."))


def propose(run: CourseRun, *, by) -> None:
    """Asks the team to open a draft; writes to them and to whoever proposes."""
    with transaction.atomic():
        step(run, {RunState.DRAFT}, RunState.PROPOSED, proposed_by=by)
        post("training.run_received", run.pk, by.pk)
        for key in team_keys():
            post("training.run_proposed", run.pk, key)


def send_back(run: CourseRun, *, answer: str) -> None:
    """Makes a proposal a draft again, with a word why; writes to whoever proposed."""
    with transaction.atomic():
        step(run, {RunState.PROPOSED}, RunState.DRAFT, answer=answer)
        if run.proposed_by_id:
            post("training.run_sent_back", run.pk, run.proposed_by_id)


def open_for_booking(run: CourseRun) -> None:
    """Lets the public book. A proposal's author and the team both get a letter."""
    check_can_open(run)
    was_proposed = run.state == RunState.PROPOSED
    with transaction.atomic():
        step(run, {RunState.DRAFT, RunState.PROPOSED, RunState.CLOSED}, RunState.OPEN, answer="")
        if was_proposed:
            for key in {run.proposed_by_id, *team_keys()} - {None}:
                post("training.run_opened", run.pk, key)


def close(run: CourseRun) -> None:
    """Takes no more bookings; those that are made stand."""
    step(run, {RunState.OPEN}, RunState.CLOSED)


def step(run: CourseRun, before: set[str], after: str, **fields) -> None:
    """Moves a run on, once. Raises ValidationError if somebody else has moved it meanwhile."""
    rows = CourseRun.objects.filter(pk=run.pk, state__in=before)
    if not rows.update(state=after, **fields):
        raise ValidationError(_("Somebody has changed it meanwhile. Please look at it again."))
    run.state = after
    for name, value in fields.items():
        setattr(run, name, value)


def team_keys() -> list[int]:
    """The keys of the programme team's logins."""
    team = Group.objects.filter(name=TEAM)
    users = get_user_model().objects.filter(groups__in=team, is_active=True)
    return list(users.values_list("pk", flat=True))
