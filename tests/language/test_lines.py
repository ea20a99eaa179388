"""What is furniture, and above all what is not."""

import time

import pytest

from digest.language.lines import (
    byline,
    credited,
    dateline,
    furniture,
    is_heading,
    is_summary_label,
    opens_letter,
)

FURNITURE = {
    "prompt": [
        "0 Comments",
        "3 comments on “Ferry hits the wall”",
        "Leave a Reply",
        "Post a comment below",
        "View all 14 comments",
        "Comments are closed.",
        "Commenting on this article is closed",
        "You must be logged in to post a comment.",
        "You must log in or join us to leave a remark here.",
        "Log in to reply",
        "Your e-mail address will not be made public",
        "No votes yet.",
        "Please wait...",
        "Rate this article",
        "Please enable JavaScript to watch this video",
        "Join the conversation",
        "Media playback is unsupported on your device",
        "There was a problem saving your notification.",
        "Have a news tip? Write to us.",
        "Tell us what you saw in the comments below.",
        "Comments (3)",
        "Please enter the characters shown in the picture",
    ],
    "appeal": [
        "Support The Ostrel Lantern!",
        "Support independent journalism",
        "Donate now",
        "Subscribe to our morning letter",
        "Sign up for the Harbour Briefing",
        "Become a member today",
        "Get our weekly newsletter every Friday",
        "Keep The Ostrel Lantern free to read!",
        "Stay up to date with the harbour",
        "Follow us on Facebook and Instagram",
        "Find Radio Vesk on Twitter",
        "Download our free app for your telephone",
        "Make a one-time donation",
        "Thank you for reading",
        "Remind me later.",
        "Monthly",
        "Payment methods",
        "Share this: Facebook",
        "Print this page",
        "Dear readers,",
        "A message from The Ostrel Lantern:",
        "This article is for subscribers only.",
        "You have 2 free articles left this month.",
        "To continue reading, create a free account.",
        "Cet article est réservé aux abonnés.",
        "Dieser Artikel ist nur für Abonnenten verfügbar.",
        "By signing up you agree to our terms of use.",
        "Every Friday our newsletter brings you the week in Vesk, and you can leave at any time.",
        "We depend on donations from people like you to keep the presses running.",
        "If you value our reporting, please consider a subscription.",
        "The news of the islands, in your inbox",
    ],
    "navigation": [
        "The post Who runs the pilots? A look back. appeared first on The Drasna Lantern.",
        "The post Ferry towed to Drasna first appeared on Harbour Notes.",
        "Tags: ferries · Drasna · pilots",
        "This is a developing story and will be updated.",
        "Please check back for updates.",
        "Publié le 12 mars 2026 à 10h30 - Mis à jour le 13 mars 2026 à 08h12",
        "Temps de lecture : 3 min.",
        "Read more",
        "Read more: Harbour master resigns",
        "Continue reading",
        "Advertisement",
        "Advertisement Continue reading the main story",
        "Story continues below",
        "Related:",
        "RELATED: Tugs return to Drasna",
        "See also: The week in pictures",
        "Most read",
        "Click here to see the map",
        "Click to share on Facebook (Opens in new window)",
        "For more news on the port, follow us",
        "Image 3 of 9",
        "View all photos",
        "See more videos",
        "12 shares",
        "4 min read",
        "Updated: 12 March 2026",
        "Posted 3:57 PM, March 12",
        "Last updated 2 hours ago",
        "https://lantern.example/story/12",
        "pic.twitter.com/abcdef",
        "newsdesk@lantern.example",
        "* * *",
        "___",
        "Ferries | Harbours | Drasna | Accidents",
        "#Drasna #Ferry #Breaking",
        "To contact the reporter on this story: Ana Lisk in Ostrel",
        "Contact the writer: ana@lantern.example",
        "These crawls are run every week to archive pages that others refer to.",
        "These crawls are made to archive pages as they come. "
        + "A copy stays, come what may. " * 12,
        "Since 2004, Lantern Search has given its crawl data to the archive. It is kept for a year.",
        "This is a set of web collections that Ana Lisk chose. "
        + "They are open to everyone. " * 9,
        "HarbourZone is a collection of WARCs that came from outside. They are kept for reference.",
        "When you tweet with a location, it is stored. You can delete it later. Learn more",
    ],
    "credit": [
        "Source: Northern Wire",
        "Sourse: northernwire.example",
        "Sources: Northern Wire and the coastguard",
        "Soruce: Lantern",
        "Via Northern Wire",
        "© 2026 Lantern Press",
        "Copyright 2026 Lantern Press. All rights reserved.",
        "All rights reserved.",
        "Reporting by Ana Lisk; Editing by Bo Varga",
        "(Additional reporting by Ana Lisk in Vesk, writing by Bo Varga)",
        "Photos by Ana Lisk and Bo Varga",
        "Northern Wire contributed to this report.",
        "This article was first published by the Ostrel Lantern.",
        "Originally published on lantern.example",
        "Our Standards: The Lantern Principles.",
        "A version of this article appears in print on March 13, 2026, Section A, Page 3.",
        "Ana Lisk and Bo Varga reported from Ostrel.",
        "Information from: Northern Wire",
    ],
    "caption": [
        "Photo: Ana Lisk",
        "File photo: the ferry in calmer days",
        "The ferry at the quay (Photo: Ana Lisk)",
        "Ana Lisk/AP",
        "Captain Velnik leaves the court in Ostrel (Petra Lund/Northern Wire)",
        "Image copyright Lantern Image caption The ferry was built in 1998",
        "Hide Caption 5 of 43 Photos: The crossing The ferry leaves Vesk.",
        "FILE - In this March 3, 2020, file photo, the ferry leaves Vesk.",
        "The ferry leaves Vesk. | Getty Images",
        "Divers at the wall on March 12, 2026. Rescue went on through the... (Associated Press)",
        "The minister at the harbour office. Ministry of Transport",
        "From left to right: Ana Lisk, Bo Varga and Simona Ferrant",
        "Nobody tells us anything here. — Bo Varga (@bovarga) March 12, 2026",
    ],
    "label": ["Deep Look", "Breaking news", "Editor’s note", "Analysis"],
}

REPORT = [
    "Credit: the savings bank will lend again in spring, the minister said.",
    "Photos: none was ever found, the court heard.",
    "Source: the ministry said that four people had died there.",
    "A letter from Simona Ferrant",
    "This article of the treaty binds both islands, the court ruled.",
    "Publié le 3 mars, le rapport accuse le ministère.",
    "The Lantern lost 4,000 subscribers in a year, its owner said on Tuesday.",
    "Subscribers to the ferry’s season ticket will get their money back, the line said.",
    "Donations for the families passed 80,000 crowns by noon.",
    "The charity asked people to donate blankets, and by evening the hall was full.",
    "He declined to comment.",
    "No comment was available from the ministry.",
    "Comments by the minister drew laughter in the chamber.",
    "“You must log in to see your own pension,” Prosek complained.",
    "“We need your support, and we need it now,” the mayor told the crowd.",
    "“Our newspaper will not be silenced,” the editor said. “You can count on us.”",
    "The note read: “Support us or leave,” according to the police.",
    "Support for the coalition fell to 23 percent in March.",
    "Support grew among farmers after the frost.",
    "Source: a word that the witness used eleven times in an hour before the judge asked her to stop.",
    "The source: a cracked pipe under the quay, engineers said on Monday.",
    "Scores: Vesk 3, Drasna 1.",
    "Sauce: that is where the cook says the secret lies.",
    "By Tuesday the water had risen.",
    "By Friday Mr Holm had read all of it.",
    "From Drasna the train goes north to Ostrel twice a day.",
    "From Drasna Harbour, the ferry sails twice a day.",
    "Via Roma was closed to traffic on Monday.",
    "The virus first appeared in the harbour district in 1998.",
    "The allegations were first reported by the Ostrel Standard on Monday.",
    "Originally published in 1911, the guide has never been out of print, and it still sells.",
    "For more than a decade, news of the mine came only by boat.",
    "For more than 20 years he would follow the same path to the lighthouse.",
    "Reading the full report aloud took the clerk two hours.",
    "Read more books, the teachers told the class.",
    "Watch officers said that they saw nothing.",
    "Photos by the agency show smoke rising above the port.",
    "Reporting by the newspaper led to two resignations, the board said.",
    "Copyright holders sued the library on Monday.",
    "Strong exports contributed 0.4 points to growth.",
    "The storm contributed to this year’s losses, the insurer said.",
    "Smoke was reported from the hold at six.",
    "The company sued Getty Images on Monday.",
    "She wrote the first story for the Associated Press (AP).",
    "The train reached a speed of 193 kph (120 mph/hour).",
    "The bill was tabled by the two sister parties (CDU/CSU).",
    "There was a problem with the pump, the captain said.",
    "27 votes were invalid.",
    "No vote was taken.",
    "12 replies came in before noon.",
    "Let us not forget that a free press is what our society rests on, the judge wrote.",
    "ANNA LISK: We laughed, and you could tell that our donation had surprised them.",
    "If the pump fails, you cannot steer, a former captain explained.",
    "Signs up and down the quay told visitors to keep away.",
    "Published figures show a fall of 4 percent.",
    "Updated rules take effect in May, the ministry said.",
    "Share prices fell by 12 per cent.",
    "Follow-up checks found two more leaks.",
    "Monthly rents rose by a tenth.",
    "Once the tug arrived, the ferry was towed to Drasna.",
    "Images from the satellite show the slick moving east.",
    "Tags on the luggage led the police to a flat in Ostrel.",
    "Search teams found the recorder on Thursday.",
    "Copies of the letter, seen by the Lantern, are dated February 9.",
    "The two networks, Facebook and Twitter, removed the film within an hour.",
    "She posted the picture on Facebook and wrote “help us” in the comments.",
    "Her first post, on Instagram, said: “Follow me.”",
    "Dear life is what the passengers held on to, one of them said.",
    "A message from the captain reached the harbour four minutes too late.",
    "This report was published on Thursday by the audit court.",
    "“Thank you for reading it out,” he said to the clerk.",
    "COVID-19 wards were opened again in Ostrel.",
    "The post of harbour master appeared first on Tuesday in a list of cuts.",
    "The post by the minister first appeared on a board in the harbour.",
    "The crawl is kept alive by swimmers who archive its results. " + "They met in Ostrel. " * 20,
    "A set of web pages gave the fraud away. " + "They were read in court on Monday. " * 7,
]


@pytest.mark.parametrize(
    ("kind", "line"), [(kind, line) for kind, lines in FURNITURE.items() for line in lines]
)
def test_furniture_is_told_by_form_and_voice(kind: str, line: str) -> None:
    """Every kind of line that crawlers bring along is called what it is."""
    assert furniture(line) == kind


@pytest.mark.parametrize("line", REPORT)
def test_report_is_never_furniture(line: str) -> None:
    """A sentence of a report that speaks of subscribers, comments or sources stays in it."""
    assert furniture(line) is None
    assert byline(line) is None
    assert credited(line) is None


def test_a_long_paragraph_is_report_whatever_it_ends_with() -> None:
    """A copyright notice at the end of a whole article on one line does not take the article along."""
    line = "The pump leaked for weeks, two officials said. " * 30 + "All rights reserved."
    assert furniture(line) is None


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("DRASNA — A ferry sank.", "DRASNA", None),
        ("DRASNA / OSTREL — A ferry sank.", "DRASNA / OSTREL", None),
        ("NEW VESK, Lastovia (AP) — A ferry sank.", "NEW VESK, Lastovia", "AP"),
        ("OSTREL (Northern Wire) - A ferry sank.", "OSTREL", "Northern Wire"),
        ("OSTREL, March 12 (Reuters) - A ferry sank.", "OSTREL", "Reuters"),
        ("Ostrel (CNN) -- A ferry sank.", "Ostrel", "CNN"),
        ("ST. OLA, Vesk – “Nobody came,” she said.", "ST. OLA, Vesk", None),
        ("(Ostrel) – A ferry sank.", "Ostrel", None),
        ("DRASNA, Lastovia - A ferry sank.", "DRASNA, Lastovia", None),
        ("DRASNA (AP) _ A ferry sank.", "DRASNA", "AP"),
    ],
)
def test_a_dateline_names_place_and_agency(line: str, place: str, agency: str | None) -> None:
    """The usual shapes are read, and end right before the report."""
    found = dateline(line)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert line[found.end :][0] in "A“"


@pytest.mark.parametrize(
    "line",
    [
        "COVID-19 wards were opened again.",
        "EU-China talks end without a word.",
        "AFL-CIO leaders met.",
        "Drasna — the port of the islands — was quiet.",
        "NATO said nothing.",
        "NATO — The alliance met on Monday.",
        "UNESCO – The harbour is on the list.",
        "HARBOUR - The wall was closed on Monday.",
        "FILE - In this photo the ferry leaves.",
        "A — B.",
        "",
    ],
)
def test_a_hyphen_or_a_dash_alone_makes_no_dateline(line: str) -> None:
    """Compounds and mere dashes are not taken for a place."""
    assert dateline(line) is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ana Lisk", "Ana Lisk"),
        ("By ANA LISK", "ANA LISK"),
        ("by: Ana Lisk, Staff Writer", "Ana Lisk"),
        ("By Ana Lisk and Bo Varga", "Ana Lisk and Bo Varga"),
        ("By Ana van Lisk | March 12", "Ana van Lisk"),
        ("By Đặng Thu Hà", "Đặng Thu Hà"),
        ("Par Éloïse Marchand", "Éloïse Marchand"),
        ("By Ana Lisk in Ostrel", "Ana Lisk"),
    ],
)
def test_a_byline_names_its_author(line: str, author: str) -> None:
    """With or without a colon, a role, a date, a second name."""
    assert byline(line) == author


@pytest.mark.parametrize(
    "line",
    [
        "By the harbour",
        "By Tuesday Evening",
        "By March Bo had left.",
        "By Ana Lisk had been told that nobody would come to the harbour that night.",
        "From Drasna",
        "",
    ],
)
def test_no_name_no_byline(line: str) -> None:
    """Days, places and sentences are no authors."""
    assert byline(line) is None


@pytest.mark.parametrize(
    ("line", "whom"),
    [
        ("Source: northernwire.example", "northernwire.example"),
        ("Sourse: northernwire.example", "northernwire.example"),
        ("Souce: Northern Wire", "Northern Wire"),
        ("SOURCE: Northern Wire.", "Northern Wire"),
        ("Source is Northern Wire", "Northern Wire"),
        ("Originally published by the Ostrel Lantern, March 3", "the Ostrel Lantern"),
        ("This story first appeared on lantern.example", "lantern.example"),
        ("via lantern.example", "lantern.example"),
        ("With reporting by lantern.example", "lantern.example"),
        ("With reporting by the Ostrel Lantern", "the Ostrel Lantern"),
        ("Quelle: Northern Wire", "Northern Wire"),
        ("Fuente: Northern Wire", "Northern Wire"),
        ("Источник: Северный провод", "Северный провод"),
        ("来源：北方通讯社", "北方通讯社"),
        ("(Source: Reuters)", "Reuters"),
    ],
)
def test_a_credit_names_the_origin(line: str, whom: str) -> None:
    """Also where the word is misspelt by one letter."""
    assert credited(line) == whom


@pytest.mark.parametrize(
    "line",
    [
        "(Source: WQRS)",
        "Source: Ana Lisk / Flickr",
        "Source: Lantern Pictures via Getty",
        "With reporting by Ana Lisk",
        "This story was first reported by the Ostrel Lantern.",
    ],
)
def test_pictures_helpers_and_scoops_are_no_credit(line: str) -> None:
    """The text is the outlet's own."""
    assert credited(line) is None


def test_headings_are_short_and_no_sentence() -> None:
    """In scripts without spaces as well."""
    assert is_heading("A Warning in February")
    assert is_heading("What happens next?")
    assert not is_heading("The pump leaked.")
    assert not is_heading("他说他不会走。")
    assert not is_heading("ตำรวจกล่าวว่าเรือข้ามฟากชนเขื่อนกันคลื่นในท่าเรือเมื่อเย็นวันพุธและมีผู้เสียชีวิต")


def test_summary_labels_and_letters() -> None:
    """What heads an outlet's own list, and what opens its letter."""
    assert is_summary_label("Drasna Ferry: Quick Looks")
    assert is_summary_label("Key points")
    assert not is_summary_label("The report needs no summary, the judge said.")
    assert opens_letter("Dear subscribers,")
    assert not opens_letter("A letter from the minister reached the union in May.")
    assert opens_letter("A message from The Ostrel Lantern:")
    assert opens_letter("An appeal from Radio Vesk:")
    assert opens_letter("A word from Harbourpost", "Harbourpost")
    assert not opens_letter("A letter from Eva Lund", "Harbourpost")
    assert not opens_letter("A letter from Eva Lund:", "")


@pytest.mark.parametrize("line", ["* " * 5000, "(" * 300, "12:30", "***", "— 5 —"])
def test_a_line_without_a_letter_is_navigation_at_once(line: str) -> None:
    """However long the run of marks is."""
    assert furniture(line) == "navigation"


def test_a_run_of_marks_before_a_line_costs_no_time() -> None:
    """A thousand such lines are looked at in well under a second each hundred."""
    began = time.perf_counter()
    for _ in range(1000):
        furniture("(" * 300 + "x")
        credited("* " * 100 + "x")
    assert time.perf_counter() - began < 3
