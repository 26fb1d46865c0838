"""What is not collected, and why it is not needed; told on the privacy page."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class NotCollected(NamedTuple):
    """Something that others ask for, and how this portal does without it."""

    what: str
    why: str


NOT_COLLECTED = (
    NotCollected(
        _("Names of people who come"),
        _("Nobody signs in at a session. The host counts heads."),
    ),
    NotCollected(
        _("Your health"),
        _("No form here asks what hurts. What you say to a physio is not written down here."),
    ),
    NotCollected(
        _("Age, date of birth, NHS number, where you come from"),
        _("You do not need them to have tea, and we do not need them to put the kettle on."),
    ),
    NotCollected(
        _("Your postcode"),
        _("It is used once to work out how far things are, and it is not written down."),
    ),
    NotCollected(
        _("How often the same person comes, reads or saves something"),
        _("We cannot tell: a count adds one, and does not know for whom."),
    ),
    NotCollected(
        _("Traces of your visit"),
        _(
            "A page that you only read sets no cookie, and nothing comes from another company. The "
            "address of your computer is in no count and no log of ours. Only who gets the "
            "editors’ password wrong leaves it, so that nobody can guess."
        ),
    ),
)
