"""Contents of the training room; each noun has a file of its own."""

from .bookings import Booking
from .courses import CoursePage, TrainingPage
from .introductions import Introduced, Introduction
from .runs import CourseRun
from .sessions import CourseSession

__all__ = [
    "Booking", "CoursePage", "CourseRun", "CourseSession", "Introduced", "Introduction",
    "TrainingPage",
]  # fmt: skip
