"""What a partner with courses sees first in the admin: the next dates, and how full they are."""

from wagtail.admin.ui.components import Component

from .run_form import courses_of_editor
from .walls import runs_of

MOST = 10


class YourCourseDates(Component):
    """The next dates of a partner's courses; nothing for those who give none."""

    order = 20
    template_name = "training/admin/your_course_dates.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        courses = list(courses_of_editor(user)[:MOST])
        runs = runs_of(user).upcoming().select_related("course")[:MOST] if courses else []
        return {"courses": courses, "runs": list(runs)}
