"""The invented ideas and questions of the demo: shown, answered, and one that waits."""

from home import suggesting
from home.models import Idea

# (element, or nothing for a question; what somebody wrote; why; the team's answer; is it shown)
IDEAS = [
    (
        "drop-ins",
        "Knees and Tea",
        "You know at once what it is about, and that there is tea.",
        "",
        1,
    ),
    ("drop-ins", "The Ache Table", "We all sat round one table. Nobody called it a clinic.", "", 1),
    ("learning", "Moving Together", "It is less like school.", "", 1),
    (
        "",
        "Can I bring my sister? She would sit in the corner on her own otherwise.",
        "",
        "Yes. Bring whom you like. There is tea for both of you.",
        1,
    ),
    ("training", "Pain at the Front Desk", "That is where we meet it.", "", 0),
]


def build_ideas() -> None:
    """Makes them unless somebody has written something."""
    if Idea.objects.exists():
        return
    for element, text, why, answer, is_shown in IDEAS:
        kind = Idea.Kind.NAME if element else Idea.Kind.QUESTION
        suggesting.suggest(kind=kind, element=element, text=text, why=why, language="en")
        if is_shown:
            idea = Idea.objects.get(text=text)
            words = {"text": text, "why": why, "answer": answer}
            suggesting.answer(idea, **words, seen=idea.seal, by=None)
