"""What a module is made of, beyond the blocks of every page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks import PageBody


class ExerciseBlock(blocks.StructBlock):
    """Something to try, step by step, with when to stop."""

    name = blocks.CharBlock(max_length=80, label=_("Name"))
    how = blocks.ListBlock(blocks.CharBlock(max_length=200), label=_("Steps"))
    stop_if = blocks.CharBlock(max_length=200, label=_("Stop if"))

    class Meta:
        icon = "tick"
        template = "components/blocks/exercise.html"


class AskBlock(blocks.StructBlock):
    """What to ask, and whom."""

    who = blocks.ChoiceBlock(
        choices=[
            ("pharmacist", _("Ask a pharmacist")),
            ("gp", _("Ask your GP surgery")),
            ("physio", _("Ask the physio at a session")),
            ("social_prescriber", _("Ask the social prescriber at a session")),
        ],
        label=_("Whom to ask"),
    )
    text = blocks.TextBlock(label=_("What to ask"))

    class Meta:
        icon = "help"
        template = "components/blocks/ask.html"


class ModuleBody(PageBody):
    """The blocks of a module."""

    steps = blocks.ListBlock(
        blocks.CharBlock(max_length=250),
        icon="list-ol",
        template="components/blocks/steps.html",
        label=_("Steps"),
    )
    exercise = ExerciseBlock(label=_("Exercise"))
    ask = AskBlock(label=_("Whom to ask"))

    class Meta:
        template = "components/blocks/stream.html"
