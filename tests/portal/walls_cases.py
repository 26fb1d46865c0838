"""The data of the table of walls: what fills an address, who may read or change, and exceptions."""

from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Site, Task, Workflow

from home.models import Wording


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
        ("training", "courserun", has.run.pk, has.session.pk),
        ("wagtailimages", "image", has.image.pk, has.session.pk),
    ],
    "session_id": lambda has: [has.session.pk],
    "app_label model_name action": bulk_actions,
    **{
        f"{name} page_id": lambda has: [has.live.pk, has.draft.pk]
        for name in ("series_dates", "add_date", "add_pause", "series_hosts", "series_right")
    },
    **{
        f"{step}_date pk": lambda has: [has.occurrence.pk]
        for step in ("cancel", "move", "note", "staff", "remove")
    },
    "put_date_back pk": lambda has: [has.occurrence.pk],
    **{f"{step}_pause pk": lambda has: [has.pause.pk] for step in ("change", "remove")},
    **{f"{name} pk": lambda has: [has.host.pk] for name in ("remove_host", "revoke_links")},
    **{f"{step}_closure pk": lambda has: [has.closure.pk] for step in ("change", "remove")},
    "review page_id": lambda has: [has.sent.pk],
    "look_over page_id": lambda has: [has.live.pk],
    "help_page part name": lambda has: [("partners", "2-dates")],
    "help_picture name": lambda has: ["first-page.png"],
    "hand_page page_id": lambda has: [has.live.pk],
    "hand_venue pk": lambda has: [has.venue.pk],
    "handover pk": lambda has: [has.handover.pk],
    **{f"{step}_import pk": lambda has: [has.brought.pk] for step in ("show", "make", "drop")},
    # Courses
    "course_runs pk": lambda has: [has.run.pk, has.draft_run.pk],
    "bookings:inspect pk": lambda has: [has.booking.pk],
    "propose_run pk": lambda has: [has.draft_run.pk],
    "open_run pk": lambda has: [has.draft_run.pk],
    "send_back_run pk": lambda has: [has.proposed_run.pk],
    **{f"{step}_run pk": lambda has: [has.run.pk] for step in ("close", "cancel", "preview")},
    **{f"{step}_run pk": lambda has: [has.run.pk] for step in ("copy", "repeat")},
    "idea_desk pk": lambda has: [has.idea.pk],
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
    "edit_wording pk": lambda has: [Wording.load().pk],
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
    "welcome": "the same, for those who were invited",
    "wagtailadmin_password_reset_complete": "the same",
    "wagtailadmin_javascript_catalog": "Wagtail's own words, the same for everybody",
    "wagtailadmin_sprite": "icons",
}
MAY_ANSWER = {
    "venue_chooser:chosen": "all may choose every venue; it says the name and no more",
    "help_page": "help is the same for every partner",
    "help_picture": "the same",
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
course_runs:index course_runs:edit preview_run bookings:index bookings:inspect letters:index
series_hosts change_pause closures change_closure handover show_import imports
""".split()  # noqa: SIM905
# Where a search finds them.
FOUND = """
wagtailadmin_pages:search wagtailadmin_choose_page_search wagtailimages:index wagtaildocs:index
wagtailimages_chooser:choose_results wagtaildocs_chooser:choose_results
bookings:index bookings:index_results
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
course_runs:edit course_runs:delete propose_run open_run close_run send_back_run cancel_run
copy_run repeat_run
move_date note_date staff_date add_date add_pause change_pause remove_pause series_hosts
remove_host revoke_links add_closure change_closure remove_closure make_import drop_import
hand_page hand_venue handover idea_desk:answer
""".split()  # noqa: SIM905
# What would leak without the gate.
GATED = """
wagtail_bulk_action wagtailadmin_api:images:detail wagtailadmin_api:documents:listing
wagtailadmin_choose_page_child wagtailadmin_choose_page_chosen_multiple
wagtailadmin_pages:move_confirm wagtailadmin_pages:copy idea_desk:ideas idea_desk:answer
partners
""".split()  # noqa: SIM905
