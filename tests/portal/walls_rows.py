"""What each partner holds in the table of walls: a row of every kind, with its secret words."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Drawing
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Comment, Locale, UploadedFile
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
    TranslationSource,
)

from events.importing.proposals import Proposal
from events.models import Closure, Host, Import, Pause
from home.handovers import Handover
from home.letters import post
from home.models import Idea, Organisation, Venue
from home.partnering import make_collection
from tests.factories import make_drop_in, make_organisation
from tests.factories.courses import make_booking, make_course, make_run
from training.models import Booking

BAIT = "snapdragon"  # stands in everybody's secrets: what a curious partner searches for


@dataclass(frozen=True)
class Partner:
    """A demo login, its organisation, and the words that nobody else may read."""

    username: str
    slug: str
    mark: str
    map_reference: str

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self.mark, self.map_reference)


PARTNERS = [
    Partner("partner1", "eastgate-library", "quillwort", "463017 306489"),
    Partner("partner2", "lantern-street-kitchen", "marjoram", "461057 304729"),
]


def give(partner: Partner) -> SimpleNamespace:
    """One row of every kind for this partner, each with its secret words in it."""
    secret = f"{BAIT} {partner.mark}"
    user = get_user_model().objects.get(username=partner.username)
    user.last_name = secret
    user.save()
    organisation = Organisation.objects.get(slug=partner.slug, alias_of=None)
    collection = make_collection(organisation.title)
    venue = Venue.objects.filter(keeper=organisation).first()
    venue.map_reference = partner.map_reference
    venue.save()
    has = SimpleNamespace(
        user=user,
        group=user.groups.get(),
        organisation=organisation,
        collection=collection,
        venue=venue,
        image=make_image(secret, collection),
        document=Document.objects.create(
            title=secret, collection=collection, file=ContentFile(b"words", f"{secret}.txt")
        ),
        draft=make_draft(organisation, venue, secret),
        sent=make_draft(organisation, venue, f"{secret} sent"),
        planned=make_draft(organisation, venue, f"{secret} planned"),
        live=make_drop_in(organisation, venue, title=f"Open house of {partner.username}"),
    )
    has.occurrence = has.live.occurrences.upcoming().first()
    has.pause = Pause.objects.create(
        series=has.draft, first_on=timezone.localdate(), note=f"{secret} break"
    )
    has.host = Host.objects.create(
        series=has.draft, first_name=partner.mark, email=f"{partner.mark}@example.org"
    )
    today = timezone.localdate() + timedelta(days=200)
    has.closure = Closure.objects.create(venue=venue, first_on=today, last_on=today, note=secret)
    has.idea = Idea.objects.create(kind="question", text=secret, digest=secret, state="waiting")
    has.handover = Handover.objects.create(
        page=has.draft, name=secret, giver=organisation, receiver=make_organisation()
    )
    has.brought = Import.objects.create(
        organisation=organisation,
        source=secret,
        consent=secret,
        proposals=[Proposal("line 2", partner.mark, secret).to_json()],
    )
    has.pages = [organisation.pk, has.draft.pk, has.live.pk]
    give_side_rows(has, secret)
    give_training(has, secret)
    return has


def make_image(title: str, collection) -> Image:
    """A small picture. Its tag holds no secret: tags are one list of words for everybody."""
    file = BytesIO()
    Drawing.new("RGB", (8, 8)).save(file, "png")
    image = Image.objects.create(
        title=title, collection=collection, file=ContentFile(file.getvalue(), f"{title}.png")
    )
    image.tags.add(BAIT)
    return image


def make_draft(organisation, venue, title: str):
    """A drop-in that was never published."""
    slug = title.replace(" ", "-")
    page = make_drop_in(organisation, venue, live=False, title=title, slug=slug)
    page.first_published_at = None
    page.save_revision()
    return page


def give_side_rows(has: SimpleNamespace, secret: str) -> None:
    """What hangs on pages: new names, a review, a remark, a translation, a half-done upload."""
    has.sent.get_workflow().start(has.sent, has.user)
    has.state = has.sent.current_workflow_state
    has.task_state = has.state.current_task_state
    for page in (has.live, has.organisation):
        page.title = f"{secret} from now on"
        page.save_revision(user=has.user, log_action=True, changed=True)
    has.planned.go_live_at = timezone.now() + timedelta(days=7)
    has.plan = has.planned.save_revision(approved_go_live_at=has.planned.go_live_at)
    Comment.objects.create(
        page=has.draft, user=has.user, text=secret, contentpath="title", position=""
    )
    has.redirect = Redirect.objects.create(old_path=f"/{BAIT}/{secret}", redirect_page=has.live)
    has.upload = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(Image),
        file=ContentFile(b"half done", f"{secret}.png"),
        uploaded_by_user=has.user,
    )
    has.session = EditingSession.objects.create(
        user=has.user, content_object=has.draft, last_seen_at=timezone.now()
    )
    has.source, _made = TranslationSource.get_or_create_from_instance(has.live)
    urdu, _made = Locale.objects.get_or_create(language_code="ur")
    has.translation = Translation.objects.create(source=has.source, target_locale=urdu)
    has.words = StringSegment.objects.filter(source=has.source).first()
    has.segment = OverridableSegment.objects.filter(source=has.source).first()
    has.ids = [*has.pages, has.sent.pk, has.image.pk, has.document.pk, has.user.pk]


def give_training(has: SimpleNamespace, secret: str) -> None:
    """A public course with dates in every state that an address asks for, a booking, letters."""
    has.course = make_course(has.organisation, title=f"Course of {has.user.username}")
    has.run = make_run(has.course, note=secret)
    has.draft_run = make_run(has.course, days=30, state="draft", note=secret)
    hidden = make_course(has.organisation, title=f"{secret} course")
    hidden.unpublish()
    has.proposed_run = make_run(hidden, days=40, state="proposed")
    has.booking = make_booking(has.run, name=secret, organisation=secret, role=secret)
    Booking.objects.filter(pk=has.booking.pk).update(reference=secret.split()[1].upper())
    post("training.run_proposed", has.proposed_run.pk, has.user.pk)
