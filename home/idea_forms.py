"""What a visitor is asked who suggests a name or asks the team something."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .automatic_posts import find_sign, make_stamp
from .ideas import Idea, names_of_elements
from .line_fields import LineField
from .suggesting import suggest

TOO_LONG = _("This is too long: write %(limit_value)d letters at most.")


def check_has_words(text: str) -> None:
    """Raises ValidationError for a text without a single letter or number of any script."""
    if not any(sign.isalnum() for sign in text):
        raise ValidationError(_("Write it in words."))


class IdeaForm(forms.Form):
    """What both forms carry: a box that people do not see, and when the form was given out."""

    kind: Idea.Kind

    website = LineField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    stamp = LineField(required=False, widget=forms.HiddenInput, initial=make_stamp)

    def __init__(self, data=None):
        super().__init__(data, auto_id=f"{self.kind}_%s")

    def suggest(self, answers: dict) -> None:
        """Hands the answers to the team. Raises ValidationError."""
        trap, stamp = answers["website"], answers["stamp"]
        words = self.words(answers)
        sign = find_sign(words["text"], words.get("why", ""), trap=trap, stamp=stamp)
        suggest(kind=self.kind, language=get_language(), sign=sign, **words)


class NameForm(IdeaForm):
    """A name for one of the elements, and why."""

    kind = Idea.Kind.NAME

    element = forms.ChoiceField(
        label=_("What is the name for?"),
        choices=lambda: list(names_of_elements().items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what the name is for."),
            "invalid_choice": _("Choose what the name is for."),
        },
    )
    name = LineField(
        label=_("Name"),
        max_length=60,
        validators=[check_has_words],
        error_messages={"required": _("Write a name."), "max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    why = LineField(
        label=_("Why?"),
        help_text=_("Optional, one line. Please nothing about your health, and nobody’s name."),
        max_length=200,
        required=False,
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def words(self, answers: dict) -> dict:
        """The answers as an idea has them."""
        return {"element": answers["element"], "text": answers["name"], "why": answers["why"]}


class QuestionForm(IdeaForm):
    """A question to the team."""

    kind = Idea.Kind.QUESTION

    question = LineField(
        label=_("Your question"),
        help_text=_(
            "If we answer, we answer on this page. "
            "Please nothing about your health, and nobody’s name."
        ),
        max_length=300,
        validators=[check_has_words],
        error_messages={"required": _("Write your question."), "max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )

    def words(self, answers: dict) -> dict:
        """The answers as an idea has them."""
        return {"text": answers["question"]}


class AnswerForm(forms.Form):
    """What the team may change before something is shown, and its answer."""

    text = LineField(
        label=_("What they wrote"),
        help_text=_("Take out names and health. What stood here before is not kept."),
        max_length=300,
        validators=[check_has_words],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Something has to be shown. Or put it away.")},
    )
    why = LineField(label=_("Why"), max_length=200, required=False)
    answer = forms.CharField(
        label=_("Our answer"),
        help_text=_("Optional. It stands below, for everybody to read."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data, idea: Idea):
        initial = {"text": idea.text, "why": idea.why, "answer": idea.answer, "seen": idea.seal}
        super().__init__(data, initial=initial)
        if not idea.is_name:
            del self.fields["why"]
