"""Contents of the ground floor; each noun has a file of its own."""

from .letters import Letter
from .organisations import Organisation, PartnersPage
from .pages import HomePage, PlainPage
from .postcodes import Postcode
from .venues import Venue
from .wording import Wording

__all__ = [
    "HomePage",
    "Letter",
    "Organisation",
    "PartnersPage",
    "PlainPage",
    "Postcode",
    "Venue",
    "Wording",
]
