"""Contents of the ground floor; each noun has a file of its own."""

from .handovers import Handover
from .ideas import Idea
from .letters import Letter
from .neighbourhoods import Nearby, NeighbourhoodPage, NeighbourhoodsPage
from .organisations import Organisation, PartnersPage
from .outgoing import OutgoingMail
from .pages import HomePage, PlainPage
from .postcodes import Postcode
from .update_followers import UpdateFollower
from .updates import UpdatePage, UpdatesPage
from .venues import Venue
from .wording import Wording

__all__ = [
    "Handover", "HomePage", "Idea", "Letter", "Nearby", "NeighbourhoodPage", "NeighbourhoodsPage",
    "Organisation", "OutgoingMail", "PartnersPage", "PlainPage", "Postcode", "UpdateFollower",
    "UpdatePage", "UpdatesPage", "Venue", "Wording",
]  # fmt: skip
