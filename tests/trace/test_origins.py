"""Who derives from whom, and how many independent origins a story has."""

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.models import Article, Derivation
from digest.prepare import prepare
from digest.read.files import read_paths
from digest.trace import trace
from digest.trace.origins import origins_of

SEEDS = {a.source: a for a in read_paths([Path(__file__).parents[2] / "seeds"]).articles}
WIRE, REWORDED, SHORTENED, OWN = (
    next(a for s, a in SEEDS.items() if s.startswith(n)) for n in ("02", "03", "04", "01")
)
RATE = [a for s, a in SEEDS.items() if s[:2] in ("06", "07", "08") or s == "09-mixed.jsonl:1"]

SPEECH = (
    "“We have waited eleven years for this bridge and we will wait no longer. The money is in the bank"
    " and the steel is in the yard. Every week of delay costs the town more than it can pay. I have asked"
    " the builders to begin on the first dry morning of April. My grandmother crossed the river in a boat"
    " and my children will cross it on foot. There will be a toll for lorries but none for anybody who"
    " walks. The old ferry will keep its licence until the last car has crossed. If the ministry objects"
    " it can send its objections to the bottom of the river.”"
)
IN_PARAGRAPHS = SPEECH.replace(". ", ".\n\n“")
PRESS = """Ana Lisk, the mayor of Tolmin, announced on Monday that the river would have its bridge.
She spoke on the steps of the town hall before a small crowd.
{}
Builders from Ostrel won the contract in a vote of nine to two.
The span is to be ninety metres long and painted green.
A petition against the toll gathered four hundred names."""
PRESS_AGAIN = """After a decade of quarrels the town of Tolmin is to get its crossing, said Mayor Ana Lisk.
Reporters had been called to the town hall at noon.
{}
Opponents say that lorry drivers will take the mountain road.
The treasurer, Bo Menko, put the cost at six million crowns.
Work is to last two summers, according to the plans."""


def article(article_id, text, **more):
    told = {"title": "", "outlet": f"The {article_id} Post", "source": f"{article_id}.txt"} | more
    return Article(article_id, text=text, **told)


def traced(*articles):
    return trace([prepare(a) for a in articles])


def copy_of(original, article_id="copy", text=None, **more):
    text = original.text if text is None else text
    return article(article_id, text, published=original.published, **more)


# ---- copies ----------------------------------------------------------------------------------


def test_a_verbatim_copy_is_no_origin_of_its_own():
    """The same text under another outlet's name is a duplicate."""
    found = traced(WIRE, copy_of(WIRE))
    assert len(found.origins) == 1
    assert [d.kind for d in found.derived.values()] == ["duplicate"]


def test_a_copy_with_a_new_lede_is_no_origin_of_its_own():
    """Two sentences of the outlet's own before the agency's text."""
    lede = "A night that the island will not forget. Our reporter was on the quay."
    found = traced(WIRE, copy_of(WIRE, text=f"{lede}\n\n{WIRE.text.partition(chr(10) * 2)[2]}"))
    assert len(found.origins) == 1


@pytest.mark.parametrize("other", [SHORTENED, REWORDED], ids=["shortened", "reworded"])
def test_a_shortened_or_reworded_copy_is_no_origin_of_its_own(other):
    """Of the agency's text in the samples, whichever is given first."""
    for order in [(WIRE, other), (other, WIRE)]:
        found = traced(*order)
        assert len(found.origins) == 1
        assert found.derived[other.id].article == WIRE.id


def test_independent_reports_are_origins_of_their_own():
    """The samples' own reports beside the agency's."""
    found = traced(WIRE, OWN)
    assert found.origins == ((WIRE.id,), (OWN.id,))
    assert found.derived == {}


def test_a_rewrite_is_told_beside_independent_reports():
    """Four reports of the rate, one of them reworded from another: three origins."""
    assert sorted(len(part) for part in traced(*RATE).origins) == [1, 1, 2]


@pytest.mark.parametrize("speech", [SPEECH, IN_PARAGRAPHS], ids=["running", "paragraphs"])
def test_a_quotation_that_two_reports_share_makes_no_copy(speech):
    """Both were at one news conference and print eight sentences of it word for word."""
    found = traced(article("a", PRESS.format(speech)), article("b", PRESS_AGAIN.format(speech)))
    assert found.origins == (("a",), ("b",))
    assert found.derived == {}


# ---- direction -------------------------------------------------------------------------------


def test_what_is_dated_later_derives_from_what_is_earlier():
    """Whichever comes first in the list and is longer."""
    early = article("z", WIRE.text, published="2026-03-11")
    late = article(
        "a", f"{WIRE.text}\n\nMore was to follow on the next day.", published="2026-03-12"
    )
    found = traced(early, late)
    assert found.derived.keys() == {"a"}
    assert found.derived["a"].article == "z"


def test_of_two_of_one_day_the_credited_is_the_original():
    """A copy that says where it comes from derives, however long it is."""
    crediting = article(
        "a", WIRE.text + "\n\nA line was added here.", published="2026-03-12", credits=("Agency",)
    )
    plain = article("b", WIRE.text, published="2026-03-12")
    assert traced(crediting, plain).derived["a"].article == "b"


def test_of_two_undated_ones_the_fuller_is_the_original():
    """Copies are cut, hardly ever drawn out."""
    short = article("a", "\n\n".join(WIRE.text.split("\n\n")[:8]))
    assert traced(short, article("b", WIRE.text)).derived.keys() == {"a"}


def test_dates_and_lengths_that_run_in_a_circle_leave_an_original():
    """The earliest is the shortest, the latest the fullest, and one between has no date."""
    parts = WIRE.text.split("\n\n")
    found = traced(
        article("a", "\n\n".join(parts[:-4]), published="2026-03-10"),
        article("c", WIRE.text, published="2026-03-14"),
        article("u", "\n\n".join(parts[:-2])),
    )
    assert len(found.origins) == 1
    assert len(found.derived) == 2


# ---- credits ---------------------------------------------------------------------------------


def test_credit_to_an_outlet_among_the_inputs_names_its_article():
    """By its name with or without an article, or by its address."""
    original = article("a", PRESS.format(""), outlet="The Northern Wire")
    for name in ("Northern Wire", "the northern wire", "https://www.northernwire.example/news"):
        found = traced(original, article("b", PRESS_AGAIN.format(""), credits=(name,)))
        assert found.derived == {"b": Derivation("a", "credit", 1.0, (f"credits {name}",))}
        assert found.origins == (("a", "b"),)


def test_credit_to_an_absent_outlet_is_told():
    """The article derives from something that is not here."""
    found = traced(article("b", PRESS_AGAIN.format(""), credits=("Northern Wire",)))
    assert found.derived["b"].article is None
    assert found.origins == (("b",),)


def test_two_that_credit_one_absent_agency_are_one_origin():
    """However it is spelled; one that credits another agency is another origin."""
    found = traced(
        article("a", PRESS.format(""), credits=("Northern Wire",)),
        article("b", PRESS_AGAIN.format(""), credits=("northernwire.example",)),
        article("c", OWN.text, credits=("Harbour News",)),
    )
    assert found.origins == (("a", "b"), ("c",))


def test_two_that_credit_each_other_leave_an_original():
    """Nothing derives from what derives from it."""
    found = traced(
        article("a", PRESS.format(""), outlet="Lantern", credits=("Courier",)),
        article("b", PRESS_AGAIN.format(""), outlet="Courier", credits=("Lantern",)),
    )
    assert found.origins == (("a", "b"),)
    assert sorted(d.article or "-" for d in found.derived.values()) == ["-", "b"]


# ---- any story -------------------------------------------------------------------------------


def leads_back(article_id, derived):
    """The chain of originals, which must end."""
    seen = []
    while article_id in derived and article_id is not None:
        assert article_id not in seen
        seen.append(article_id)
        article_id = derived[article_id].article
    return seen


@st.composite
def stories(draw):
    """Up to seven cuttings of three texts, with and without dates and credits."""
    texts = [WIRE.text, OWN.text, PRESS.format(SPEECH)]
    found = []
    for at in range(draw(st.integers(1, 7))):
        parts = draw(st.sampled_from(texts)).split("\n\n")
        kept = parts[draw(st.integers(0, 3)) : len(parts) - draw(st.integers(0, 8))]
        published = draw(st.sampled_from([None, "2026-03-10", "2026-03-11", "2026-03-12"]))
        credited = draw(st.sampled_from([(), ("The 0 Post",), ("The 1 Post",), ("Agency",)]))
        found.append(article(str(at), "\n\n".join(kept), published=published, credits=credited))
    return sorted(found, key=lambda a: (a.published or "~", a.id))


@settings(deadline=None, max_examples=40)
@given(stories())
def test_origins_part_any_story_and_derivations_lead_back(articles):
    """Each article is in one part, with what it derives from; no chain runs in a circle."""
    found = traced(*articles)
    assert sorted(a for part in found.origins for a in part) == sorted(a.id for a in articles)
    part_of = {a: i for i, part in enumerate(found.origins) for a in part}
    for derived, derivation in found.derived.items():
        leads_back(derived, found.derived)
        assert 0 < derivation.score <= 1
        if derivation.article is not None:
            assert part_of[derived] == part_of[derivation.article]
    for part in found.origins:
        assert part[0] not in found.derived or set(part) <= found.derived.keys()


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from([*"abcdefgh", None])))
def test_origins_part_the_articles_whatever_derives_from_what(links):
    """Even were the derivations to run in a circle."""
    documents = [prepare(article(i, "")) for i in "abcdefgh"]
    derived = {one: Derivation(other, "wire", 0.5, ("so",)) for one, other in links.items()}
    parts = origins_of(documents, derived)
    assert sorted(a for part in parts for a in part) == list("abcdefgh")
    part_of = {a: i for i, part in enumerate(parts) for a in part}
    assert all(part_of[one] == part_of[other] for one, other in links.items() if other)


def test_evidence_reads_as_plain_words():
    """A sentence part that names the outlet, with no code, brace or long decimal in it."""
    found = traced(WIRE, REWORDED, SHORTENED, copy_of(WIRE))
    kinds = {d.kind for d in found.derived.values()}
    assert {"duplicate", "rewrite"} <= kinds
    for derivation in found.derived.values():
        for line in derivation.evidence:
            assert len(line.split()) >= 2
            assert not re.search(r"[{}_<>\[\]]|\d\.\d{3}|None", line)


# ---- sizes -----------------------------------------------------------------------------------


def test_one_article_is_one_origin():
    """Nothing to compare it with."""
    found = traced(WIRE)
    assert (found.origins, found.derived, found.support) == (((WIRE.id,),), {}, {})


def test_articles_without_a_sentence_are_origins_of_their_own():
    """Titles alone, or nothing at all."""
    found = traced(
        article("a", ""), article("b", "***"), replace(WIRE, id="c"), article("d", "", title="Fire")
    )
    assert found.origins == (("a",), ("b",), ("c",), ("d",))
    assert (found.derived, found.support) == ({}, {})


def test_sixty_articles_are_traced():
    """Thirty copies of two texts and thirty reports that share nothing: thirty-two origins."""
    chance = random.Random(3)
    copies = [copy_of([WIRE, OWN][i % 2], f"c{i:02}") for i in range(30)]
    own = [
        article(
            f"o{i:02}",
            "\n".join(
                f"The {' '.join(f'w{chance.randrange(10**6)}' for _ in range(9))}."
                for _ in range(9)
            ),
        )
        for i in range(30)
    ]
    found = traced(*copies, *own)
    assert len(found.origins) == 32
    assert len(found.derived) == 28


def test_two_articles_of_one_outlet_are_one_origin():
    """An outlet cannot confirm itself; two that nobody names may."""
    texts = (PRESS.format("She thanked the builders."), OWN.text)
    same = [
        prepare(Article(f"s{i}", "", text, "The Tolmin Post", f"s{i}"))
        for i, text in enumerate(texts)
    ]
    apart = [
        prepare(Article(f"u{i}", "", text, f"Unknown outlet (u{i})", f"u{i}"))
        for i, text in enumerate(texts)
    ]
    assert trace(same).origins == (("s0", "s1"),)
    assert trace(apart).origins == (("u0",), ("u1",))
