"""Every address of the portal; the contract's fixed ones come before Wagtail's."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from events import doors, feeds, posters
from events import following_views as following
from home import idea_views
from home import update_following_views as updates
from home.welcome_view import WelcomeView
from training import introduction_views, manage_views
from training import views as booking

from . import health, robots, search, styleguide, whats_on
from .media import serve_media
from .news_feed import UpdatesFeed

urlpatterns = [
    path("-/live", health.live),
    path("-/ready", health.ready),
    path("robots.txt", robots.robots),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("open-data/open-referral/", include("events.open_referral.urls")),
    path("documents/", include(document_urls)),
    path("media/<path:path>", serve_media),
]

if not settings.PUBLIC_ONLY:
    urlpatterns += [
        re_path(
            r"^admin/welcome/(?P<uidb64>\w+)-(?P<token>[\w-]+)/$",
            WelcomeView.as_view(),
            name="welcome",
        ),
        path("admin/", include(admin_urls)),
    ]
if settings.DEMO_ALLOWED:
    urlpatterns += [path("styleguide/", styleguide.styleguide)]

urlpatterns += i18n_patterns(
    path("drop-ins/", whats_on.finder, name="finder"),
    path("tell-me/<uuid:key>/", following.follow, name="follow"),
    path("tell-me/link/<str:token>/", following.follower, name="follower"),
    path("drop-ins/calendar.ics", feeds.finder_calendar, name="finder_calendar"),
    re_path(r"^((?:[\w-]+/)+)calendar\.ics$", feeds.page_calendar, name="page_calendar"),
    path("updates/feed/", UpdatesFeed(), name="updates_feed"),
    path("updates/follow/", updates.follow, name="follow_updates"),
    path("updates/link/<str:token>/", updates.follower, name="update_follower"),
    path("ideas/", idea_views.ideas, name="ideas"),
    path("search/", search.search, name="search"),
    path("training/runs/<int:run_id>/book/", booking.book, name="book"),
    path("host/<str:token>/", include("events.hosting_urls")),
    path("bookings/<str:token>/", manage_views.show, name="booking"),
    path("bookings/<str:token>/change/", manage_views.change, name="booking_change"),
    path("bookings/<str:token>/cancel/", manage_views.cancel, name="booking_cancel"),
    path("bookings/<str:token>/accept/", manage_views.accept, name="booking_accept"),
    path(
        "bookings/<str:token>/introductions/",
        introduction_views.introductions,
        name="booking_introductions",
    ),
    path("d/<str:code>/", doors.door, name="door"),
    re_path(r"^(?P<path>[\w/-]+)/poster/$", posters.poster, name="poster"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.forbidden"
handler404 = "portal.errors.not_found"
handler500 = "portal.errors.broken"
