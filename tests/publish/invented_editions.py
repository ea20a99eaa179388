"""Invented editions: a full one, the one before it, an empty one, a hostile one."""

from dataclasses import replace

from digest.models import (
    Correction,
    Derivation,
    Difference,
    Edition,
    EditionArticle,
    LeftOut,
    Name,
    Passage,
    Quote,
    Section,
    Statement,
    Story,
    Tie,
    TimelineEntry,
    Variant,
)

COURIER = (
    "The Marrow Bridge in Vellmar will stay closed until at least 14 March, harbour engineers said"
    " on Tuesday.\n\nInspectors found cracks in four of the eleven steel hangers on the northern"
    " span.\n\n“Nobody will cross that bridge until I would let my own children cross it,” said"
    " chief engineer Ilse Brandvold.\n\nAbout 18,000 people use the bridge on a working day."
    " Ferries will run every ten minutes from Wednesday, the port authority said.\n\nThe bridge"
    " was opened in 1974 and last repaired in 2011."
)
GAZETTE = (
    "Vellmar's Marrow Bridge is to remain shut until 14 March at the earliest.\n\nCracks were found"
    " in four hangers on the northern span, inspectors reported.\n\n“No one is going to cross that"
    " bridge until I would let my own children cross it,” Ilse Brandvold, the chief engineer, told"
    " the Vellmar Courier.\n\nFerries are to run every ten minutes from Wednesday."
)
POST = (
    "VELLMAR — A routine inspection on Monday night led to the closing of the Marrow Bridge,"
    " stranding hundreds of commuters.\n\nCity council leader Tomas Okarin said the closing could"
    " last “well into April”.\n\nFive hangers are damaged, according to two people who saw the"
    " report.\n\nShop owners on the north bank said their takings had fallen by half since the"
    " closing.\n\nThe council will meet on Thursday to decide who pays for the ferries."
)
BLATT = (
    "Die Marrow-Brücke in Vellmar bleibt mindestens bis Mitte März gesperrt.\n\nTäglich nutzen"
    " rund 18.000 Menschen die Brücke.\n\nDer Stadtrat berät am Donnerstag über die Kosten der"
    " Fähren."
)
LATE = (
    "Hundreds of commuters were stranded in Vellmar after the Marrow Bridge was closed overnight."
)
LIGHT = (
    "The Skerry Point lighthouse will be lit again on Saturday after nine years in the dark."
    "\n\nVolunteers restored its lamp with parts from a museum."
)
LAMP = "Skerry Point's lamp, dark since 2016, will be switched on again on Saturday evening."
CHEESE = "A goat's cheese from the Dunmere valley won the regional fair on Sunday."
CHOIR = "The Ostend choir is looking for two basses before its spring concert."

# Long enough that the limit on the share of an article leaves room for what supports others.
MORE = "\n\n" + " ".join(
    f"Paragraph {number} of this report tells of other matters at the harbour of Vellmar."
    for number in range(12)
)
COURIER, GAZETTE, POST, BLATT, LATE, LIGHT, LAMP = (
    text + MORE for text in (COURIER, GAZETTE, POST, BLATT, LATE, LIGHT, LAMP)
)

URL = "https://courier.example/bridge"


def article(key, outlet, title, text, **more):
    """An article of an edition, whose id is `key`."""
    known = {
        "author": None,
        "url": f"https://{key}.example/2031/03/bridge-closed",
        "published": "2031-03-04T07:30:00+01:00",
        "language": "en",
        "derived_from": None,
        "source": f"articles/{key}.html",
    }
    words = len(text.split())
    return EditionArticle(
        id=key, title=title, outlet=outlet, text=text, words=words, asides=(), **(known | more)
    )


ARTICLES = (
    article("courier", "Vellmar Courier", "Marrow Bridge closed until mid-March", COURIER,
            author="Anna Lindqvist", url=URL),
    article("gazette", "Northshore Gazette", "Bridge to stay shut for ten days", GAZETTE,
            published="2031-03-04", derived_from=Derivation(
                "courier", "rewrite", 0.71,
                ("the same facts in the same order", "credits the Vellmar Courier"))),
    article("post", "The Tidewater Post", "North bank counts the cost of a closed bridge", POST),
    article("blatt", "Küstenblatt", "Brücke in Vellmar gesperrt", BLATT, language="de",
            published="2031-03-04T09:00:00Z"),
    article("late", "Unknown outlet (articles/late-edition-of-the-fourth-of-march.txt)", "", LATE,
            url=None, published=None, derived_from=Derivation(
                None, "credit", 0.5, ("credits a news agency",))),
    article("light", "Skerry Herald", "Lighthouse shines again", LIGHT, published="2031-03-03"),
    article("lamp", "Island Radio", "Lamp returns to Skerry Point", LAMP, published="2031-03-04"),
    article("cheese", "Dunmere Weekly", "Goat's cheese wins", CHEESE, published="2031-03-02"),
    article("choir", "Ostend Notes", "Choir seeks basses", CHOIR, url=None, published=None),
)  # fmt: skip

_BY_ID = {each.id: each for each in ARTICLES}


def at(key, words, field="text"):
    """The passage of an article where `words` stand; they must stand there."""
    start = getattr(_BY_ID[key], field).index(words)
    return Passage(key, start, start + len(words), field)


def statement(key, words, *support, text=None, origins=None):
    """A statement cut from one article, supported by (article, words) of others."""
    others = tuple(at(*each) for each in support)
    cited = {key, *(each.article for each in others)}
    return Statement(text or words, (at(key, words),), others, len(cited), origins or len(cited))


def headline(key):
    """A headline that is an article's own title."""
    title = _BY_ID[key].title
    return Statement(title, (Passage(key, 0, len(title), "title"),), (), 1, 1)


def variant(key, words):
    """A value or wording as one article prints it."""
    return Variant(words, (at(key, words),))


def story(key, members, **parts):
    """A story that holds nothing but what is given."""
    empty = {
        "slug": key,
        "tag": f"tag:digest.example,2031-03-04:{key}",
        "standfirst": None,
        "quick_look": (),
        "deep_look": (),
        "quotes": (),
        "differences": (),
        "names": (),
        "timeline": (),
        "origins": tuple((member,) for member in members),
        "why": (),
        "published": "2031-03-04",
        "updated": "2031-03-04",
        "first_edition": None,
        "new": (),
        "place": None,
        "section": None,
        "importance": {"score": 1.0},
    }
    return Story(id=f"st-{key}", articles=tuple(members), **(empty | parts))


BRIDGE = story(
    "marrow-bridge-closed",
    ("courier", "gazette", "post", "blatt", "late"),
    origins=(("courier", "gazette"), ("post",), ("blatt",), ("late",)),
    headline=headline("courier"),
    standfirst=statement(
        "courier",
        "The Marrow Bridge in Vellmar will stay closed until at least 14 March",
        ("gazette", "Marrow Bridge is to remain shut until 14 March at the earliest"),
        ("blatt", "Die Marrow-Brücke in Vellmar bleibt mindestens bis Mitte März gesperrt"),
        origins=2,
    ),
    quick_look=(
        statement(
            "courier",
            "Inspectors found cracks in four of the eleven steel hangers on the northern span.",
            ("gazette", "Cracks were found in four hangers on the northern span"),
            origins=1,
        ),
        statement(
            "post",
            "A routine inspection on Monday night led to the closing of the Marrow Bridge,"
            " stranding hundreds of commuters.",
            ("late", "Hundreds of commuters were stranded in Vellmar"),
        ),
        statement("courier", "About 18,000 people use the bridge on a working day.",
                  ("blatt", "Täglich nutzen rund 18.000 Menschen die Brücke.")),
        statement("courier", "Ferries will run every ten minutes from Wednesday",
                  ("gazette", "Ferries are to run every ten minutes from Wednesday."), origins=1),
        statement("blatt", "Der Stadtrat berät am Donnerstag über die Kosten der Fähren.",
                  ("post", "The council will meet on Thursday to decide who pays")),
    ),
    deep_look=(
        Section("The damage", (
            statement("courier", "The bridge was opened in 1974 and last repaired in 2011."),
            statement("post", "Five hangers are damaged, according to two people who saw the"
                      " report."),
        )),
        Section("What it costs", (
            statement("post", "Shop owners on the north bank said their takings had fallen by half"
                      " since the closing."),
        )),
    ),
    quotes=(
        Quote(
            "Ilse Brandvold",
            "Nobody will cross that bridge until I would let my own children cross it",
            (at("courier", "Nobody will cross that bridge until I would let my own children"
                " cross it"),),
            (variant("gazette", "No one is going to cross that bridge until I would let my own"
                     " children cross it"),),
        ),
    ),
    differences=(
        Difference("number", "damaged hangers", (
            variant("courier", "four of the eleven steel hangers"),
            variant("post", "Five hangers"),
        ), 0.9),
        Difference("date", "end of the closing", (
            variant("courier", "until at least 14 March"),
            variant("post", "well into April"),
            variant("blatt", "bis Mitte März"),
        ), 0.7, development=True),
    ),
    names=(
        Name("Ilse Brandvold", "person", ()),
        Name("Marrow Bridge", "place", ("Marrow-Brücke",)),
    ),
    timeline=(
        TimelineEntry("1974", statement("courier", "The bridge was opened in 1974")),
        TimelineEntry("2031-03-03", statement(
            "post", "A routine inspection on Monday night led to the closing")),
    ),
    why=(Tie(("courier", "post"), 0.8, ("bridge", "marrow")),),
    published="2031-03-04T07:30:00+01:00",
    updated="2031-03-04T09:00:00Z",
    place="Vellmar",
    section="Infrastructure",
    first_edition="2031-03-03",
    new=(3, 4),
    corrections=(Correction("2031-03-03", "The bridge will open again on Friday."),),
)  # fmt: skip

LIGHTHOUSE = story(
    "lighthouse-shines-again",
    ("light", "lamp"),
    headline=headline("light"),
    quick_look=(
        statement("light", "The Skerry Point lighthouse will be lit again on Saturday",
                  ("lamp", "will be switched on again on Saturday evening")),
        statement("light", "Volunteers restored its lamp with parts from a museum."),
    ),
    published="2031-03-03",
)  # fmt: skip
FAIR = story("goats-cheese-wins", ("cheese",), headline=headline("cheese"),
             quick_look=(statement("cheese", CHEESE),), published="2031-03-02",
             updated="2031-03-02")  # fmt: skip
BASSES = story("choir-seeks-basses", ("choir",), headline=headline("choir"),
               quick_look=(statement("choir", CHOIR),), published=None, updated=None)  # fmt: skip


def full():
    """An edition with every part a story can have, small stories, and an input left out."""
    return Edition(
        version=1,
        id="2031-03-04",
        title="The Lantern",
        date="2031-03-04",
        updated="2031-03-04T09:00:00Z",
        language="en",
        tag="tag:digest.example,2031-03-03:digest",
        stories=(BRIDGE, LIGHTHOUSE, FAIR, BASSES),
        articles=ARTICLES,
        left_out=(
            LeftOut("articles/menu.html", "read", "it holds no article"),
            LeftOut("https://weather.example/feed.xml", "read", "the server did not answer"),
        ),
    )


def earlier():
    """The edition of the day before: the bridge with less known, and nothing else."""
    articles = tuple(each for each in ARTICLES if each.id in ("post", "late"))
    bridge = replace(
        BRIDGE,
        articles=("post", "late"),
        origins=(("post",), ("late",)),
        headline=headline("post"),
        standfirst=None,
        quick_look=(BRIDGE.quick_look[1],),
        deep_look=(),
        quotes=(),
        differences=(),
        timeline=(),
        published="2031-03-03",
        updated="2031-03-03",
        first_edition="2031-03-03",
        new=(0,),
        corrections=(),
    )
    return replace(
        full(), id="2031-03-03", date="2031-03-03", updated="2031-03-03T22:00:00Z",
        stories=(bridge,), articles=articles, left_out=(),
    )  # fmt: skip


def empty():
    """An edition without a story."""
    return replace(full(), stories=(), articles=())


HOSTILE = (
    '<script>alert("x")</script> {{ 7*7 }} {% raw %} # *a* _b_ [c](javascript:d) `e` <!-- f '
    "\x00\x07\x1b\u202e\u2066 &amp; ]]> | --- ![g](https://h.example/i) www.j.example k@l.example"
)


def hostile():
    """An edition whose every outside word is an attack."""
    text = f"{HOSTILE} one two three.\n\n1. {HOSTILE} </p><img src=x onerror=alert(1)>"
    evil = EditionArticle(
        id="evil", title=f"# {HOSTILE}", outlet=f"- {HOSTILE}", author=HOSTILE,
        url="javascript:alert(1)", published="yesterday <b>", language='"><script>', words=40,
        derived_from=None, source=HOSTILE, text=text, asides=(),
    )  # fmt: skip
    second = replace(evil, id="odd", url="https://odd.example/a b?q=(1)&r=<script>#é-%zz",
                     derived_from=Derivation("evil", "wire", 1.0, (HOSTILE,)))  # fmt: skip
    whole = Passage("evil", 0, len(text))
    other = Passage("odd", 0, len(text))
    said = Statement(text, (whole,), (other,), 2, 1)
    made = story(
        "hostile", ("evil", "odd"), origins=(("evil", "odd"),),
        headline=replace(said, text=f"# {HOSTILE}"), standfirst=said, quick_look=(said, said),
        deep_look=(Section(f"> {HOSTILE}", (said,)), Section(f"> {HOSTILE}", (said,))),
        quotes=(Quote(HOSTILE, text, (whole,), (Variant(f"{HOSTILE} end", (other,)),)),),
        differences=(Difference("title", HOSTILE, (
            Variant(HOSTILE, (whole,)), Variant(f"{HOSTILE}.", (other,))), 1.0),),
        names=(Name(HOSTILE, "other", (HOSTILE,)),),
        timeline=(TimelineEntry(HOSTILE, said),), place=HOSTILE, section=HOSTILE,
        published="not a date", updated="9999-12-31T23:59:59Z",
        corrections=(Correction(HOSTILE, HOSTILE),),
    )  # fmt: skip
    return replace(full(), title=HOSTILE, stories=(made,), articles=(evil, second),
                   left_out=(LeftOut(HOSTILE, HOSTILE, HOSTILE),))  # fmt: skip
