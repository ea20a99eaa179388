"""Article → Document: what is report, what is not, and that nothing is in both."""

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.models import Article, Aside, Document
from digest.prepare import prepare, recurring_lines
from digest.read.files import read_paths
from digest.read.plain import read_plain

ROOT = Path(__file__).parent.parent
EXPECTED = json.loads((ROOT / "tests/golden/expect.json").read_text(encoding="utf-8"))
SEEDS = {article.source: article for article in read_paths([ROOT / "seeds"]).articles}

TOP = "A ferry hit the breakwater of Drasna harbour on Wednesday, the coastguard said."
MIDDLE = "Divers recovered the voyage recorder on Thursday and took it to the capital."
END = "The repair had been put off until April, two officials at the ministry said."


def document(*lines: str, title: str = "", recurring: frozenset[str] = frozenset()) -> Document:
    text = "\n\n".join(lines)
    return prepare(Article("a", title, text, "Lantern", "a.jsonl:1"), recurring)


def report(found: Document) -> list[str]:
    return [found.article.text[s.start : s.end] for s in found.sentences]


def asides(found: Document) -> list[tuple[str, str]]:
    return [(a.kind, found.article.text[a.start : a.end]) for a in found.asides]


def assert_parted(found: Document) -> None:
    """Sentences are in order, inside the text, and disjoint from one another and every aside."""
    text, reached = found.article.text, 0
    for sentence in found.sentences:
        assert reached <= sentence.start < sentence.end <= len(text)
        reached = sentence.end
        for aside in found.asides:
            assert aside.end <= sentence.start or sentence.end <= aside.start
    assert all(0 <= a.start < a.end <= len(text) for a in found.asides)
    assert all(0 <= subhead.before < len(found.sentences) for subhead in found.subheads)


LETTERS = st.one_of(
    st.characters(), st.sampled_from('\n\n\n\r\t\x0b\x0c\u2028\u200b .,:/—-“”"()#*•AbC12')
)
LINES = st.sampled_from(
    [
        TOP, MIDDLE, END, "Read more", "Dear readers,", "Key points", "- One dead.", "DRASNA — It sank.",
        "Source: Wire", "By Ana Lisk", "A Warning in February", "0 Comments", "© 2026 Lantern",
        "date 2026-03-12 It sank.",
        "Ferry Hits Wall at Drasna/ Harbourpost/ DRASNA/ A. Lisk/ It sank.", "Support The Lantern!", "***", "\u200b",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(LETTERS, max_size=300), st.lists(LINES, max_size=14).map("\n".join))


@settings(deadline=None)
@given(TEXTS, st.text(LETTERS, max_size=40), st.booleans())
def test_any_text_is_prepared_and_no_sentence_meets_an_aside(
    text: str, title: str, plain: bool
) -> None:
    """Whatever it holds, read as a plain text or given as it is."""
    article = read_plain(text, "a.txt") if plain else Article("a", title, text, "Lantern", "a:1")
    assert_parted(prepare(article))


@settings(deadline=None)
@given(TEXTS, st.integers(0, 300), st.integers(1, 80))
def test_asides_that_reading_found_anywhere_are_kept_out(
    text: str, start: int, length: int
) -> None:
    """Also those that lie in the middle of a line."""
    end = min(len(text), start + length)
    if start < end:
        given_aside = Aside(start, end, "byline")
        found = prepare(Article("a", "", text, "Lantern", "a:1", asides=(given_aside,)))
        assert given_aside in found.asides
        assert_parted(found)


def test_the_furniture_of_a_crawled_page_is_kept_out() -> None:
    """Asides of every kind around three sentences, which all stay."""
    found = document(
        "Keep The Lantern free to read!",
        "By Ana Lisk",
        f"DRASNA (Northern Wire) — {TOP}",
        "Advertisement",
        "Captain Velnik leaves the court (Petra Lund/Northern Wire)",
        "A Warning in February",
        MIDDLE,
        "Read more: Tugs return",
        END,
        "Source: Northern Wire",
        "Sign up for our newsletter",
        "It comes on Fridays",
        "Dear readers,",
        "Paper has never been so dear, and the winter was long.",
        "Ana Lisk, editor",
        "0 Comments",
    )
    assert report(found) == [TOP, MIDDLE, END]
    kinds = {text: kind for kind, text in asides(found)}
    assert kinds["Keep The Lantern free to read!"] == "appeal"
    assert kinds["By Ana Lisk"] == "byline"
    assert kinds["DRASNA (Northern Wire) —"] == "dateline"
    assert kinds["Captain Velnik leaves the court (Petra Lund/Northern Wire)"] == "caption"
    assert kinds["A Warning in February"] == "label"
    assert kinds["Source: Northern Wire"] == "credit"
    assert kinds["Paper has never been so dear, and the winter was long."] == "appeal"
    assert kinds["0 Comments"] == "prompt"
    assert [(s.text, s.before) for s in found.subheads] == [("A Warning in February", 1)]
    assert found.words == len(f"{TOP} {MIDDLE} {END}".split())


def test_an_outlets_own_summary_is_kept_out() -> None:
    """The list under its label, with bullets or without; what follows is report."""
    found = document("Ferry: Quick Looks", "- One dead.", "• No tug was free.", "Deep Look", TOP)
    assert report(found) == [TOP]
    assert [kind for kind, _ in asides(found)] == ["label", "summary", "summary", "label"]


def test_a_letter_to_the_readers_at_the_top_does_not_take_the_report_along() -> None:
    """Only below the report does it go on to the end."""
    found = document("A message from The Lantern:", TOP, MIDDLE, END)
    assert report(found) == [TOP, MIDDLE, END]


def test_a_subhead_that_names_a_letter_takes_nothing_along() -> None:
    """Only an outlet's own letter to its readers does."""
    found = document(TOP, MIDDLE, "A letter from Eva Lund", END)
    assert report(found) == [TOP, MIDDLE, END]


def test_remarks_of_readers_go_with_their_count() -> None:
    """Below the report, and only where they are short."""
    remark = "My brother works there and says the wall is old."
    found = document(TOP, MIDDLE, END, "Comments (2)", "sailor_77", remark)
    assert report(found) == [TOP, MIDDLE, END]
    long = " ".join(["The wall was old, the mayor said."] * 10)
    assert report(document(TOP, MIDDLE, END * 3, "2 Comments", long))[-1] in long
    assert report(document(TOP, "2 Comments", MIDDLE, END)) == [TOP, MIDDLE, END]


def test_a_line_of_megabytes_is_prepared_in_seconds() -> None:
    """The time grows with the length of a paragraph, not with its square."""
    began = time.perf_counter()
    assert len(document(f"{TOP} " * 20_000).sentences) == 20_000
    assert time.perf_counter() - began < 10


def test_a_line_printed_twice_is_report_once() -> None:
    """The second is a repeat."""
    found = document(TOP, MIDDLE, TOP)
    assert report(found) == [TOP, MIDDLE]
    assert asides(found) == [("repeat", TOP)]


def test_lines_that_recur_under_an_outlets_articles_are_found() -> None:
    """In three that begin differently; lines of another outlet are not counted."""
    tail = "The Lantern has been printed in Ostrel for ninety years."
    articles = [
        Article(f"a{n}", "", f"{ship} sank.\nIt took {n} men along.\n{tail}", "Lantern", "x")
        for n, ship in enumerate(("Ilvanka", "Teodora", "Merrow"))
    ]
    other = Article("b", "", f"Ship sank.\n{tail}", "Courier", "x")
    assert recurring_lines([*articles, other]) == {
        "Lantern": frozenset({tail}),
        "Courier": frozenset(),
    }
    found = prepare(articles[0], frozenset({tail}))
    assert report(found) == ["Ilvanka sank.", "It took 0 men along."]
    assert asides(found) == [("repeat", tail)]


def test_copies_of_one_text_share_no_recurring_lines() -> None:
    """However often an outlet publishes it."""
    text = f"{TOP}\n{MIDDLE}\n{END}"
    articles = [Article(f"a{n}", "", text, "Lantern", "x") for n in range(5)]
    assert recurring_lines(articles) == {"Lantern": frozenset()}


def test_reports_of_one_event_brought_up_to_date_share_no_recurring_lines() -> None:
    """Their background is report in each of them."""
    background = "The letter of the union ran to eleven pages."
    articles = [
        Article(
            f"a{n}",
            f"Irena Kalvas speaks for the {n}. time",
            f"{n} men of the Ilvanka were found, Simona Ferrant told Drasna.\n{background}",
            "Lantern",
            "x",
        )
        for n in range(5)
    ]
    assert recurring_lines(articles) == {"Lantern": frozenset()}


def test_furniture_run_together_with_a_long_article_is_peeled_off() -> None:
    """A whole article on one line stays, and what stands at its two ends goes."""
    body = " ".join(f"The pump number {n} leaked again, the engineer wrote." for n in range(40))
    found = document(f"Image 1 of 9. {body} © 2026 Lantern. All rights reserved.")
    assert len(found.sentences) == 40
    assert_parted(found)
    assert "rights" not in " ".join(report(found))
    assert "Image" not in " ".join(report(found))


@pytest.mark.parametrize(
    "text", ["", "\n", "Read more\n0 Comments", "***", "\u200b\n\ufeff", "\x0c\t"]
)
def test_an_article_without_a_report_has_no_sentence(text: str) -> None:
    """And breaks nothing: a title alone is an article."""
    found = document(text, title="Ferry hits wall")
    assert found.sentences == ()
    assert found.words == 0
    assert found.title_terms


@pytest.mark.parametrize(
    "separator", ["\n", "\n\n", "\r\n", "\u2028", "\u2029", "\x0c", "\x85", "\n\t", "\n\u200b"]
)
def test_every_kind_of_line_end_parts_paragraphs(separator: str) -> None:
    """Also where no reader made them one."""
    found = prepare(Article("a", "", separator.join([TOP, MIDDLE, END]), "Lantern", "a:1"))
    assert [text.strip("\u200b") for text in report(found)] == [TOP, MIDDLE, END]
    assert len({s.paragraph for s in found.sentences}) == 3


def test_markdown_signs_are_no_report() -> None:
    """Headings head what follows; a word with a hash sign is no heading."""
    found = document("# Ferry hits wall", TOP, "## Inquiry opened", f"> {MIDDLE}", f"* {END}")
    assert report(found) == [TOP, MIDDLE, END]
    assert [(s.text, s.before) for s in found.subheads] == [
        ("Ferry hits wall", 0),
        ("Inquiry opened", 1),
    ]
    tagged = "#Drasna residents met at the quay on Thursday."
    assert report(document(tagged, TOP)) == [tagged, TOP]


def test_a_language_that_is_given_is_kept_and_else_it_is_found() -> None:
    """From the report, not from its furniture."""
    assert prepare(Article("a", "", TOP, "Lantern", "a", language="nl")).language == "nl"
    french = "Le ferry a heurté la jetée du port mercredi soir, selon les autorités de la ville."
    assert document("Read more", french).language == "fr"


def test_scripts_without_spaces_are_report_too() -> None:
    """Long lines without a full stop as well."""
    thai = "ตำรวจกล่าวว่าเรือข้ามฟากชนเขื่อนกันคลื่นในท่าเรือเมื่อเย็นวันพุธและมีผู้เสียชีวิตหนึ่งคน"
    assert report(document(thai, thai + "อีก")) == [thai, thai + "อีก"]
    assert report(document("渡轮周三晚上撞上了港口的防波堤。一名船员死亡。")) != []


@pytest.mark.parametrize("source", sorted(EXPECTED["articles"]))
def test_the_seeds_say_of_themselves_what_is_expected(source: str) -> None:
    """Outlet, title, author, day, place and credits."""
    article, expected = SEEDS[source], EXPECTED["articles"][source]
    for key in ("outlet", "title", "author", "url"):
        assert getattr(article, key) == expected[key], key
    assert (article.published or "")[:10] == (expected["published"] or "")
    assert (article.place or "").split(" /")[0].casefold() == (expected["place"] or "").casefold()
    assert list(article.credits) == expected["credits"]


@pytest.mark.parametrize("source", sorted(EXPECTED["articles"]))
def test_no_sentence_of_the_seeds_holds_boilerplate(source: str) -> None:
    """Nor meets an aside."""
    found = prepare(SEEDS[source], recurring_lines(SEEDS.values())[SEEDS[source].outlet])
    assert_parted(found)
    said = report(found)
    assert len(said) >= 5
    for phrase in EXPECTED["boilerplate"]:
        assert not [s for s in said if re.search(rf"(?<!\w){re.escape(phrase)}", s)], phrase
