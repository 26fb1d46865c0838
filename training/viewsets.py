"""“Training” in the admin's menu: course dates, bookings and letters, each partner's own."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from .booking_viewset import BookingViewSet
from .letter_viewset import LetterViewSet
from .run_viewset import RunViewSet


class TrainingGroup(ModelViewSetGroup):
    """The three lists."""

    menu_label = _("Training")
    menu_icon = "calendar-check"
    menu_order = 140
    items = (
        RunViewSet("course_runs", url_prefix="course-dates"),
        BookingViewSet("bookings", url_prefix="bookings"),
        LetterViewSet("letters", url_prefix="letters"),
    )


training = TrainingGroup()
