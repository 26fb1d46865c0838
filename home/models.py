"""Contents of the ground floor; each noun has a file of its own."""

from .handovers import Handover
from .letters import Letter
from .neighbourhoods import Nearby, NeighbourhoodPage, NeighbourhoodsPage
from .organisations import Organisation, PartnersPage
from .outgoing import OutgoingMail
from .pages import HomePage, PlainPage
from .postcodes import Postcode
from .updates import UpdatePage, UpdatesPage
from .venues import Venue
from .wording import Wording

__all__ = [
    "Handover", "HomePage", "Letter", "Nearby", "NeighbourhoodPage", "NeighbourhoodsPage",
    "Organisation", "OutgoingMail", "PartnersPage", "PlainPage", "Postcode", "UpdatePage",
    "UpdatesPage", "Venue", "Wording",
]  # fmt: skip
