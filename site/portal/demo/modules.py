"""Demo content for the four learning modules and the "when to get help now" notice.

Plain data, no imports. Every word was written for this demo and is general information only: it holds no
doses, names no medicine to choose and has not been clinically checked. Each module lists the public sources
that its general points rest on. File names refer to the folders "pictures" and "handouts" beside this file.
"""

# Rests on the NHS website (pages on back pain, joint pain, chest pain, and when to use 999 and 111),
# NICE guideline NG59 and Versus Arthritis. Demo text, not clinically checked.
HELP_NOW_HTML = (
    "<p>Most aches and pains are not dangerous. A few signs mean that you need help quickly.</p>"
    "<p><b>Call 999 or go to A&amp;E now if you have back pain or leg pain and any of these:</b></p>"
    "<ul>"
    "<li>new numbness or tingling around your genitals, back passage or inner thighs</li>"
    "<li>you cannot pee, cannot feel when you pee, or cannot control your pee or poo</li>"
    "<li>weakness or numbness in both legs</li>"
    "<li>pain that started after a bad accident, such as a car crash or a fall from a height</li>"
    "</ul>"
    "<p><b>Call 999 now for chest pain.</b> Call 999 too if you find it hard to breathe, or if someone's life is "
    "in danger.</p>"
    "<p><b>Call 111, or ask your GP for an urgent appointment today, if you have any of these:</b></p>"
    "<ul>"
    "<li>a hot, swollen, painful joint, or a joint pain with a fever or feeling hot and shivery</li>"
    "<li>back pain with a fever</li>"
    "<li>a swollen, painful calf or leg</li>"
    "<li>a joint you cannot move, or a leg you cannot stand on, after an injury</li>"
    "</ul>"
    "<p><b>Ask your GP for an appointment soon if you have any of these:</b></p>"
    "<ul>"
    "<li>weight loss that you cannot explain</li>"
    "<li>pain that is worse at night and does not ease when you change position</li>"
    "<li>pain and you have, or have had, cancer</li>"
    "<li>pain that keeps getting worse</li>"
    "</ul>"
    "<p>Not sure? Call 111 or talk to your own GP or pharmacist. You are not wasting anyone's time.</p>"
)

MODULES = [
    {
        "slug": "pain-management",
        "title": "Pain management",
        "summary": "Why pain can stay, how to pace your day, and small things that help you keep doing what matters to you.",
        "minutes": 60,
        "picture": "pain.jpg",
        "picture_alt": "A woman rests in a green armchair at home, with a notebook on the chair arm and a cup of tea beside her.",
        "body": [
            (
                "paragraph",
                "<p>Bad backs, sore knees and stiff necks are very common. Most of them ease with time. While you wait, "
                "there is a lot that you can do yourself. You do not have to be free of pain to have a good day.</p>",
            ),
            ("heading", "What pain is telling you"),
            (
                "paragraph",
                "<p>Pain is real, and it is not all in your head. It is your body's alarm. Sometimes the alarm rings because "
                "you are hurt. Sometimes it keeps ringing after the hurt has healed, like a smoke alarm that goes off when "
                "you make toast.</p>"
                "<p>Many things can turn the alarm up or down:</p>"
                "<ul>"
                "<li><b>Up:</b> poor sleep, worry, money trouble, feeling alone, doing far too much or hardly anything</li>"
                "<li><b>Down:</b> gentle movement, warmth, good company, rest, and knowing what is going on</li>"
                "</ul>"
                "<p>So more pain does not always mean more harm. If a pain is new, strong or worries you, ask someone to "
                "look at it.</p>",
            ),
            ("heading", "Spread the load"),
            (
                "paragraph",
                "<p>On a good day it is easy to do everything at once. Then the next two days are bad. Pacing means that you "
                "do a bit, rest a bit, and stop before the pain makes you stop.</p>",
            ),
            (
                "steps",
                [
                    "Pick one job that often sets off your pain, like hoovering or standing to cook.",
                    "Notice how long you can do it before the pain starts to build.",
                    "Next time, stop a little before that point, even if you feel fine.",
                    "Sit, stretch or do something different for a few minutes.",
                    "Go back to it if you want to. Add a little more time each week.",
                ],
            ),
            (
                "tip",
                {
                    "title": "Swap, do not stop",
                    "text": "Split the shopping into two small bags. Sit down to peel the potatoes. Do one room today and one "
                    "tomorrow. The job still gets done, and so does the rest of your day.",
                },
            ),
            ("heading", "Find out what helps you"),
            (
                "paragraph",
                "<p>What helps your neighbour may not help you. Try one thing at a time and give it a few days. Write down "
                "what you did and how the day went, in your own words. There is no need to score your pain out of ten.</p>"
                "<ul>"
                "<li>A warm bath or a wrapped hot water bottle can relax tight muscles.</li>"
                "<li>Slow breathing can help when pain flares up.</li>"
                "<li>Changing position often is better than finding one perfect way to sit.</li>"
                "<li>A walk with a friend can take your mind somewhere else.</li>"
                "</ul>"
                "<p>Most people get a flare-up now and then. It does not mean that you have gone back to the start. Do less "
                "for a day or two, keep moving gently, then build up again.</p>",
            ),
            (
                "ask",
                {
                    "who": "physio",
                    "text": "Is it safe for me to keep moving? What should I do when it flares up? You can ask the physio at "
                    "any drop-in. You do not need a letter or an appointment.",
                },
            ),
        ],
        "sources": (
            "<ul>"
            '<li>NHS website, pages on living with pain: <a href="https://www.nhs.uk">nhs.uk</a></li>'
            "<li>NICE guideline NG193, Chronic pain (primary and secondary) in over 16s: "
            '<a href="https://www.nice.org.uk">nice.org.uk</a></li>'
            "<li>NICE guideline NG59, Low back pain and sciatica in over 16s: "
            '<a href="https://www.nice.org.uk">nice.org.uk</a></li>'
            '<li>Versus Arthritis, managing your pain: <a href="https://www.versusarthritis.org">versusarthritis.org</a></li>'
            "</ul>"
        ),
        "materials": [
            {
                "title": "What helps me",
                "description": "A one-page diary with no scores. Write what you did, what helped and what you would like to do next.",
                "file": "what-helps-me.pdf",
                "picture": None,
            },
        ],
    },
    {
        "slug": "medication",
        "title": "Medication",
        "summary": "How to get the most from a talk with a pharmacist, and how to keep track of what you take.",
        "minutes": 45,
        "picture": "medicines.jpg",
        "picture_alt": "A woman with a list in her hand talks to a pharmacist across the counter.",
        "body": [
            (
                "paragraph",
                "<p>Medicines can help with pain, but they are only one part of feeling better. This page does not tell you "
                "what to take. It helps you to ask good questions, so that you and the people who know your health can "
                "choose together.</p>",
            ),
            ("heading", "Your pharmacist is a good place to start"),
            (
                "paragraph",
                "<p>Pharmacists are trained experts in medicines. You can walk into most high street pharmacies without an "
                "appointment. Many have a private room, so just ask if you would rather not talk at the counter.</p>"
                "<p>Before you buy or take anything for pain, tell the pharmacist:</p>"
                "<ul>"
                "<li>every medicine you take now, with or without a prescription</li>"
                "<li>any creams, patches, vitamins or herbal remedies you use</li>"
                "<li>any other health problems, such as asthma, high blood pressure or stomach, heart or kidney trouble</li>"
                "<li>any medicine that has made you ill before</li>"
                "<li>if you are pregnant, might be pregnant or are breastfeeding</li>"
                "</ul>",
            ),
            (
                "ask",
                {
                    "who": "pharmacist",
                    "text": "What is this for? How do I take it, and for how long? Can I take it with my other medicines? What "
                    "should I look out for? Is there something else I could try?",
                },
            ),
            ("heading", "Staying safe"),
            (
                "paragraph",
                "<p>A medicine that you can buy in a shop can still do harm. Two packets with different names may have the "
                "same medicine inside. Some medicines for pain do not mix with others, or with alcohol.</p>",
            ),
            (
                "steps",
                [
                    "Read the leaflet each time you get a new medicine. Ask for large print if you need it.",
                    "Take it the way the label says. Never take more because the pain is worse.",
                    "Keep to medicines that are meant for you. Do not share yours or use someone else's.",
                    "Store them out of sight and reach of children.",
                    "Take old or spare medicines back to a pharmacy. Do not put them in the bin or down the toilet.",
                ],
            ),
            (
                "paragraph",
                "<p>If a medicine makes you feel unwell, call your pharmacist, your GP or 111. If you cannot breathe well, or "
                "your face, lips or tongue swell up, call 999.</p>"
                "<p>If you think that you took too much, get help at once, even if you feel well. Call 111, or call 999 if "
                "you feel very ill.</p>",
            ),
            ("heading", "Keep a list and look at it again"),
            (
                "paragraph",
                "<p>Write down what you take and when. Keep the list in your bag or take a photo of it. It saves you from "
                "having to remember when you feel rushed.</p>"
                "<p>Some people take the same tablets for years because nobody asked if they still help. It is fine to ask "
                "for a review. But <b>do not stop a prescribed medicine on your own</b>. Some need to be cut down slowly, with "
                "help.</p>",
            ),
            (
                "tip",
                {
                    "title": "Put everything in one bag",
                    "text": "Not sure what it is all called? Put every packet, tube and bottle in a bag and take it with you "
                    "to the pharmacy. The pharmacist can go through it with you.",
                },
            ),
            (
                "ask",
                {
                    "who": "gp",
                    "text": "Do I still need all of these? Could any of them be making me tired, dizzy or unwell? Can someone "
                    "go through them with me?",
                },
            ),
        ],
        "sources": (
            "<ul>"
            '<li>NHS website, Medicines A to Z and pages on pharmacies: <a href="https://www.nhs.uk">nhs.uk</a></li>'
            "<li>NICE guideline NG5, Medicines optimisation: "
            '<a href="https://www.nice.org.uk">nice.org.uk</a></li>'
            "<li>NICE guideline NG215, Medicines associated with dependence or withdrawal symptoms: "
            '<a href="https://www.nice.org.uk">nice.org.uk</a></li>'
            "<li>NICE guideline NG193, Chronic pain (primary and secondary) in over 16s: "
            '<a href="https://www.nice.org.uk">nice.org.uk</a></li>'
            "</ul>"
        ),
        "materials": [
            {
                "title": "Questions for a pharmacist",
                "description": "One page to fill in at home and take with you: what you take now, and what you would like to ask.",
                "file": "questions-for-a-pharmacist.pdf",
                "picture": None,
            },
        ],
    },
    {
        "slug": "exercise-and-movement",
        "title": "Exercise and movement",
        "summary": "Gentle ways to move more, starting from where you are today, in a chair, at home or with others.",
        "minutes": 60,
        "picture": "movement.jpg",
        "picture_alt": "In a park, a man on a bench straightens one leg, a woman stretches her arms up, and two people walk, one with a stick.",
        "body": [
            (
                "paragraph",
                "<p>When something hurts, it is natural to keep still. For most muscle and joint pain, gentle movement helps "
                "more than long rest. It does not have to be sport. Dancing while the kettle boils counts.</p>",
            ),
            ("heading", "Start from where you are"),
            (
                "paragraph",
                "<p>Some movement is good, and more is better. Even a few minutes is worth it. Choose something you like, or "
                "at least do not mind, because then you are more likely to keep going.</p>"
                "<ul>"
                "<li>Get up or shift about often if you sit a lot.</li>"
                "<li>Walk to the next bus stop, or round the block.</li>"
                "<li>Use things at home to get stronger, such as the stairs or a bag of shopping.</li>"
                "<li>Move with other people. It is more fun and it is harder to skip.</li>"
                "</ul>"
                "<p>You may ache a little when you start something new. That is normal if it settles by the next day or so. "
                "If it does not settle, do less next time and build up more slowly.</p>",
            ),
            ("heading", "Three moves to try"),
            (
                "paragraph",
                "<p>Wear shoes that grip, and use a firm chair that cannot slide. Do each move a few times, slowly. Keep "
                "breathing. If you use a wheelchair, put the brakes on and do the moves that suit you.</p>",
            ),
            (
                "exercise",
                {
                    "name": "Shoulder rolls",
                    "how": [
                        "Sit or stand tall, with your arms loose by your sides.",
                        "Lift both shoulders gently towards your ears.",
                        "Roll them back and down in a slow circle.",
                        "Rest, then roll them the other way.",
                    ],
                    "stop_if": "you get sharp pain, or if your arm goes numb or tingles.",
                },
            ),
            (
                "exercise",
                {
                    "name": "Leg straighten",
                    "how": [
                        "Sit well back in your chair with both feet on the floor.",
                        "Slowly straighten one leg as far as feels easy.",
                        "Hold it for a moment, then lower it slowly.",
                        "Change legs.",
                    ],
                    "stop_if": "your knee locks, gives way or hurts sharply.",
                },
            ),
            (
                "exercise",
                {
                    "name": "Sit to stand",
                    "how": [
                        "Sit near the front of the chair, feet flat and a little apart.",
                        "Lean forward and stand up slowly. Push with your hands if you need to.",
                        "Stand tall for a moment.",
                        "Sit down again with control, not with a bump.",
                    ],
                    "stop_if": "you feel dizzy or unsteady, or if you get chest pain. Chest pain means call 999.",
                },
            ),
            ("heading", "Make it part of your week"),
            (
                "steps",
                [
                    "Choose one small thing that you could do this week.",
                    "Tie it to something you do already, like brushing your teeth.",
                    "Tell someone, or ask them to join in.",
                    "If you miss a day, just start again the next day.",
                ],
            ),
            (
                "tip",
                {
                    "title": "Can you still talk?",
                    "text": "If you breathe a bit faster but can still chat, you are working at a good level. If you can only "
                    "gasp a word or two, slow down.",
                },
            ),
            (
                "ask",
                {
                    "who": "physio",
                    "text": "Which moves are best for my pain? How do I know when to do more? Ask first if you have had a "
                    "recent operation, a fall or a new injury, or if you have a heart or lung problem.",
                },
            ),
        ],
        "sources": (
            "<ul>"
            "<li>UK Chief Medical Officers' physical activity guidelines, 2019: "
            '<a href="https://www.gov.uk">gov.uk</a></li>'
            '<li>NHS website, pages on exercise and keeping active: <a href="https://www.nhs.uk">nhs.uk</a></li>'
            "<li>NICE guideline NG226, Osteoarthritis in over 16s: "
            '<a href="https://www.nice.org.uk">nice.org.uk</a></li>'
            "<li>Versus Arthritis, exercising with arthritis: "
            '<a href="https://www.versusarthritis.org">versusarthritis.org</a></li>'
            "</ul>"
        ),
        "materials": [
            {
                "title": "Five gentle moves",
                "description": "One page to keep by your chair: five slow moves you can do sitting or holding on.",
                "file": "five-gentle-moves.pdf",
                "picture": None,
            },
        ],
    },
    {
        "slug": "wellbeing",
        "title": "General health and wellbeing",
        "summary": "Sleep, mood, food and friends all touch on pain. Small changes, and people who can help with the big things.",
        "minutes": 60,
        "picture": "wellbeing.jpg",
        "picture_alt": "Three neighbours tend a raised vegetable bed; one waters, one digs and one, in a wheelchair, holds a flower pot.",
        "body": [
            (
                "paragraph",
                "<p>Pain does not live in a knee or a back alone. It touches sleep, mood, work and family, and they touch it "
                "too. When one of them gets a bit easier, pain is often easier to live with.</p>",
            ),
            ("heading", "Sleep, food and rest"),
            (
                "paragraph",
                "<p>A bad night makes pain feel worse, and pain makes for a bad night. You cannot force sleep, but you can "
                "make room for it.</p>"
                "<ul>"
                "<li>Get up at about the same time each day, even after a bad night.</li>"
                "<li>Get some daylight in the morning.</li>"
                "<li>Try a pillow between or under your knees if that eases your back or hips.</li>"
                "<li>Keep the last hour calm: dim light, quiet music, no news.</li>"
                "</ul>"
                "<p>Food does not cure pain, but regular meals give you energy to move and to mend. Drink enough, eat fruit "
                "and vegetables when you can, and go easy on alcohol. If you smoke, help to stop is free. If food is hard to "
                "afford, you are not the only one. Tell someone at the drop-in, in private if you like.</p>",
            ),
            ("heading", "Mood, worry and company"),
            (
                "paragraph",
                "<p>Feeling low, cross or worn out is common when you hurt. It is not weakness. Talking helps, and so does "
                "doing one thing each day that you enjoy.</p>"
                "<p>Pain can make your world smaller. You say no to one thing, then to another. It can grow again in small "
                "steps.</p>",
            ),
            (
                "steps",
                [
                    "Think of one thing you miss because of pain.",
                    "Find the smallest part of it that you could do this week.",
                    "Choose a day and a person to do it with.",
                    "Afterwards, notice what was good about it.",
                ],
            ),
            (
                "tip",
                {
                    "title": "Come for the tea",
                    "text": "You do not need a reason to come to a drop-in. Some people come for advice. Some come for a chat "
                    "and a warm room. You can just sit and listen.",
                },
            ),
            ("heading", "When the big things get in the way"),
            (
                "paragraph",
                "<p>It is hard to look after a sore back when you worry about rent, a damp home, work or caring for someone. "
                "A social prescriber is a person whose job is to listen, find out what matters to you and link you with "
                "local help. That could be advice on benefits, a group, or someone to go with you the first time.</p>",
            ),
            (
                "ask",
                {
                    "who": "social_prescriber",
                    "text": "I am worried about money, my home or my job. Who can help me near here? Is there a group where I "
                    "could meet people? Could someone come with me?",
                },
            ),
            (
                "ask",
                {
                    "who": "gp",
                    "text": "I have felt low or worried for more than two weeks. I am not sleeping. What help is there, and can "
                    "I ask for talking therapy myself?",
                },
            ),
            (
                "paragraph",
                "<p>If you feel that you cannot go on, or might hurt yourself, <b>call 111 and choose the mental health "
                "option</b>, day or night. If you are in danger now, <b>call 999</b>. People will want to help you.</p>",
            ),
        ],
        "sources": (
            "<ul>"
            "<li>NHS website, pages on sleep, mental wellbeing, eating well and help in a mental health crisis: "
            '<a href="https://www.nhs.uk">nhs.uk</a></li>'
            "<li>NICE guideline NG193, Chronic pain (primary and secondary) in over 16s: "
            '<a href="https://www.nice.org.uk">nice.org.uk</a></li>'
            '<li>NHS England, Social prescribing: <a href="https://www.england.nhs.uk">england.nhs.uk</a></li>'
            "<li>UK Chief Medical Officers' low risk drinking guidelines, 2016: "
            '<a href="https://www.gov.uk">gov.uk</a></li>'
            '<li>Versus Arthritis, sleep and wellbeing: <a href="https://www.versusarthritis.org">versusarthritis.org</a></li>'
            "</ul>"
        ),
        "materials": [
            {
                "title": "My week",
                "description": "A one-page plan for seven days, with room for rest, people, movement and one thing to enjoy.",
                "file": "my-week.pdf",
                "picture": None,
            },
        ],
    },
]
