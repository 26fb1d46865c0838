"""Venues in the admin: a list, a form, and the chooser that series use."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic import chooser
from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets import Button
from wagtail.permissions import policy_registry

from .edit_views import NothingLostMixin, PageEditView, PageRevertView
from .venues import Venue
from .walls import PagePermissionPolicy, WalledForm, is_central, organisations_of

# Who may do either of these to a row knows that it exists.
KNOWN_BY = ("change", "view")


class WalledIndexView(generic.IndexView):
    """Lists only the rows on this side of the wall."""

    def get_base_queryset(self):
        policy = policy_registry.get_by_type(self.model)
        return policy.instances_user_has_any_permission_for(self.request.user, KNOWN_BY)

    def filter_queryset(self, queryset):
        """A filter by what this user does not know finds nothing, instead of everything."""
        if self.filters and not self.filters.is_valid():
            return queryset.none()
        return super().filter_queryset(queryset)


class KeeperMixin:
    """Offers a partner its own organisations alone as keeper; the first for a new venue."""

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        keeper = form.fields["keeper"]
        if not is_central(self.request.user):
            keeper.queryset = organisations_of(self.request.user)
            keeper.required = True
            keeper.empty_label = None
        return form

    def get_initial(self):
        initial = super().get_initial()
        if not is_central(self.request.user):
            initial["keeper"] = organisations_of(self.request.user).first()
        return initial


class VenueCreateView(KeeperMixin, generic.CreateView):
    """A new venue."""


class VenueEditView(KeeperMixin, NothingLostMixin, generic.EditView):
    """An existing venue."""

    @cached_property
    def header_more_buttons(self):
        address = reverse("hand_venue", args=[self.object.pk])
        hand = Button(_("Hand over"), address, icon_name="group", priority=30)
        return [*super().header_more_buttons, hand]


class WalledViewSet(ModelViewSet):
    """A viewset in which a row behind the wall does not exist: every view by key answers 404."""

    index_view_class = WalledIndexView
    copy_view_enabled = False
    inspect_view_enabled = False
    addresses = None  # the names of those that there are; None for all

    def get_common_view_kwargs(self, **kwargs):
        """What every view is told; an address that there is not is not linked either."""
        told = super().get_common_view_kwargs(**kwargs)
        gone = {
            key
            for key in told
            if key.endswith("_url_name") and not self.has_address(key.removesuffix("_url_name"))
        }
        return {key: None if key in gone else value for key, value in told.items()}

    def has_address(self, name: str) -> bool:
        """Whether this viewset answers at an address of this name."""
        return self.addresses is None or name in self.addresses

    def get_urlpatterns(self):
        patterns = super().get_urlpatterns()
        patterns = [pattern for pattern in patterns if self.has_address(pattern.name)]
        for pattern in patterns:
            pattern.callback = self.wall(pattern.callback)
        return patterns

    def get_permissions_to_register(self):
        """None where pages say who may do what: boxes in a group's form would do nothing."""
        permissions = super().get_permissions_to_register()
        follows_pages = isinstance(policy_registry.get_by_type(self.model), PagePermissionPolicy)
        return permissions.none() if follows_pages else permissions

    def wall(self, view):
        """The same view, which knows only rows on this user's side."""

        def walled(request, *args, **kwargs):
            if "pk" in kwargs:
                policy = policy_registry.get_by_type(self.model)
                rows = policy.instances_user_has_any_permission_for(request.user, KNOWN_BY)
                if not rows.filter(pk=kwargs["pk"]).exists():
                    raise Http404
            return view(request, *args, **kwargs)

        return walled


class ReadingViewSet(WalledViewSet):
    """A viewset of rows that are looked at in the admin and written elsewhere."""

    exclude_form_fields = ()


class WalledPageFilterSet(GenericPageFilterSet):
    """Filters for lists of pages; a partner is not offered the names of everybody who writes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_central(self.request.user):
            del self.filters["owner"], self.filters["edited_by"]


class WalledPageViewSet(PageViewSet):
    """The views of every page."""

    filterset_class = WalledPageFilterSet
    edit_view_class = PageEditView
    revisions_revert_view_class = PageRevertView


class VenueViewSet(WalledViewSet):
    """Places where things happen."""

    model = Venue
    icon = "home"
    menu_label = _("Venues")
    menu_order = 150
    add_to_admin_menu = True
    add_view_class = VenueCreateView
    edit_view_class = VenueEditView
    edit_handler = ObjectList(Venue.panels, base_form_class=WalledForm)
    list_display = ["name", "town", "postcode", Column("keeper", label=_("Kept by"))]
    search_fields = ["name", "town", "postcode"]
    search_backend_name = None
    ordering = ["name"]


class NewVenueForm(WalledForm):
    """The address of a new venue, asked where it is first needed; the facts can follow."""

    class Meta:
        model = Venue
        fields = ["name", "street", "town", "postcode", "map_reference"]


class NewVenueView(chooser.CreateView):
    """Makes a venue within the chooser; who makes it keeps it."""

    def save_form(self, form):
        if not is_central(self.request.user):
            form.instance.keeper = organisations_of(self.request.user).first()
        return super().save_form(form)


class VenueChooserViewSet(ChooserViewSet):
    """Everybody may choose any venue, or make one on the way."""

    model = Venue
    creation_form_class = NewVenueForm
    create_view_class = NewVenueView
    creation_tab_label = _("A new venue")
    create_action_label = _("Use this venue")
    search_tab_label = _("Venues here already")
    icon = "home"
    choose_one_text = _("Choose a venue")
    choose_another_text = _("Choose another venue")
    edit_item_text = _("Change this venue")
    per_page = 20


pages = WalledPageViewSet()
venues = VenueViewSet("venues", url_prefix="venues")
venue_chooser = VenueChooserViewSet("venue_chooser", url_prefix="venues/choose")
