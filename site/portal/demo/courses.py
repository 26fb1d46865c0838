"""The invented courses of Eastgate, their dates, and the people who booked.

Dates are told from today: (weeks, weekday, start, end), Monday being 0; weeks below 0 are over.
"""

COURSES = [
    {
        "at": "eastgate-library",
        "slug": "pain-at-the-front-desk",
        "title": "Talking about pain at the front desk",
        "summary": "Know what to say, and whom to point to, when somebody tells you that it hurts.",
        "cpd_hours": "2.0",
        "accrediting_body": "Eastgate Learning Board (invented)",
        "accreditation_reference": "ELB-2041",
        "audience": ["primary_care", "libraries", "volunteers"],
        "delivery": "in_person",
        "outcomes": "Open a conversation about aches without playing the doctor\n"
        "Tell what can wait from what needs help now\n"
        "Point people to a drop-in that is on, near them, this week",
        "about": "<p>Two hours, in a small group, with real conversations from our own desk. "
        "No slides. You leave with one card to keep beside the telephone.</p>",
        "picture": ("library.jpg", "A red-brick library with a green door and a ramp"),
    },
    {
        "at": "eastgate-library",
        "slug": "facts-you-can-trust",
        "title": "Helping people find health facts they can trust",
        "summary": "Show somebody in five minutes where good advice about joints and muscles is.",
        "cpd_hours": "1.5",
        "accrediting_body": "Eastgate Learning Board (invented)",
        "accreditation_reference": "ELB-2042",
        "audience": ["libraries", "vcse", "volunteers"],
        "delivery": "online",
        "outcomes": "Tell a good source from a loud one\n"
        "Use the four modules of this site with a visitor\n"
        "Print a handout in a size that people can read",
        "about": "<p>Online, with cameras off if you like. We practise on the questions that you "
        "bring.</p>",
        "picture": None,
    },
    {
        "at": "lantern-street-kitchen",
        "slug": "on-your-feet-all-day",
        "title": "On your feet all day: lifting, carrying, standing",
        "summary": "Look after your own back and knees, and those of the people beside you.",
        "cpd_hours": "3.0",
        "accrediting_body": "Kitchen Skills Circle (invented)",
        "accreditation_reference": "KSC-118",
        "audience": ["food_banks", "volunteers", "vcse"],
        "delivery": "in_person",
        "outcomes": "Set up a counter so that nobody bends all day\n"
        "Share a heavy crate between two\n"
        "Notice early when a volunteer is in pain, and say so kindly",
        "about": "<p>We meet in the kitchen and move real crates. Wear shoes that you can stand "
        "in. Lunch is at half past twelve and you are welcome to stay.</p>",
        "picture": ("food-bank-cafe.jpg", "A café with a striped awning and crates of vegetables"),
    },
    {
        "at": "kestrel-park-club",
        "slug": "moving-with-sore-joints",
        "title": "Moving with sore joints: first steps in a group",
        "summary": "Lead ten gentle minutes that everybody in the room can join, sitting or standing.",
        "cpd_hours": "4.0",
        "accrediting_body": "",
        "accreditation_reference": "",
        "audience": ["vcse", "social_care", "volunteers"],
        "delivery": "both",
        "outcomes": "Plan ten minutes of movement for a mixed group\n"
        "Offer every movement in an easier and a harder way\n"
        "Stop in time, and know what to say then",
        "about": "<p>Two mornings a week apart: one in the pavilion, one online to tell how it "
        "went.</p>",
        "picture": ("sports-pavilion.jpg", "A white sports pavilion with a clock and a veranda"),
    },
]

# What is booked on each run, in the order of PEOPLE; "offered" and "waiting" need a full run.
RUNS = [
    {
        "course": "pain-at-the-front-desk",
        "dates": [(2, 1, "10:00", "12:00")],
        "capacity": 12,
        "confirmed": 4,
        "note": "Tea and biscuits from half past nine.",
    },
    {
        "course": "pain-at-the-front-desk",
        "dates": [(3, 3, "14:00", "16:00")],
        "capacity": 6,
        "confirmed": 6,
        "waiting": 2,
        "gives_up": 1,
    },
    {
        "course": "pain-at-the-front-desk",
        "dates": [(-2, 1, "10:00", "12:00")],
        "capacity": 10,
        "confirmed": 8,
    },
    {
        "course": "facts-you-can-trust",
        "dates": [(0, "tomorrow", "13:00", "14:30")],
        "link": "https://meet.eastgate.example/facts",
        "capacity": 20,
        "confirmed": 5,
        "closes": "today",
    },
    {
        "course": "facts-you-can-trust",
        "dates": [(5, 2, "18:00", "19:30")],
        "link": "https://meet.eastgate.example/facts",
        "capacity": 20,
        "confirmed": 1,
    },
    {
        "course": "on-your-feet-all-day",
        "dates": [(2, 4, "09:30", "12:30")],
        "capacity": 8,
        "confirmed": 7,
        "note": "Lunch afterwards costs what you can pay.",
    },
    {
        "course": "on-your-feet-all-day",
        "dates": [(4, 4, "09:30", "12:30")],
        "capacity": 8,
        "confirmed": 2,
        "state": "cancelled",
    },
    {
        "course": "moving-with-sore-joints",
        "dates": [(3, 5, "10:00", "12:00"), (4, 5, "10:00", "12:00")],
        "online_from": 1,
        "link": "https://meet.eastgate.example/moving",
        "capacity": 10,
        "confirmed": 3,
        "leaves": 1,
    },
    {
        "course": "moving-with-sore-joints",
        "dates": [(8, 5, "10:00", "12:00"), (9, 5, "10:00", "12:00")],
        "online_from": 1,
        "capacity": 10,
        "state": "proposed",
        "by": "newpartner",
    },
    {
        "course": "moving-with-sore-joints",
        "dates": [(6, 2, "10:00", "12:00"), (7, 2, "10:00", "12:00")],
        "online_from": 1,
        "capacity": 10,
        "confirmed": 2,
        "state": "closed",
    },
]

# name, organisation, sector, role
PEOPLE = [
    ("Asha Verma", "Harebell Surgery", "primary_care", "Receptionist"),
    ("Tomasz Zieliński", "Lantern Street Community Kitchen", "food_banks", "Shift lead"),
    ("Ruth Adeyemi", "Eastgate Carers", "vcse", "Carers' support worker"),
    ("Joe Pritchard", "Eastgate Library", "libraries", "Library assistant"),
    ("Samira Haddad", "Noor House Community Centre", "vcse", ""),
    ("Linda Shaw", "Kestrel Park Sports Club", "volunteers", "Bowls captain"),
    ("Wei Chen", "Foxglove Home Care", "social_care", "Team leader"),
    ("Maryam Iqbal", "Harebell Surgery", "primary_care", "Link worker"),
    ("Peter O’Dowd", "St Bride’s Pantry", "food_banks", "Volunteer"),
    ("Grace Mensah", "Foxglove Home Care", "social_care", "Carer"),
]
