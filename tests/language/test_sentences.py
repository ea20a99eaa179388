"""Sentences are exact spans of their text, whatever the text is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.language.sentences import Quotation, paragraphs, sentences, trimmed

LETTERS = st.one_of(
    st.characters(), st.sampled_from('“”"«»‘’()[].!?… \n\t\r\x0b\u2028\u200bAbc1。」、')
)
TEXTS = st.text(LETTERS, max_size=200)
LANGUAGES = st.sampled_from(["en", "fr", "vi", "zh", "th", "xx", ""])


def parts(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_sentences_are_trimmed_spans_in_order_that_cover_the_text(text: str, language: str) -> None:
    """They never overlap, are never blank, and leave out nothing but white space."""
    reached = 0
    for start, end in sentences(text, language):
        assert reached <= start < end <= len(text)
        assert not text[reached:start].strip()
        assert text[start:end] == text[start:end].strip()
        reached = end
    assert not text[reached:].strip()


@settings(deadline=None)
@given(TEXTS)
def test_paragraphs_are_trimmed_lines_that_cover_the_text(text: str) -> None:
    """Every kind of line end parts them, and none of them holds one."""
    reached = 0
    for start, end in paragraphs(text):
        assert reached <= start < end
        assert not text[reached:start].strip()
        assert len(text[start:end].splitlines()) == 1
        reached = end
    assert not text[reached:].strip()


@settings(deadline=None)
@given(TEXTS, st.integers(0, 200), st.integers(0, 200))
def test_trimmed_never_grows(text: str, one: int, other: int) -> None:
    """A trimmed span lies within the span."""
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    a, b = trimmed(text, start, end)
    assert start <= a <= b <= end
    assert text[a:b] == text[start:end].strip()


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Holm met Dr. Vane and Gen. Rell in St. Ola.",
        "The U.S. Army sent help.",
        "It sank at 6.40 p.m. Tuesday off Vesk.",
        "She arrived at 5 a.m. on Monday.",
        "No. 5 won by 3.5 points.",
        "On Jan. 19 the leak was logged.",
        "Merrow Inc. owns both ferries.",
        "The judge, Katarzina Holm Jr., spoke.",
        "He asked (why? nobody knows) and left.",
        "“Go,” she said.",
    ],
)
def test_abbreviations_and_asides_end_no_sentence(sentence: str) -> None:
    """A full stop after a title, an initial or a month is none."""
    assert parts(f"{sentence} Nobody else came.") == [sentence, "Nobody else came."]


def test_a_quotation_that_never_closes_swallows_nothing() -> None:
    """Each of its sentences is told apart all the same."""
    text = "“We stay. We fight. Nobody leaves, she said. Then the tug came."
    assert parts(text) == [
        "“We stay.",
        "We fight.",
        "Nobody leaves, she said.",
        "Then the tug came.",
    ]


def test_a_straight_quotation_mark_that_never_closes_swallows_nothing() -> None:
    """As with typographic ones."""
    assert len(parts('He said "no. She left. They came back.')) == 3


def test_an_opening_mark_stays_with_what_it_opens() -> None:
    """Never at the end of the sentence before."""
    assert parts("He left. “Good,” she said. (Nobody agreed.) ‘Well.’ The end.")[1].startswith("“")
    assert not any(p.endswith(("“", "(", "‘")) for p in parts("He left. “ Good. ( No. ‘ Yes."))


def test_a_closing_mark_is_no_sentence() -> None:
    """It stays with what it closes."""
    assert parts("He left. ” She came.")[0].endswith("”")


def test_a_quotation_over_paragraphs_is_opened_in_each() -> None:
    """Only the last one closes it; what is quoted whole stays whole."""
    text = "“All he could do was tell people. They held on.\n\n“He did tell them. That was all.”"
    found = [parts(text[a:b]) for a, b in paragraphs(text)]
    assert found == [
        ["“All he could do was tell people.", "They held on."],
        ["“He did tell them. That was all.”"],
    ]


def test_a_very_long_run_of_sentences_is_parted() -> None:
    """Also inside one quotation, where a splitter would keep them together."""
    text = "“" + " ".join(f"The pump number {n} leaked again." for n in range(500)) + "”"
    assert len(parts(text)) > 400


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "vi",
            "Cô nói: “Tôi không biết.” Ông ấy ở lại.",
            ["Cô nói: “Tôi không biết.”", "Ông ấy ở lại."],
        ),
        (
            "fr",
            "Il a dit : « Non. Jamais. » Puis il part.",
            ["Il a dit : « Non. Jamais. »", "Puis il part."],
        ),
        (
            "zh",
            "他离开了。第二天他又来了！谁知道？",
            ["他离开了。", "第二天他又来了！", "谁知道？"],
        ),
        ("xx", "One here. Two here.", ["One here.", "Two here."]),
    ],
)
def test_other_languages(language: str, text: str, expected: list[str]) -> None:
    """A language that nobody knows is split as English is."""
    assert parts(text, language) == expected


def test_half_a_surrogate_pair_breaks_nothing() -> None:
    """JSON can escape one."""
    assert sentences("A \ud800 sank. He left.") == [(0, 9), (10, 18)]


@given(st.lists(st.text(alphabet='“”"ab ', max_size=6), max_size=8))
def test_what_stands_open_is_the_same_piece_by_piece(pieces: list[str]) -> None:
    """As when the whole paragraph is looked at."""
    quotation, text = Quotation(), "".join(pieces)
    for piece in pieces:
        quotation = quotation.after(piece)
    is_open = text.rfind("“") > text.rfind("”") or text.count('"') % 2 == 1
    assert quotation.is_open == is_open


WRAPPED = """\
The harbour wall at Marrow will be raised by two metres before the next
winter, the council said on Tuesday, after three floods in a single
year. Work begins in May.

- Boats move to the old dock, and the road along the quay is closed to all
  traffic for six weeks.
- The market stays.

Two members of the council voted against the plan because it would take
the view of the sea from the houses on Gull Lane."""


def test_lines_broken_at_a_width_are_one_paragraph():
    """A paragraph is what stands between blank lines, and each item of a list is one."""
    found = [" ".join(WRAPPED[a:b].split()) for a, b in paragraphs(WRAPPED)]
    assert [paragraph[:12] for paragraph in found] == [
        "The harbour ",
        "- Boats move",
        "- The market",
        "Two members ",
    ]
    assert found[0].endswith("Work begins in May.")


def test_lines_that_end_with_what_they_say_are_paragraphs():
    """Short paragraphs without a blank line between them are no broken lines."""
    text = "\n".join(
        f"The council of town number {n} met on Monday about its old bridge." for n in range(6)
    )
    assert len(list(paragraphs(text))) == 6
