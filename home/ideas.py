"""Ideas: names that visitors suggest and questions that they ask, shown when the team says so."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from .lines import fold
from .personal import Personal
from .wording import Wording


class IdeaQuerySet(models.QuerySet):
    def waiting(self) -> "IdeaQuerySet":
        """Those that somebody from the team has to look at, the longest waiting first."""
        return self.filter(state=Idea.State.WAITING).order_by("made_at", "pk")

    def automatic(self) -> "IdeaQuerySet":
        """Those that look as if a program had sent them."""
        return self.filter(state=Idea.State.AUTOMATIC)

    def shown(self) -> "IdeaQuerySet":
        """What the public sees: names by their element, then questions; the newest first."""
        shown = self.filter(state=Idea.State.SHOWN)
        return shown.order_by("kind", "element", "-decided_at", "-pk")


class Idea(models.Model):
    """What a visitor wrote: a name and why, or a question. Who it was is not asked nor stored."""

    class Kind(models.TextChoices):
        NAME = "name", _("Name")
        QUESTION = "question", _("Question")

    class Element(models.TextChoices):
        """What a name is for; `names_of_elements` says how it is called in public."""

        DROP_INS = "drop-ins"
        LEARNING = "learning"
        PROGRAMME = "programme"
        TRAINING = "training"

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SHOWN = "shown", _("Shown")
        AWAY = "away", _("Put away")
        AUTOMATIC = "automatic", _("Looks automatic")

    class Sign(models.TextChoices):
        """Why something looks automatic."""

        TRAP = "trap", _("A box was filled in that people do not see.")
        STAMP = "stamp", _("It did not come from our page, or from a very old one.")
        QUICK = "quick", _("It was sent within two seconds.")
        LINK = "link", _("There is a web address in it.")
        CODE = "code", _("There is program code in it.")
        MANY = "many", _("Very many came in one hour.")

    wagtail_reference_index_ignore = True
    personal_heading = _("When you suggest a name or ask a question")
    personal = {
        "text": Personal(
            _("We read it, and show or answer it. We do not ask who you are and do not store it."),
            _(
                "What is shown stays until we take it down. What we put away, and what looks as "
                "if a program had sent it, is deleted after thirty days."
            ),
        ),
    }

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    element = models.CharField(_("name for"), max_length=9, choices=Element, blank=True)
    text = models.CharField(_("what you write"), max_length=300)
    why = models.CharField(_("why"), max_length=200, blank=True)
    language = models.CharField(max_length=10)
    state = models.CharField(_("state"), max_length=9, choices=State)
    sign = models.CharField(max_length=5, choices=Sign, blank=True)
    times = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("sent"), default=timezone.now)
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = IdeaQuerySet.as_manager()

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        indexes = [models.Index(fields=["state", "made_at"])]
        constraints = [
            models.CheckConstraint(
                name="a_name_is_for_something_and_a_question_is_not",
                condition=Q(
                    kind="name", element__in=["drop-ins", "learning", "programme", "training"]
                )
                | Q(kind="question", element=""),
            ),
            models.CheckConstraint(
                name="an_idea_is_shown_or_put_away_by_a_decision",
                condition=Q(state__in=["waiting", "automatic"])
                | Q(state__in=["shown", "away"], decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="an_answer_says_when",
                condition=Q(answer="", answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"idea {self.pk}"

    @property
    def seal(self) -> str:
        """The same while nobody changes its words."""
        return digest_of(self.text, self.why, self.answer)

    @property
    def is_name(self) -> bool:
        """Whether it suggests a name."""
        return self.kind == Idea.Kind.NAME


def names_of_elements() -> dict[str, str]:
    """What a name can be for, as the public knows it, in the order in which it is asked."""
    wording = Wording.load()
    return {
        Idea.Element.DROP_INS: wording.drop_in_name,
        Idea.Element.LEARNING: wording.learning_name,
        Idea.Element.TRAINING: wording.training_name,
        Idea.Element.PROGRAMME: wording.programme_name,
    }


def digest_of(*words: str) -> str:
    """The same for the same words, however they are cased; they cannot be told from it."""
    return salted_hmac("home.ideas", fold("\n".join(words)), algorithm="sha256").hexdigest()
