"""The words of the demo's plain pages."""

ABOUT = [
    (
        "paragraph",
        "<p>Eastgate Neighbours is a demo. The neighbourhood, its people and its "
        "organisations are invented, to show what this software does.</p><p>On a real site, local "
        "charities, surgeries and libraries run the drop-ins together. Each edits its own pages, so "
        "what you read comes from the people who open the door.</p>",
    ),
    ("heading", "How a drop-in works"),
    (
        "paragraph",
        "<p>You walk in. Somebody says hello and offers you a seat. You can talk to a "
        "physio about what hurts, or to a social prescriber about what else makes life hard. You can "
        "also just have tea. It is free, and you can leave whenever you like.</p>",
    ),
    ("heading", "Where the numbers come from"),
    (
        "paragraph",
        '<p>The page <a href="/about/data/">where our data comes from</a> says how we '
        "work out distances and bank holidays.</p>",
    ),
]

ACCESSIBILITY = [
    (
        "paragraph",
        "<p>We want everybody to be able to use these pages. They are built to the Web "
        "Content Accessibility Guidelines 2.2, levels A and AA, and every kind of page is checked "
        "by a program for each change, in light and in dark colours.</p>",
    ),
    ("heading", "What you can do"),
    (
        "paragraph",
        "<ul><li>Zoom to 400% without scrolling sideways.</li><li>Use everything with a "
        "keyboard, and without JavaScript.</li><li>Use your phone's dark colours.</li><li>Print any "
        "page: menus and forms stay off the paper.</li></ul>",
    ),
    ("heading", "What is not good enough yet"),
    (
        "paragraph",
        "<ul><li>The pages are in English only.</li><li>Some documents that partners "
        "add may not work well with a screen reader. Ring us and we send you the text.</li></ul>",
    ),
    ("heading", "Tell us"),
    (
        "paragraph",
        "<p>If something does not work for you, ring the number at the foot of this "
        "page. We answer within five working days. If you are not happy with the answer, the "
        "Equality Advisory and Support Service can help.</p>",
    ),
]

PRIVACY = [
    ("heading", "Of visitors"),
    (
        "paragraph",
        "<p>To read, look for a drop-in or come to one, you tell us nothing, and we keep nothing "
        "about you. There are no cookies on the pages that you read, nobody follows you, and nothing comes "
        "from another company. A form that you send sets one cookie, so that nobody else can send it "
        "in your name.</p>"
        "<p>When you type a postcode, our computer works out the distance and forgets it. It is not "
        "written down anywhere.</p>",
    ),
    ("heading", "Of people who run drop-ins"),
    (
        "paragraph",
        "<p>A first name stands on a page only when that person agreed, with the day on "
        "which they did. They can have it taken off at once.</p>",
    ),
    ("heading", "Of partners who log in"),
    (
        "paragraph",
        "<p>We keep a name, an e-mail address and what was changed when, so that "
        "mistakes can be put right. Logging in sets one cookie, which goes when you log out.</p>",
    ),
    ("heading", "Your rights"),
    (
        "paragraph",
        "<p>You may ask what we hold about you and have it changed or removed. Ring the "
        "number at the foot of this page.</p>",
    ),
]

DATA = [
    ("heading", "Bank holidays"),
    (
        "paragraph",
        "<p>Bank holidays in England, with their substitute days, are worked out by the "
        "open library “holidays”.</p>",
    ),
    ("heading", "What is on"),
    (
        "paragraph",
        "<p>Dates, times and facts about buildings come from the organisations "
        "themselves. If you find a mistake, ring the number on that page.</p>",
    ),
]

BODIES = {"about": ABOUT, "accessibility": ACCESSIBILITY, "privacy": PRIVACY, "data": DATA}
