"""The invented learning sessions of Eastgate: one by a rule, one on a set of dates."""

HOST, PHYSIO = "host", "physio"

# organisation and venue, slug, title, module, weeks from now of a set (else a rule), the rest as
# for drop-ins.
LEARNING_SESSIONS = [
    {
        "at": "noor-house",
        "slug": "understanding-pain-together",
        "title": "Understanding pain, together",
        "module": "pain-management",
        "rule": ("weekly", 2, [4]),
        "hours": ("10:30", "12:00"),
        "summary": "Eight of us round a table, one topic each time. Come to any of them.",
        "people": [(HOST, "Amina")],
        "languages": ["en", "ur"],
        "bring": "",
        "in_finder": True,
    },
    {
        "at": "kestrel-park-club",
        "slug": "five-gentle-moves",
        "title": "Five gentle moves, in company",
        "module": "exercise-and-movement",
        "weeks": [1, 2, 4, 6],
        "day": 5,
        "hours": ("14:00", "15:00"),
        "summary": "We try the five moves from the handout on chairs, slowly, and have tea after.",
        "people": [(HOST, "Bev"), (PHYSIO, "Sam")],
        "languages": ["en"],
        "bring": "Shoes that you can walk in.",
        "in_finder": False,
    },
]
