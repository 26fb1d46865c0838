"""Contents of the ground floor; each noun has a file of its own."""

from .letters import Letter
from .organisations import Organisation, PartnersPage
from .outgoing import OutgoingMail
from .pages import HomePage, PlainPage
from .postcodes import Postcode
from .venues import Venue
from .wording import Wording

__all__ = [
    "HomePage",
    "Letter",
    "Organisation",
    "OutgoingMail",
    "PartnersPage",
    "PlainPage",
    "Postcode",
    "Venue",
    "Wording",
]
