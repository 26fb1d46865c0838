"""Addresses behind a host's link; the token is right below /host/, where logs mask it."""

from django.urls import path

from . import hosting, still_right_view

urlpatterns = [
    path("", hosting.show, name="host"),
    path("off/", hosting.call_off, name="host_off"),
    path("on/", hosting.put_on, name="host_on"),
    path("note/", hosting.write_note, name="host_note"),
    path("who/", hosting.say_who, name="host_who"),
    path("count/", hosting.count, name="host_count"),
    path("right/", hosting.confirm, name="host_right"),
    path("still-right/", still_right_view.still_right, name="still_right"),
]
