"""How copies are told: by runs of words, by the order of sentences, by what an article credits."""

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from digest.language.vectors import SentenceVectors
from digest.models import Article
from digest.prepare import prepare
from digest.read.files import read_paths
from digest.read.plain import with_credits
from digest.trace import trace
from digest.trace.across import copies_across
from digest.trace.alignment import Retellings
from digest.trace.runs import (
    longest_shared,
    particulars_shared,
    runs_of,
    sentences_shared,
    shared_runs,
)

SEEDS = {a.source: a for a in read_paths([Path(__file__).parents[2] / "seeds"]).articles}
WIRE, OWN, REWORDED, SHORTENED = (
    next(a for s, a in SEEDS.items() if s.startswith(n)) for n in ("02", "01", "03", "04")
)

CALL = "Anyone with information about the theft is asked to call the police of Tolmin at once."
THEFT = f"""Four bells were taken from the church of Saint Orla in the night to Tuesday.
The sexton found the door of the tower open when he came to ring for the early service.
A lorry had been seen in the lane behind the churchyard by a baker on his way to work.
{CALL}"""
THEFT_AGAIN = f"""Thieves have emptied the belfry at Tolmin, the parish council said.
The bells weighed two tons and were cast when the harbour was dug.
Insurance will pay for new ones, but not before the winter is over.
{CALL}"""


CHARGES = """The man is charged with burglary of an inhabited dwelling and possession of stolen goods.
The charge of burglary of an inhabited dwelling carries a term of two to nine years upon conviction.
Whoever buys or keeps goods that he must take to be stolen may be fined as well as imprisoned."""
ARREST = f"""Bo Menko, 34, of Harbour Lane in Tolmin, was taken from the ferry to Drasna on Monday.
Constable Ana Lisk found 12 silver spoons and a clock from the Orla Chapel in his sea chest.
The sexton, Rudi Hamm, had missed them since Easter.
A baker saw a stranger climb the wall of the churchyard with a lantern on the night before.
Judge Hilde Orm let him go home for 900 crowns, and he must be back in court on 4 May.
His sister keeps an inn near the lighthouse, where he had worked in the kitchen for a winter.
{CHARGES}"""
OTHER_ARREST = f"""Police in Ostrel arrested Mikkel Brand, 51, on Friday in a barn near the Kettle Road.
They say 40 bicycles were hidden there under hay, among them one of Mayor Olga Prill.
A neighbour, Tove Sand, heard bells at night.
The farmer who owns the barn had let it to a cousin and never looked inside, he told them.
Brand sold saddles at the fair of Wend for 20 years until his stall burned down in 2019.
A dog led the officers through a beet field to the door, which was fastened with a chain.
{CHARGES}"""
STATEMENT = """The school released this statement:
We are saddened by what befell one of our pupils in the boathouse, and our thoughts are with his family.
No other child was in the boathouse, and lessons will be held tomorrow as on any other day of the term.
Helpers of the parish will sit in the library for whoever wishes to talk to somebody in the morning."""


def article(article_id, text, **more):
    told = {"title": "", "outlet": f"The {article_id} Post", "source": f"{article_id}.txt"} | more
    return Article(article_id, text=text, **told)


def traced(*articles):
    return trace([prepare(a) for a in articles])


def runs(text):
    return runs_of(prepare(article("a", text)))


def thinned(text, every=4):
    """Every fourth word left out: no run of five words is left, and each sentence says the same."""
    lines = [
        " ".join(w for at, w in enumerate(line.split(), 1) if at % every or w[-1] in ".!?")
        for line in text.split("\n\n")
    ]
    return "\n\n".join(lines)


# ---- runs of words ---------------------------------------------------------------------------


def test_runs_leave_quotations_out():
    """Of a sentence that quotes, the words around the marks alone, on each side for itself."""
    told = (
        "The mayor said in the hall on Monday: “We are going to build the bridge before it rains.”"
    )
    assert {w for w in runs(told).told if w} == {
        "the", "mayor", "said", "in", "hall", "on", "monday",
    }  # fmt: skip


def test_runs_cross_no_sentence():
    """Two sentences of five words each have two runs, not six."""
    assert (
        len(runs("Nine lorries blocked the bridge. Seven ferries left the harbour.").distinct) == 2
    )


def test_texts_of_fewer_than_five_words_have_no_run():
    """Nor has an empty one."""
    assert [len(runs(text).distinct) for text in ("", "It rained.", "***")] == [0, 0, 0]


def test_a_shared_call_for_witnesses_is_no_shared_run():
    """The police wrote it, and every outlet prints it."""
    one, other = runs(THEFT), runs(THEFT_AGAIN)
    assert longest_shared(one, other) == ()
    assert sentences_shared(one, other) == 0


def test_reports_of_two_arrests_that_share_the_charges_are_no_copies():
    """A fifth of their words are the same, and hardly a name or a figure."""
    one, other = runs(ARREST), runs(OTHER_ARREST)
    assert len(set(one.hashes) & set(other.hashes)) >= 0.25 * len(one.distinct)
    assert particulars_shared(one, other) == 0
    assert traced(article("a", ARREST), article("b", OTHER_ARREST)).derived == {}


def test_a_copy_that_keeps_the_names_is_one():
    """Of the same length as what shares the charges alone."""
    kept = "\n".join([*ARREST.split("\n")[:3], *OTHER_ARREST.split("\n")[1:3]])
    assert particulars_shared(runs(ARREST), runs(kept)) > 0.5
    assert len(traced(article("a", ARREST), article("b", kept)).derived) == 1


def test_particulars_of_a_text_that_has_few_are_not_asked_for():
    """Nor of one in a script without capitals."""
    plain = "Nobody knows who rang the bells of the chapel on the hill that night or why."
    assert particulars_shared(runs(plain), runs("It rained.")) == 1


def test_a_statement_that_two_print_makes_no_copy():
    """Neither outlet wrote it, though neither puts it between marks."""
    told = [f"{own}\n{STATEMENT}" for own in (ARREST, OTHER_ARREST.replace(CHARGES, ""))]
    assert longest_shared(*map(runs, told)) == ()


def test_what_follows_a_statement_is_told_again():
    """From where somebody is reported to have said something."""
    after = "The mayor said on Tuesday that the boathouse would stay closed until spring."
    printed = runs(f"{STATEMENT}\n{after}").told
    assert "saddened" not in printed
    assert "closed" in printed


def test_the_longest_shared_run_stands_in_both():
    """Not one pieced together of two that follow each other in one of the texts alone."""
    one = runs("The old ferry to Drasna struck the northern breakwater at dawn and sank.")
    other = runs(
        "The old ferry to Drasna struck a whale; it struck the northern breakwater at dawn and sank."
    )
    assert longest_shared(one, other) == tuple(
        "struck the northern breakwater at dawn and sank".split()
    )


def test_copies_of_a_few_words_need_more_in_common():
    """Reports of one release share a run or two; a fifth of a long text is more than that."""
    shared = "The sexton found the door of the tower open when he came to ring for the service. "
    own = "A lorry was seen in the lane behind the churchyard by a baker on his way to the mill. "
    words = "crow dove finch gull heron ibis jay kite lark merlin owl quail".split()
    rest = [f"{' '.join(word + chr(97 + n) for word in words)}." for n in range(24)]
    one = article("a", shared + own + " ".join(rest[:9]))
    other = article("b", shared + " ".join(rest[9:18]))
    assert traced(one, other).derived == {}
    thrice = [
        article(i, shared + own + " ".join(part))
        for i, part in (("a", rest[:6]), ("b", rest[6:12]))
    ]
    assert len(traced(*thrice).derived) == 1


def birds(number):
    """A sentence of ten words of which nine are no other sentence's."""
    words = "crow dove finch gull heron ibis jay kite lark".split()
    return f"The {' '.join(f'{word}{number}' for word in words)}."


def half_shared(both, own):
    """Two texts of so many sentences that both have, and so many that each has alone."""
    shared = [birds(at) for at in range(both)]
    return [
        " ".join([*shared, *(birds(first + at) for at in range(own))]) for first in (1000, 2000)
    ]


@pytest.mark.parametrize(
    ("both", "own", "kind", "score"),
    [
        (1, 2, "wire", 0.333),
        (1, 3, None, 0),
        (2, 3, "wire", 0.4),
        (4, 6, None, 0),
        (5, 6, "wire", 0.455),
        (6, 9, "wire", 0.4),
        (5, 1, "wire", 0.833),
        (17, 3, "duplicate", 0.85),
        (2, 0, "duplicate", 1.0),
        (1, 0, None, 0),
    ],
)
def test_how_much_two_texts_share_tells_what_they_are(both, own, kind, score):
    """Less than half of them where both tell as much of their own; nothing of a sentence or two."""
    one, other = half_shared(both, own)
    assert shared_runs([runs(one), runs(other)])[0, 1] == 15 * both
    found = traced(article("a", one), article("b", other)).derived
    assert [(d.article, d.kind, d.score) for d in found.values()] == [("a", kind, score)] * bool(
        kind
    )


def test_half_of_a_text_is_asked_for_where_an_outlet_prints_its_own_again():
    """A later report has the background of the one before; another outlet that has it took it."""
    one, other = half_shared(5, 6)
    assert traced(article("a", one), article("b", other)).derived
    assert not traced(article("a", one, outlet="Post"), article("b", other, outlet="Post")).derived
    one, other = half_shared(5, 5)
    assert traced(article("a", one, outlet="Post"), article("b", other, outlet="Post")).derived


def test_an_outlet_that_tells_its_own_story_again_in_order_derives_nothing():
    """More than half of the sentences must be all but the same."""
    one, other = replace(WIRE, id="a"), replace(REWORDED, id="b")
    assert [d.kind for d in traced(one, other).derived.values()] == ["rewrite"]
    again = traced(one, replace(other, outlet=one.outlet)).derived.values()
    assert [d.kind for d in again] == ["credit"]
    [copy] = traced(one, replace(SHORTENED, outlet=one.outlet)).derived.values()
    assert copy.article == one.id


def test_who_differs_and_credits_the_other_took_its_text():
    """Though each has as much of its own."""
    one, other = half_shared(4, 6)
    assert not traced(article("a", one), article("b", other)).derived
    found = traced(article("a", one), article("b", other, credits=("The a Post",))).derived
    assert [d.kind for d in found.values()] == ["wire"]


def test_a_sentence_printed_twice_is_shared_once():
    """As a caption is that stands under every picture."""
    text = " ".join([birds(1), birds(2), birds(1)])
    assert sentences_shared(runs(text), runs(text)) == 2


@pytest.mark.parametrize(
    ("outlets", "days", "original"),
    [
        (("Reuters", "The Sarrow Post"), ("2031-05-06", "2031-05-06"), "a"),
        (("The Sarrow Post", "Reuters"), ("2031-05-06", "2031-05-07"), "b"),
        (("reuters.com", "AFP"), ("2031-05-06", "2031-05-07"), "a"),
        (("The Sarrow Post", "BBC"), ("2031-05-06", "2031-05-07"), "a"),
    ],
)
def test_an_agency_takes_no_newspapers_text(outlets, days, original):
    """Whatever the dates; a newspaper may print before its agency does."""
    pair = [
        article(i, WIRE.text, outlet=outlet, published=day)
        for i, outlet, day in zip("ab", outlets, days, strict=True)
    ]
    [derivation] = traced(*pair).derived.values()
    assert derivation.article == original


def test_evidence_counts_the_sentences_that_stand_whole_in_both():
    """In words, one or several."""
    for both, told in ((1, "1 whole sentence among"), (2, "2 whole sentences among")):
        one, other = half_shared(both, both)
        [derivation] = traced(article("a", one), article("b", other)).derived.values()
        assert told in derivation.evidence[0]
        assert sentences_shared(runs(one), runs(other)) == both


@pytest.mark.parametrize(
    ("both", "own", "share"),
    [(3, 3, 0.5), (3, 4, None), (3, 0, 1.0), (2, 0, None), (2, 1, 0.667), (12, 13, None)],
)
def test_articles_of_two_stories_are_copies_that_share_half(both, own, share):
    """Of forty runs at least."""
    one, other = half_shared(both, own)
    found = copies_across([prepare(article("a", one)), prepare(article("b", other))])
    assert found == ([("a", "b", share)] if share else [])


# ---- evidence --------------------------------------------------------------------------------


def evidence(**more):
    copy = article("copy", WIRE.text, published=WIRE.published, **more)
    (derivation,) = traced(WIRE, copy).derived.values()
    return " ".join(derivation.evidence)


def test_evidence_shows_words_that_both_print():
    """A few of them, between marks, as the article has them."""
    shown = evidence().partition("“")[2].rstrip("”").removesuffix(" …")
    assert 5 <= len(shown.split()) <= 9
    assert shown in " ".join(WIRE.text.split())


@pytest.mark.parametrize("more", [{"may_quote": 0}, {"rules": ("nosnippet",)}], ids=str)
def test_evidence_shows_no_words_where_a_publisher_limits_them(more):
    """The shares are told all the same."""
    told = evidence(**more)
    assert "“" not in told
    assert "100% of its runs of five words" in told


# ---- order -----------------------------------------------------------------------------------


def test_a_text_retold_in_its_order_is_a_rewrite():
    """No run of five words is left, and nearly all of it comes in the same order."""
    (derivation,) = traced(WIRE, article("b", thinned(WIRE.text))).derived.values()
    assert derivation.kind == "rewrite"
    assert derivation.score > 0.68
    assert "in the same order" in derivation.evidence[0]


def test_a_text_retold_in_another_order_is_a_wire_copy():
    """Its passages were moved about; the sentences are still the same."""
    parts = thinned(WIRE.text).split("\n\n")
    random.Random(5).shuffle(parts)
    (derivation,) = traced(WIRE, article("b", "\n\n".join(parts))).derived.values()
    assert derivation.kind == "wire"
    assert "in another order" in derivation.evidence[0]


def aligned(one, other):
    """Pairs, near ones, those in order, those that another follows; sentences, and marks in order."""
    documents = [prepare(replace(a, id=at)) for at, a in (("a", one), ("b", other))]
    told = Retellings(documents, SentenceVectors(documents)).between(0, 1)
    if told is None:
        return None
    counts = (told.pairs, told.near, told.rising, told.following, told.sentences)
    return counts, round(told.marks, 2), told.is_retelling, told.is_reordered


def test_an_alignment_counts_what_runs_side_by_side():
    """Of the agency's text and its rewordings; its quotations alone prove nothing."""
    parts = thinned(WIRE.text).split("\n\n")
    random.Random(5).shuffle(parts)
    bare = re.sub('[“”"‘]', "", WIRE.text)
    assert aligned(WIRE, REWORDED) == ((26, 15, 26, 24, 30), 0.74, True, False)
    assert aligned(WIRE, SHORTENED) == ((19, 19, 17, 14, 21), 0.94, True, True)
    assert aligned(WIRE, WIRE) == ((24, 24, 24, 22, 30), 1.0, True, True)
    assert aligned(WIRE, replace(WIRE, text=bare)) == ((30, 30, 30, 29, 30), 1.0, True, True)
    moved = replace(WIRE, text="\n\n".join(parts))
    assert aligned(WIRE, moved) == ((30, 30, 10, 11, 30), 0.38, False, True)
    assert aligned(WIRE, OWN) is None


@pytest.mark.parametrize(("paragraphs", "judged"), [(5, False), (9, True)])
def test_the_order_of_a_few_sentences_tells_nothing(paragraphs, judged):
    """Ten are needed."""
    cut = replace(WIRE, text="\n\n".join(thinned(WIRE.text).split("\n\n")[:paragraphs]))
    assert bool(aligned(WIRE, cut)) == judged


def test_a_rewrite_is_found_among_many_reports():
    """Each article is laid beside those alone that tell most nearly the same."""
    chance = random.Random(3)
    drawn = WIRE.text.split() + OWN.text.split()
    others = [
        article(
            f"o{i:02}",
            "\n".join(f"The {' '.join(chance.choices(drawn, k=14))}." for _ in range(14)),
        )
        for i in range(40)
    ]
    found = traced(WIRE, *others, article("zz", thinned(WIRE.text)))
    assert [(a, d.kind) for a, d in found.derived.items()] == [("zz", "rewrite")]


# ---- credits ---------------------------------------------------------------------------------


def test_an_outlet_that_names_itself_credits_nobody():
    """A station's own initials in its dateline."""
    station = article("a", THEFT, outlet="wqrs.example", credits=("WQRS",))
    assert traced(station).derived == {}


def test_an_agency_is_one_by_its_initials_and_its_full_name():
    """What credits it is one origin."""
    found = traced(
        article("a", THEFT, credits=("AP",)), article("b", OWN.text, credits=("Associated Press",))
    )
    assert found.origins == (("a", "b"),)


def test_a_copy_that_credits_says_both():
    """Whose words it has, and whom it names."""
    copy = replace(WIRE, id="copy", outlet="Courier", credits=("Northern Wire",))
    assert "credits Northern Wire" in traced(WIRE, copy).derived["copy"].evidence


def test_who_is_credited_is_the_original_whatever_the_dates():
    """An outlet may date its report anew; the copy knows where it has it from."""
    original = replace(WIRE, id="z", outlet="Lantern", published="2026-03-12")
    copy = replace(WIRE, id="a", outlet="Courier", published="2026-03-11", credits=("Lantern",))
    assert traced(copy, original).derived["a"].article == "z"


# ---- signatures ------------------------------------------------------------------------------

STATION, LANTERN = "wqrs12.example", "The Evening Lantern"


@pytest.mark.parametrize(
    ("outlet", "more", "before", "after"),
    [
        (STATION, {}, "", "\n\nCopyright 2026 WQRS. All rights reserved."),
        (STATION, {}, "", "\n\n© 2026 WQRS-TV"),
        (STATION, {}, "TOLMIN (WQRS) — A ferry ran aground.\n\n", ""),
        (STATION, {"author": "WQRS’s Ada Lenz"}, "", ""),
        (LANTERN, {"author": "Ada Lenz, The Evening Lantern"}, "", ""),
        (LANTERN, {}, "By Ada Lenz, The Evening Lantern\n\n", ""),
        (LANTERN, {}, "", "\n\nOriginally published by The Evening Lantern."),
        (LANTERN, {}, "", "\n\nReprinted with permission from The Evening Lantern."),
        (STATION, {}, "", "\n\nInformation provided by WQRS."),
        ("eveninglantern.example", {}, "", "\n\nWrite to ada.lenz@eveninglantern.example"),
        ("eveninglantern.example", {}, "", "\n\n(c) Copyright 2026 by Evening Lantern, Ltd."),
    ],
    ids=str,
)
def test_a_copy_that_bears_the_others_name_is_the_copy(outlet, more, before, after):
    """Though it is dated a day earlier, and whether or not the original bears it too."""
    signed = before + WIRE.text + after
    copy = article("a", signed, published="2026-03-11", outlet="kxyt.example", **more)
    for text in (WIRE.text, signed):
        original = article("b", text, published="2026-03-12", outlet=outlet, **more)
        (derivation,) = traced(with_credits(copy), with_credits(original)).derived.items()
        assert (derivation[0], derivation[1].article) == ("a", "b")
        assert derivation[1].evidence[-1].startswith("credits ")


def test_of_two_of_one_day_the_one_with_its_own_copyright_is_the_original():
    """Though it is the shorter one; a day tells more."""
    short = "\n\n".join(WIRE.text.split("\n\n")[:8]) + "\n\nCopyright 2026 WQRS."
    signed = article("z", short, published="2026-03-12", outlet=STATION)
    plain = article("a", WIRE.text, published="2026-03-12")
    assert traced(plain, signed).derived["a"].article == "z"
    earlier = replace(plain, published="2026-03-11")
    assert traced(earlier, signed).derived["z"].article == "a"


def test_an_agency_in_a_copyright_line_is_no_credit():
    """Some print it under everything; in a byline it is one."""
    under = article("a", f"{THEFT}\nCopyright 2026 Associated Press. All rights reserved.")
    assert traced(under).derived == {}
    beside = article("a", THEFT, author="Ada Lenz, Associated Press")
    assert traced(beside).derived["a"].evidence == ("credits Associated Press",)


def test_a_later_report_of_the_outlet_credited_is_not_what_was_taken():
    """Its report is absent; both are of one origin."""
    taken = article("a", f"TOLMIN (WQRS) — {THEFT}", published="2026-03-11")
    later = article("b", OWN.text, published="2026-03-14", outlet=STATION)
    found = traced(taken, later)
    assert found.origins == (("b", "a"),)
    assert found.derived["a"].article is None


def test_an_editions_address_is_the_outlets():
    """A country's pages of an agency credit nobody by its name; another outlet's do."""
    agency = article("a", THEFT, outlet="uk.northernwire.example", credits=("Northern Wire",))
    assert traced(agency).derived == {}
    found = traced(agency, article("b", OWN.text, credits=("Northern Wire",)))
    assert found.derived["b"].article == "a"


def test_copies_and_others_that_credit_one_absent_agency_are_one_origin():
    """A copy derives from what it is a copy of, and all rest on the agency."""
    copy = replace(WIRE, id="copy", outlet="Courier", credits=("Harbour News",))
    other = article("other", THEFT, credits=("Harbour News",))
    assert len(traced(WIRE, copy, other).origins) == 1


# ---- across stories --------------------------------------------------------------------------


def test_copies_are_found_among_all_articles():
    """However many there are between, and with a lede of its own."""
    chance = random.Random(7)
    others = [
        article(f"o{i:03}", " ".join(f"w{chance.randrange(10**6)}" for _ in range(150)) + ".")
        for i in range(200)
    ]
    copy = article("copy", f"A night to be remembered on the quay.\n\n{WIRE.text}")
    documents = [prepare(a) for a in (WIRE, *others, copy, OWN)]
    assert [(one, other) for one, other, _ in copies_across(documents)] == [(WIRE.id, "copy")]


def test_all_copies_of_one_text_are_connected():
    """Though not each two of them are compared."""
    documents = [prepare(replace(WIRE, id=f"c{i:02}")) for i in range(30)]
    known = {"c00"}
    for one, other, share in copies_across(documents):
        assert share == 1
        known |= {other} if one in known else set()
    assert len(known) == 30


def test_nothing_is_a_copy_where_there_is_nothing():
    """No articles, or none with a word."""
    assert copies_across([]) == []
    assert copies_across([prepare(article("a", "")), prepare(article("b", ""))]) == []
