"""The invented neighbourhoods of the demo: real postcode sectors, invented names and groups."""

from datetime import date

from home.models import Nearby, NeighbourhoodPage, Organisation
from portal.founding import make_child

NEIGHBOURHOODS = [
    {
        "slug": "eastgate",
        "title": "Eastgate",
        "intro": "The streets around the market and the library, down to the canal.",
        "notice": "The market moves to the car park behind the library until the square is paved.",
        "areas": "LE5 1, LE5 3, LE5 5",
        "contact_name": "Fatima",
        "contact_role": "Community Development Worker at Eastgate Library",
        "contact_phone": "01632 960101",
        "contact_email": "hello@library.eastgate.example",
        "nearby": [
            ("Eastgate Walkers", "A slow walk and a sit-down, every day but Sunday.", "walkers"),
            ("Mend and Chat", "Mending clothes in company; the chairs have arms.", "mend"),
        ],
        "here": ["eastgate-library", "lantern-street-kitchen", "eastgate-carers"],
    },
    {
        "slug": "northfold",
        "title": "Northfold",
        "intro": "Noor House, Harebell Road and the terraces up to the railway.",
        "areas": "LE5 2, LE5 4",
        "contact_name": "Amina",
        "contact_role": "Social prescriber at Noor House",
        "contact_phone": "01632 960156",
        "nearby": [
            ("Northfold Allotments", "Raised beds for people who cannot bend.", "allotments"),
        ],
        "here": ["noor-house", "harebell-surgery"],
    },
    {
        "slug": "southmead",
        "title": "Southmead",
        "intro": "Kestrel Park and the houses on its south side.",
        "areas": "LE5 6",
        "contact_role": "The pavilion, mornings",
        "contact_phone": "01632 960145",
        "nearby": [],
        "here": ["kestrel-park-club"],
    },
]


def build_neighbourhoods(parent) -> None:
    """Makes those that are not there, and says of their partners that they are in them."""
    for row in NEIGHBOURHOODS:
        if NeighbourhoodPage.objects.child_of(parent).filter(slug=row["slug"]).exists():
            continue
        fields = {key: value for key, value in row.items() if key not in ("nearby", "here")}
        agreed_on = date(2026, 11, 2) if row.get("contact_name") else None
        page = NeighbourhoodPage(contact_agreed_on=agreed_on, **fields)
        page.nearby = [
            Nearby(name=name, what=what, link=f"https://{where}.eastgate.example/")
            for name, what, where in row["nearby"]
        ]
        make_child(parent, page)
        for organisation in Organisation.objects.filter(slug__in=row["here"], alias_of=None):
            organisation.neighbourhood = page
            organisation.save_revision().publish()
