"""What a partner with courses sees first in the admin: the next dates, and how full they are."""

from wagtail.admin.ui.components import Component

from home.walls import organisations_of

from .walls import courses_of, runs_of

MOST = 10


class YourCourseDates(Component):
    """The next dates of a partner's courses, and ways to add some; nothing without a course."""

    order = 20
    template_name = "training/admin/your_course_dates.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        courses = list(courses_of(user)[:MOST])
        if not courses:
            return {}
        return {
            "courses": courses,
            "runs": list(runs_of(user).upcoming().select_related("course")[:MOST]),
            "organisations": list(organisations_of(user)[:MOST]),
        }
