"""The data of the table of walls: what a partner holds, what fills an address, what is excepted."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Drawing
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.models import EditingSession
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Comment, Locale, Site, Task, UploadedFile, Workflow
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
    TranslationSource,
)

from home.models import Organisation, Venue, Wording
from home.partnering import make_collection
from tests.factories import make_drop_in

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
    has.pages = [organisation.pk, has.draft.pk, has.live.pk]
    give_side_rows(has, secret)
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


def bulk_actions(has) -> list[tuple]:
    """Every action on several rows at once that anything registers."""
    bulk_action_registry._scan_for_bulk_actions()
    return [
        (app, model, action)
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    ]


def page_actions(has) -> list[tuple]:
    """What the admin's own API can do to a page."""
    return [(has.draft.pk, action) for action in PagesAdminAPIViewSet.actions]


# What fills the parameters of an address, found by its name, its namespace, or for all of them.
FILL = {
    "page_id": lambda has: has.pages,
    "parent_page_id": lambda has: has.pages,
    "page_to_move_id": lambda has: has.pages,
    "page_to_move_id destination_id": lambda has: [
        (page, has.organisation.pk) for page in (has.live.pk, has.draft.pk)
    ],
    "page_id revision_id": lambda has: [
        (has.draft.pk, has.draft.latest_revision_id),
        (has.live.pk, has.live.latest_revision_id),
        (has.planned.pk, has.plan.pk),
    ],
    "page_id action_name task_state_id": lambda has: [
        (has.sent.pk, action, has.task_state.pk) for action in ("approve", "reject")
    ],
    "page_id task_id": lambda has: [(has.sent.pk, has.task_state.task_id)],
    "page_id workflow_state_id": lambda has: [(has.sent.pk, has.state.pk)],
    "wagtailadmin_pages:confirm_workflow_cancellation page_id": lambda has: [has.sent.pk],
    "wagtailadmin_pages:revisions_compare pk revision_id_a revision_id_b": lambda has: [
        (has.live.pk, "live", "latest"),
        (has.draft.pk, "earliest", "latest"),
    ],
    "wagtailadmin_api:pages pk": lambda has: has.pages,
    "wagtailadmin_api:pages pk action_name": page_actions,
    "content_type_app_name content_type_model_name": lambda has: [("events", "dropinpage")],
    "content_type_app_name content_type_model_name parent_page_id": lambda has: [
        ("events", "dropinpage", has.organisation.pk)
    ],
    "wagtailadmin_pages:choose_parent app_label model_name": lambda has: [("events", "dropinpage")],
    "app_label model_name object_id session_id": lambda has: [
        ("events", "dropinpage", has.draft.pk, has.session.pk),
        ("home", "venue", has.venue.pk, has.session.pk),
        ("wagtailimages", "image", has.image.pk, has.session.pk),
    ],
    "session_id": lambda has: [has.session.pk],
    "app_label model_name action": bulk_actions,
    "series_dates page_id": lambda has: [has.live.pk, has.draft.pk],
    "cancel_date pk": lambda has: [has.occurrence.pk],
    "put_date_back pk": lambda has: [has.occurrence.pk],
    "remove_date pk": lambda has: [has.occurrence.pk],
    # Files
    "image_id": lambda has: [has.image.pk],
    "image_id filter_spec": lambda has: [(has.image.pk, "width-4")],
    "document_id": lambda has: [has.document.pk],
    "doc_id": lambda has: [has.document.pk],
    "uploaded_file_id": lambda has: [has.upload.pk],
    "collection_id": lambda has: [has.collection.pk],
    "wagtailadmin_collections pk": lambda has: [has.collection.pk],
    "wagtailadmin_api:images pk": lambda has: [has.image.pk],
    "wagtailadmin_api:documents pk": lambda has: [has.document.pk],
    "wagtailimages_chooser pk": lambda has: [has.image.pk],
    "wagtaildocs_chooser pk": lambda has: [has.document.pk],
    "app_name model_name": lambda has: [("taggit", "tag")],
    # Venues, people
    "venues pk": lambda has: [has.venue.pk],
    "venue_chooser pk": lambda has: [has.venue.pk],
    "wagtailusers_users pk": lambda has: [has.user.pk],
    "wagtailusers_groups pk": lambda has: [has.group.pk],
    "uidb64 token": lambda has: [("MQ", "set-password")],
    # The programme team's own
    "redirect_id": lambda has: [has.redirect.pk],
    "wagtailsites pk": lambda has: [Site.objects.get().pk],
    "wagtaillocales pk": lambda has: [has.translation.target_locale_id],
    "wagtailsettings app_name model_name": lambda has: [("home", "wording")],
    "wagtailsettings app_name model_name pk": lambda has: [("home", "wording", Wording.load().pk)],
    "wagtailadmin_workflows pk": lambda has: [Workflow.objects.first().pk],
    "wagtailadmin_workflows page_pk": lambda has: has.pages,
    "wagtailadmin_workflows page_pk workflow_pk": lambda has: [
        (has.organisation.pk, Workflow.objects.first().pk)
    ],
    "wagtailadmin_workflows app_label model_name": lambda has: [("wagtailcore", "task")],
    "wagtailadmin_workflows task_id": lambda has: [Task.objects.first().pk],
    "translation_source_id": lambda has: [has.source.pk],
    "translation_id": lambda has: [has.translation.pk],
    "translation_id string_segment_id": lambda has: [(has.translation.pk, has.words.pk)],
    "translation_id overridable_segment_id": lambda has: [
        (has.translation.pk, has.segment.pk if has.segment else 1)
    ],
    "translation_id mode": lambda has: [(has.translation.pk, "default")],
    "wagtail_localize app_label model_name": lambda has: [("home", "venue")],
    "wagtail_localize app_label model_name pk": lambda has: [("home", "venue", has.venue.pk)],
}

# Exceptions, each with its reason.
NOT_ASKED = {
    "wagtailadmin_error_test": "it breaks on purpose",
    "admin/test404/": "says “not found” on purpose; has no name to find it by",
    "admin/^.*/$": "the rest: says “not found”",
}
OPEN_TO_VISITORS = {
    "wagtailadmin_login": "the way in",
    "wagtailadmin_password_reset": "the way in for those who forgot",
    "wagtailadmin_password_reset_done": "the same",
    "wagtailadmin_password_reset_confirm": "the same",
    "wagtailadmin_password_reset_complete": "the same",
    "wagtailadmin_javascript_catalog": "Wagtail's own words, the same for everybody",
    "wagtailadmin_sprite": "icons",
}
MAY_ANSWER = {
    "venue_chooser:chosen": "all may choose every venue; it says the name and no more",
    "wagtailadmin_choose_page_child": "pages that the public sees may be linked to",
    "wagtailadmin_editing_sessions:release": "says yes to everybody, and ends only one's own",
}
# Where those to whom a row belongs get in, and read the words that nobody else may.
SHOWN = """
wagtailadmin_pages:edit wagtailadmin_pages:history wagtailadmin_pages:view_draft
wagtailadmin_pages:revisions_compare wagtailadmin_pages:move_confirm wagtailadmin_pages:copy
wagtailadmin_explore wagtailadmin_choose_page_child wagtailadmin_api:pages:detail
wagtailadmin_pages:workflow_history wagtailimages:edit wagtailimages_chooser:chosen
wagtaildocs:edit wagtaildocs_chooser:chosen venues:edit
""".split()  # noqa: SIM905
# Where a search finds them.
FOUND = """
wagtailadmin_pages:search wagtailadmin_choose_page_search wagtailimages:index wagtaildocs:index
wagtailimages_chooser:choose_results wagtaildocs_chooser:choose_results
""".split()  # noqa: SIM905
# What a superuser's post changes: else nobody's refusal would prove anything.
CHANGED = """
wagtailadmin_pages:edit wagtailadmin_pages:delete wagtailadmin_pages:unpublish
wagtailadmin_pages:copy wagtailadmin_pages:move_confirm wagtailadmin_pages:set_privacy
wagtailadmin_pages:lock wagtailadmin_pages:revisions_revert wagtailadmin_pages:workflow_action
wagtailadmin_pages:revisions_unschedule wagtailadmin_api:pages:action wagtail_bulk_action
wagtailadmin_editing_sessions:ping wagtailadmin_collections:edit cancel_date venues:edit
wagtailimages:edit wagtailimages:delete wagtaildocs:edit wagtaildocs:delete
wagtailusers_users:edit wagtailusers_groups:edit wagtailredirects:edit
""".split()  # noqa: SIM905
# What would leak without the gate.
GATED = """
wagtail_bulk_action wagtailadmin_api:images:detail wagtailadmin_api:documents:listing
wagtailadmin_choose_page_child wagtailadmin_choose_page_chosen_multiple
wagtailadmin_pages:move_confirm wagtailadmin_pages:copy
""".split()  # noqa: SIM905
