"""The ground floor's addresses in the admin, and the lists that Wagtail makes from viewsets."""

from django.urls import include, path
from wagtail import hooks

from . import (
    handing_views,
    help_views,
    idea_desk,
    look_over_view,
    partner_views,
    review_views,
)
from .edit_views import WordingEditView
from .viewsets import pages, venue_chooser, venues


@hooks.register("register_admin_viewset")
def register_venues():
    """The list of venues and its chooser."""
    return [venues, venue_chooser]


@hooks.register("register_admin_viewset", order=1)
def register_pages():
    """The walled views of pages, in the place of Wagtail's."""
    return pages


@hooks.register("register_admin_urls")
def register_pages_of_partners():
    """Pages to look at first, and pages found still right."""
    return [
        path("reviews/", review_views.reviews, name="reviews"),
        path("reviews/<int:page_id>/", review_views.review, name="review"),
        path("still-right/<int:page_id>/", look_over_view.look_over, name="look_over"),
    ]


@hooks.register("register_admin_urls")
def register_help():
    """The pages of docs/ for whoever works here."""
    return [
        path("help/", help_views.contents, name="help"),
        path("help/pictures/<str:name>", help_views.help_picture, name="help_picture"),
        path("help/<str:part>/<str:name>/", help_views.help_page, name="help_page"),
    ]


@hooks.register("register_admin_urls")
def register_partners():
    """Who edits for whom."""
    return [
        path("partners/", partner_views.partners, name="partners"),
        path("partners/add/", partner_views.add_partner, name="add_partner"),
        path("partners/<int:page_id>/invite/", partner_views.invite_editor, name="invite_editor"),
        path("partners/<int:page_id>/trust/", partner_views.trust_partner, name="trust_partner"),
    ]


@hooks.register("register_admin_urls")
def register_ideas():
    """Where the team decides what is shown of what visitors wrote."""
    addresses = [
        path("", idea_desk.ideas, name="ideas"),
        path("<int:pk>/", idea_desk.answer, name="answer"),
        path("<int:pk>/decide/", idea_desk.decide, name="decide"),
        path("put-away-automatic/", idea_desk.put_away_automatic, name="put_away_automatic"),
    ]
    return [path("ideas/", include((addresses, "idea_desk")))]


@hooks.register("register_admin_urls", order=-1)
def register_wording():
    """The view of names and words that loses nothing, before Wagtail's at the same address."""
    row = {"app_name": "home", "model_name": "wording"}
    view = WordingEditView.as_view()
    return [path("settings/home/wording/<int:pk>/", view, row, name="edit_wording")]


@hooks.register("register_admin_urls")
def register_handovers():
    """Handing a page or a venue to another organisation."""
    return [
        path("handovers/page/<int:page_id>/", handing_views.hand_page, name="hand_page"),
        path("handovers/venue/<int:pk>/", handing_views.hand_venue, name="hand_venue"),
        path("handovers/<int:pk>/", handing_views.handover, name="handover"),
    ]
