"""The addresses below /open-data/open-referral/; the standard has no slash at the end."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.about, name="open_data"),
    path("services", views.services, name="open_data_services"),
    path("services/<str:key>", views.service, name="open_data_service"),
    path("service_at_locations", views.service_at_locations, name="open_data_at_locations"),
    path("service_at_locations/<str:key>", views.service_at_location, name="open_data_at_location"),
    path("taxonomies", views.taxonomies, name="open_data_taxonomies"),
    path("taxonomies/<str:key>", views.taxonomy, name="open_data_taxonomy"),
    path("taxonomy_terms", views.taxonomy_terms, name="open_data_terms"),
    path("taxonomy_terms/<str:key>", views.taxonomy_term, name="open_data_term"),
    path("<path:rest>", views.nothing),
]
