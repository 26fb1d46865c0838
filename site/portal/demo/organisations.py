"""The invented partners of Eastgate, and who logs in for them. All but one chose open data.

Telephone numbers come from the range kept free for drama (01632 960000 to 960999).
"""

ORGANISATIONS = [
    {
        "slug": "eastgate-library",
        "title": "Eastgate Library",
        "kind": "library",
        "summary": "Books, computers, warm rooms and people who know whom to ask.",
        "about": "<p>We are the red-brick library by the market. Nobody needs a library card "
        "to come in and sit down.</p><p>Our staff can help you read a letter, print a form or "
        "find the right person to talk to.</p>",
        "picture": ("library.jpg", "A red-brick library with a green door and a ramp"),
        "phone": "01632 960101",
        "email": "hello@library.eastgate.example",
        "in_open_data": True,
    },
    {
        "slug": "lantern-street-kitchen",
        "title": "Lantern Street Community Kitchen",
        "kind": "food",
        "summary": "A café and food bank where everybody eats at the same table.",
        "about": "<p>Lunch is at half past twelve and costs what you can pay. The food bank is "
        "open at the back, no voucher needed on the first visit.</p>",
        "picture": ("food-bank-cafe.jpg", "A café with a striped awning and crates of vegetables"),
        "phone": "01632 960112",
        "email": "hello@kitchen.eastgate.example",
        "in_open_data": True,
    },
    {
        "slug": "harebell-surgery",
        "title": "Harebell Surgery",
        "kind": "surgery",
        "summary": "The GP surgery on Harebell Road. You do not have to be our patient to drop in.",
        "about": "<p>The drop-ins are in the garden room, with its own door. You do not need an "
        "appointment and nobody will ask you to register.</p>",
        "picture": ("surgery.jpg", "A low surgery building with a blue door and a ramp"),
        "phone": "01632 960123",
        "email": "hello@surgery.eastgate.example",
        "in_open_data": True,
    },
    {
        "slug": "eastgate-carers",
        "title": "Eastgate Carers",
        "kind": "charity",
        "summary": "For people who look after somebody, by people who do.",
        "about": "<p>Lifting, turning, carrying shopping for two: carers know about sore backs. "
        "Come for ten minutes or the whole morning, and bring the person you care for.</p>",
        "picture": ("church-hall.jpg", "A church hall with a red door and a noticeboard"),
        "phone": "01632 960134",
        "email": "hello@carers.eastgate.example",
        "in_open_data": True,
    },
    {
        "slug": "kestrel-park-club",
        "title": "Kestrel Park Sports Club",
        "kind": "sport",
        "summary": "Bowls, walking football and a kettle that is always on.",
        "about": "<p>Most of us are over fifty and all of us ache somewhere. You do not have to "
        "play anything: the pavilion is warm and the chairs have backs.</p>",
        "picture": ("sports-pavilion.jpg", "A white sports pavilion with a clock and a veranda"),
        "phone": "01632 960145",
        "email": "hello@club.eastgate.example",
    },
    {
        "slug": "noor-house",
        "title": "Noor House Community Centre",
        "kind": "charity",
        "summary": "A neighbourhood centre with rooms, classes and tea, open to everybody.",
        "about": "<p>We speak Urdu, Gujarati, Bengali, Arabic and English. There is a quiet room "
        "and a separate room for women on Wednesday evenings.</p>",
        "picture": (
            "community-centre.jpg",
            "A community centre with glass doors and a mural of a sunrise",
        ),
        "phone": "01632 960156",
        "email": "hello@noor.eastgate.example",
        "in_open_data": True,
    },
]

# user name, first name, organisation, trusted to publish
PARTNERS = [
    ("partner1", "Fatima", "eastgate-library", True),
    ("partner2", "Marek", "lantern-street-kitchen", True),
    ("newpartner", "Bev", "kestrel-park-club", False),
]
