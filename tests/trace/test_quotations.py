"""What people are quoted as saying, who says it, and how the articles of a story print it."""

import pytest

from digest.models import Article, Derivation
from digest.prepare import prepare
from digest.trace import SHOWN, trace
from digest.trace.names import names_in
from digest.trace.quotations import quotations_in, quotes_of


def documents(*texts, language=""):
    """An article a text, in order of their days."""
    return [
        prepare(
            Article(
                f"a{at}",
                "",
                text,
                f"Outlet {at}",
                f"a{at}",
                published=f"2031-05-{at + 1:02}",
                language=language,
            )
        )
        for at, text in enumerate(texts)
    ]


def found(text, language=""):
    """The quotations of one article, as (speaker, words)."""
    [document] = held = documents(text, language=language)
    return [
        (q.speaker.name if q.speaker else None, text[q.start : q.end])
        for q in quotations_in(document, names_in(held))
    ]


def said(text, language=""):
    return [words for _, words in found(text, language)]


def quotes(*texts, copies=False, kind="wire"):
    """The quotes of a story; with `copies`, all later articles derive from the first."""
    held = documents(*texts)
    derived = {d.article.id: Derivation("a0", kind, 0.9, ()) for d in held[1:] if copies}
    return quotes_of(held, names_in(held), derived)


def altered(*texts, **options):
    return [q for q in quotes(*texts, **options) if q.variants and q.confidence >= SHOWN]


# ---- marks -----------------------------------------------------------------------------------

MARKED = [
    ("en", "“The bridge will hold until spring,” she said."),
    ("en", '"The bridge will hold until spring," she said.'),
    ("en", "‘The bridge will hold until spring,’ she said."),
    ("en", "'The bridge will hold until spring,' she said."),
    ("en", "``The bridge will hold until spring,'' she said."),
    ("en", "“The bridge will hold until spring,’’ she said."),
    ("de", "„The bridge will hold until spring,“ sagte sie."),
    ("de", "»The bridge will hold until spring,« sagte sie."),
    ("fr", "« The bridge will hold until spring, » a-t-elle dit."),
    ("fr", "‹The bridge will hold until spring,› a-t-elle dit."),
    ("fi", "”The bridge will hold until spring,” hän sanoi."),
]


@pytest.mark.parametrize(("language", "text"), MARKED, ids=[t[0] for _, t in MARKED])
def test_marks_of_all_kinds(language, text):
    """Each pair of marks encloses the same words."""
    assert said(text, language) == ["The bridge will hold until spring"]


@pytest.mark.parametrize("marks", ["「」", "『』"])
def test_corner_brackets(marks):
    """A script without spaces has quotations too."""
    words = "橋は春まで持ちます"
    assert said(f"市長は{marks[0]}{words}{marks[1]}と述べた。", "ja") == [words]


def test_apostrophes_and_inches_are_no_marks():
    """A single mark that nothing closes is a letter left out."""
    assert said("The boys' boat, a 12\" plank from the '90s, isn't Ana's.") == []


def test_a_quotation_within_a_quotation_is_part_of_it():
    """The outer marks count."""
    text = "“He shouted ‘get off the bridge now’ and ran,” Ana Lisk said."
    assert said(text) == ["He shouted ‘get off the bridge now’ and ran"]


def test_a_mark_that_is_never_closed_ends_with_its_paragraph():
    """The next paragraph is the reporter's."""
    text = (
        "Ana Lisk said: “The bridge will hold. We are sure of it.\n\nThe council meets on Monday."
    )
    assert said(text) == ["The bridge will hold. We are sure of it."]


def test_a_mark_that_is_never_closed_ends_where_somebody_is_said_to_have_spoken():
    """What follows "she said" is the reporter's."""
    text = "“The bridge will surely hold, she said. The council meets on Monday."
    assert said(text) == ["The bridge will surely hold"]


def test_paragraphs_that_reopen_are_one_speech():
    """Each is a quotation of the same speaker."""
    text = (
        "“The bridge will hold until spring,” said Ana Lisk, the engineer. “We looked at it.\n\n"
        "“Nobody needs to fear for the children on it.”"
    )
    assert [speaker for speaker, _ in found(text)] == ["Ana Lisk"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “green bridge” was built in 1990.",
        "Robert “Bob” Lisk built it.",
        "She wrote “The Bridge of the Seven Sleepers” in 1990.",
    ],
)
def test_terms_nicknames_and_titles_are_no_quotations(text):
    """Nobody is quoted there."""
    assert said(text) == []


def test_what_stands_between_two_quotations_is_none():
    """A mark too few turns the marks round."""
    text = 'The bridge" said Ana Lisk of the harbour office. "We close it at noon'
    assert said(text) == []


# ---- speakers --------------------------------------------------------------------------------

LISK = "Mayor Ana Lisk of Korvel looked at the bridge on Monday.\n\n"
SPEAKERS = [
    ("“The bridge will hold until spring,” Lisk said.", "Ana Lisk"),
    ("“The bridge will hold until spring,” said Lisk, who built it.", "Ana Lisk"),
    ("Lisk told reporters: “The bridge will hold until spring.”", "Ana Lisk"),
    ("“The bridge will hold until spring,” according to Lisk.", "Ana Lisk"),
    ("“The bridge will hold until spring,” she said.", "Ana Lisk"),
    ("“The bridge will hold until spring,” the mother of Ana Lisk said.", None),
    ("“The bridge will hold until spring,” Lisk's brother said.", None),
    ("“The bridge will hold until spring,” a neighbour said.", None),
    ("The bridge “will hold until the spring comes” and was painted.", None),
    ("A lawyer who wrote to Lisk said: “The bridge will hold until spring.”", None),
    ("Pavel Orn told Ana Lisk: “The bridge will hold until spring.”", "Pavel Orn"),
    ("She said Pavel Orn slept, asking him: “The bridge will hold until spring.”", "Ana Lisk"),
    ("“Will the bridge hold until spring, Mayor Lisk?” Lisk heard and said.", None),
    ("“The bridge will hold until spring.”\nLisk said no more.", None),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS, ids=[text[-40:] for text, _ in SPEAKERS])
def test_the_speaker_is_named_beside_a_word_of_saying(text, speaker):
    """Before it or behind it, or by "she"; nobody where that is not told."""
    assert [who for who, _ in found(LISK + text)] == [speaker]


def test_he_is_nobody_where_two_could_be_meant():
    """Two persons are named, and neither opens the sentence to speak."""
    text = "On Monday Ana Lisk met Pavel Orn in Korvel.\n\n“The bridge will hold,” he said."
    assert found(text)[0][0] is None


C = "“The bridge will hold until spring,”"
WHO = [
    (f"{C} said Lisk.", ["Ana Lisk"]),
    (f"{C} Lisk said. “We looked at it.”", ["Ana Lisk"] * 2),
    (f"{C} Lisk said. It rained. “We looked at it.”", ["Ana Lisk", None]),
    (f"{C} Lisk said.\n\n“We looked at it.”", ["Ana Lisk", None]),
    (f"{C} Lisk said. “We looked at it,” Pavel Orn said.", ["Ana Lisk", "Pavel Orn"]),
    ("“The bridge will hold.\n\n“We looked at it.\n\n“It is old,” Lisk said.", ["Ana Lisk"] * 3),
    ("“The bridge will hold.”\n\n“We looked at it,” Lisk said.", [None, "Ana Lisk"]),
    ("“Will the bridge hold until spring?” Lisk asked.", ["Ana Lisk"]),
    (f"{C[:-2]}” and so on, Lisk said.", ["Ana Lisk"]),
    (f"{C[:-2]}” and so on, Lisk in all her calm said.", [None]),
    (f"{C[:-2]}” was what Lisk said.", ["Ana Lisk"]),
    (f"{C} a man at the old gate of the harbour of the town by the name of Lisk said.", [None]),
    (f"{C} it was told, and after a while and with some delay, of more than an hour, Lisk said.", [None]),
    (f"{C} said the keeper of the old gate, the harbour and the mill, Lisk.", [None]),
    (f"{C} said the keeper of the old gate and of all of the harbour Lisk.", [None]),
    (f"{C} the Korvel Council said.", [None]),
    (f"{C} Bo Menko of Tarsk said.", ["Bo Menko"]),
    (f"{C} Vellamo said.", [None]),
    ("Lisk said that Lisk told reporters: “The bridge will hold until spring.”", ["Ana Lisk"]),
    ("Lisk met Pavel Orn and told him: “The bridge will hold until spring.”", [None]),
    ("The bridge, she said, “will hold until the spring comes.”", ["Ana Lisk"]),
    ("The bridge, according to Lisk, “will hold until the spring comes.”", ["Ana Lisk"]),
    (f"It rained. It snowed.\n\n{C} she said.", [None]),
    (f"{C} Lisk said. “It is old,” she said. “We looked at it,” she said.", ["Ana Lisk"] * 3),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who"), WHO)
def test_each_quotation_has_the_speaker_that_its_own_words_tell(text, who):
    """A neighbour in its paragraph lends its own; a word of saying is near, and so is the name."""
    assert [speaker for speaker, _ in found(LISK + text)] == who


@pytest.mark.parametrize(
    ("above", "who"),
    [
        ("Mayor Ana Lisk said she met Judge Pavel Orn. ", "Ana Lisk"),
        ("Mayor Ana Lisk said she met Judge Pavel Orn.\n\n", "Ana Lisk"),
        ("Mayor Ana Lisk said she met Judge Pavel Orn.\n\nIt rained.\n\n", None),
        ("Mayor Ana Lisk met Judge Pavel Orn. ", None),
        ("On Monday Mayor Ana Lisk said she met Judge Pavel Orn. ", None),
        (
            "Mayor Ana Lisk sang. “We like Mayor Bo Menko a lot,” a neighbour said.\n\n",
            "Ana Lisk",
        ),
        ("Mayor Ana Lisk met Ana Lisk. It rained. ", "Ana Lisk"),
        ("Mayor Ana Lisk met Ana Lisk. It rained. It snowed. ", None),
    ],
)
def test_she_is_whom_the_sentences_above_speak_of(above, who):
    """The only one they name, or the one who opens a sentence to speak; two sentences at most.

    Who is spoken of within a quotation is not.
    """
    assert found(above + f"{C} she said.")[-1][0] == who


# ---- the same words --------------------------------------------------------------------------

SAME = [
    ("We don't know who opened the gate last night", "We do not know who opened the gate last night"),
    ("The colour of the harbour was grey that day", "The color of the harbor was gray that day"),
    ("There were twenty-one boats in the harbour then", "There were 21 boats in the harbour then"),
    ("Ten per cent of the boats were lost there", "10% of the boats were lost there"),
    ("He opened the gate at noon and walked away", "[Orn] opened the gate at noon and walked away"),
    ("I saw him open the gate at noon that day", "I saw him open the gate [of the lock] at noon that day"),
    ("The gate was old and rusty and nobody cared about it", "The gate was old … and nobody cared about it"),
    ("We meet again on 11 May at the old gate", "We meet again on May 11 at the old gate"),
    ("The gate — old, rusty — was open that day", "The gate, old, rusty, was open that day"),
    ("Pavel Tomashenko opened the gate for all of us", "Pavel Tomaschenko opened the gate for all of us"),
    ("We looked at it and the gate was open at noon", "the gate was open at noon"),
    ("The steadfast keeper of the gate was there", "The stead-fast keeper of the gate was there"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
@pytest.mark.parametrize("copies", [True, False])
def test_house_style_and_excerpts_are_no_alteration(one, other, copies):
    """They are one quotation in the same words."""
    texts = (f"“{one},” Ana Lisk said.", f"Ana Lisk said: “{other}.”")
    assert altered(*texts, copies=copies) == []
    assert len(quotes(*texts, copies=copies)) == 1


def test_the_words_shown_are_each_passages_own():
    """Of a quotation and its excerpt, what both print."""
    texts = (
        "“We looked at it and the gate was open at noon,” Ana Lisk said.",
        "Ana Lisk said that “the gate was open at noon” on Monday.",
    )
    [quote] = quotes(*texts)
    shown = [texts[int(p.article[1:])][p.start : p.end] for p in quote.passages]
    assert shown == ["the gate was open at noon", "the gate was open at noon"]
    assert quote.text == shown[0]


def test_a_quotation_cut_in_two_is_put_together():
    """Both halves correspond to the one that is whole."""
    texts = (
        "“The gate was open at noon, and nobody was there to close it,” Ana Lisk said.",
        "“The gate was open at noon,” Ana Lisk said, “and nobody was there to close it.”",
    )
    assert [q.text for q in quotes(*texts)] == [
        "The gate was open at noon",
        "and nobody was there to close it",
    ]


def test_one_quotation_alone_is_none_to_compare():
    """Nor is a story of one article."""
    assert quotes("“The gate was open at noon,” Ana Lisk said.") == ()
    assert quotes("“The gate was open at noon,” Ana Lisk said.", "Nothing was said at all.") == ()


BOATS = "We saw how the boats of our town were lost that night"
SHIPS = "We saw how the boats near the town were lost that night"


def by_lisk(words):
    return f"“{words},” Ana Lisk said."


def told(*texts, **options):
    """The quotes of a story as (words, who prints them, other words and who prints those, confidence)."""
    printed = []
    for quote in quotes(*texts, **options):
        forms = [(v.text, [p.article for p in v.passages]) for v in quote.variants]
        printed.append((quote.text, [p.article for p in quote.passages], forms, quote.confidence))
        for passage in (*quote.passages, *(p for v in quote.variants for p in v.passages)):
            assert texts[int(passage.article[1:])][passage.start : passage.end].strip()
    return printed


PRINTED = [
    ([BOATS, SHIPS], BOATS, ["a0"], [(SHIPS, ["a1"])], 0.775),
    ([BOATS, SHIPS, SHIPS], BOATS, ["a0"], [(SHIPS, ["a1", "a2"])], 0.775),
    ([BOATS, BOATS, SHIPS], BOATS, ["a0", "a1"], [(SHIPS, ["a2"])], 0.775),
    ([BOATS, BOATS[7:]], BOATS[7:], ["a0", "a1"], [], 1.0),
    ([BOATS[7:], f"We saw H{BOATS[8:]}"], BOATS[7:], ["a0", "a1"], [], 1.0),
    ([BOATS, f"{SHIPS}!", SHIPS, SHIPS.replace("near", " near")], BOATS, ["a0"], [(SHIPS, ["a2", "a3"])], 0.775),
]  # fmt: skip


@pytest.mark.parametrize(("printings", "text", "same", "others", "sure"), PRINTED)
def test_a_quote_tells_who_prints_which_words(printings, text, same, others, sure):
    """Those of the first, then each other form in the typography of most."""
    [quote] = told(*map(by_lisk, printings))
    assert quote == (text, same, others, sure)


def test_the_words_around_an_altered_sentence_are_shown_where_they_are_few():
    """Two words and less go with it, a sentence does not."""
    for around, shown in (
        ("Nobody slept", f"Nobody slept. {BOATS}"),
        ("Nobody slept there", BOATS),
    ):
        one = by_lisk(f"{around}. {BOATS}. It rained on all of us")
        [quote] = told(one, by_lisk(SHIPS), copies=True)
        assert quote == (shown, ["a0"], [(SHIPS, ["a1"])], 0.95)


def test_a_sentence_that_one_printed_and_another_altered_are_two_quotes():
    """Of one long quotation: each has the articles that print it."""
    rain = "It rained for all of the week and the harbour was under {}"
    one = by_lisk(f"{BOATS}. {rain.format('water')}")
    printed = told(one, by_lisk(BOATS), by_lisk(rain.format("sand")), copies=True)
    assert printed == [
        (BOATS, ["a0", "a1"], [], 1.0),
        (rain.format("water"), ["a0"], [(rain.format("sand"), ["a2"])], 0.95),
    ]


def test_the_mark_that_ends_a_quotation_is_shown_where_it_is_printed():
    """In the one and in the other, and not where there is none."""
    texts = (f"“{BOATS}!” Ana Lisk said.", f"“{BOATS}!” Ana Lisk said.", by_lisk(BOATS))
    [quote] = quotes(*texts)
    shown = [texts[int(p.article[1:])][p.start : p.end] for p in quote.passages]
    assert shown == [f"{BOATS}!", f"{BOATS}!", BOATS]


def test_a_quote_has_the_speaker_that_any_article_tells():
    """And the stop or the mark of its first printing."""
    texts = ("“It is all over for us.” It rained.", by_lisk("It is all over for us"))
    [quote] = quotes(*texts)
    assert (quote.speaker, quote.text) == ("Ana Lisk", "It is all over for us.")
    assert [texts[int(p.article[1:])][p.start : p.end] for p in quote.passages] == [
        "It is all over for us.",
        "It is all over for us",
    ]


# ---- other words -----------------------------------------------------------------------------

ALTERED = [
    ("We will not open the gate before the flood is over", "We will open the gate before the flood is over"),
    ("We have seen nothing like it in all these years", "We have seen little like it in all these years"),
    ("We will not open the gate before the flood is over", "We will never open the gate before the flood is over"),
    ("We expect three boats in the harbour by noon", "We expect four boats in the harbour by noon"),
    ("The gate was open when the flood came to town", "The old gate was open when the flood came to town"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ALTERED)
@pytest.mark.parametrize("copies", [True, False])
def test_a_word_changed_added_or_dropped_is_an_alteration(one, other, copies):
    """The words of the earlier article stand first, the other's beside them."""
    [quote] = altered(f"“{one},” Ana Lisk said.", f"“{other},” Ana Lisk said.", copies=copies)
    assert (quote.speaker, quote.text) == ("Ana Lisk", one)
    assert [v.text for v in quote.variants] == [other]


GATE = "We will not open the gate before the flood is over"
SHUT = "We will never open the gate before the flood is over"


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("Ana Lisk tweeted: “{}.”", "“{},” Ana Lisk said.", False),
        ("“{},” Ana Lisk said in a tweet.", "“{},” Ana Lisk said in a statement.", False),
        ("“{},” Ana Lisk wrote.", "“{},” Ana Lisk told reporters.", False),
        ("“{},” Ana Lisk wrote.", "Ana Lisk is firm.\n\n“{}.”", True),
        ("“{},” Ana Lisk tweeted.", "“{},” Ana Lisk said on Twitter.", True),
        ("“{},” Ana Lisk said.", "“{},” Ana Lisk told reporters.", True),
    ],
)
def test_what_was_written_and_what_was_said_may_be_two_utterances(one, other, shown):
    """In independent reports; a copy changed the words."""
    texts = one.format(GATE), other.format(SHUT)
    assert bool(altered(*texts)) == shown
    assert altered(*texts, copies=True)


def test_a_change_stands_between_words_that_are_the_same():
    """One word that two sentences share by chance tells nothing; where both begin by it, it does."""
    one = "“They say that I saw the boats of our town were lost that night,” Ana Lisk said."
    other = "“And I think the boats of our town were lost that night,” Ana Lisk said."
    assert not altered(one, other)
    assert altered(
        f"“{BOATS},” Ana Lisk said.", f"“{BOATS.replace('saw', 'knew')},” Ana Lisk said."
    )


def test_lines_of_a_verse_are_no_quotation():
    """Nobody said them; each prints the edition it has."""
    assert said("She sang “the boats are out / the bay is dark / and nobody is home”.") == []


def test_two_sentences_of_one_speaker_are_two():
    """Independent reports may quote each another one."""
    assert not altered(
        "“We are looking into what happened at the gate,” Ana Lisk said.",
        "“We are looking for the man who was at the gate,” Ana Lisk said.",
    )


def test_two_speakers_are_two():
    """What they say may sound alike."""
    assert not altered(
        "“This is a terrible loss for all of us in the town of Korvel,” Ana Lisk said.",
        "“This is a dreadful loss for all of us in the town of Korvel,” Pavel Orn said.",
    )


def test_what_stands_behind_a_missing_mark_is_not_shown():
    """The changed words may be the reporter's."""
    assert not altered(
        "Ana Lisk said: “The gate was open when the flood came to the town.\n\nIt rained.",
        "Ana Lisk said: “The gate was shut when the flood came to the town.\n\nIt rained.",
    )


def test_the_original_is_shown_first_though_a_copy_is_dated_before():
    """The words of the article that derives from none."""
    texts = (
        "“We will open the gate before the flood is over,” Ana Lisk said.",
        "“We will not open the gate before the flood is over,” Ana Lisk said.",
    )
    held = documents(*texts)
    derived = {"a0": Derivation("a1", "wire", 0.9, ())}
    [quote] = quotes_of(held, names_in(held), derived)
    assert quote.text == "We will not open the gate before the flood is over"


# ---- reworded throughout ---------------------------------------------------------------------

ORIGINAL = """The lock at Korvel failed on Monday night and the lower town was flooded, the harbour office said.

“The water came faster than anybody had expected,” Ana Lisk said. “We had to leave everything behind.”

More than forty families spent the night in the school on Mill Street.

The engineer Pavel Orn inspected the gates on Tuesday morning and found a broken chain.

“This chain should have been replaced many years ago,” Orn said.

The council will meet on Thursday to vote on a new lock."""

RETOLD = """The Korvel lock gave way on Monday night, flooding the lower part of the town, the harbour office reported.

“The flood rose more quickly than people had foreseen,” Ana Lisk noted. “All our belongings had to be abandoned.”

Over forty families passed the night in the Mill Street school.

On Tuesday morning engineer Pavel Orn examined the gates and discovered a torn chain.

“It was necessary to change this chain a long time ago,” Orn emphasized.

On Thursday the council gathers to decide on a new lock."""


def test_a_copy_that_reworded_a_quotation_is_found():
    """By order, speaker and meaning, though no run of words is left."""
    quotes = altered(ORIGINAL, RETOLD, copies=True, kind="rewrite")
    assert [(q.speaker, q.text, q.variants[0].text) for q in quotes][-1] == (
        "Pavel Orn",
        "This chain should have been replaced many years ago",
        "It was necessary to change this chain a long time ago",
    )
    assert quotes[0].variants[0].text == "The flood rose more quickly than people had foreseen"


CHAIN = "It was necessary to change this chain a long time ago"
LETTERS = "and I wrote so to the council in every one of the nine years that I have been here"


def test_a_sentence_is_not_reworded_by_one_of_twice_its_length():
    """It says more than the other; nobody put it in other words."""
    longer = RETOLD.replace(CHAIN, f"{CHAIN}, {LETTERS}")
    quotes = altered(ORIGINAL, longer, copies=True, kind="rewrite")
    assert [q.speaker for q in quotes] == ["Ana Lisk", "Ana Lisk"]


def test_of_a_longer_quotation_only_the_sentence_that_was_reworded_is_shown():
    """What its speaker went on to say has no counterpart."""
    longer = RETOLD.replace(
        f"{CHAIN},", f"{CHAIN}. Letters to the council went unanswered {LETTERS},"
    )
    quote = altered(ORIGINAL, longer, copies=True, kind="rewrite")[-1]
    assert [v.text for v in quote.variants] == [CHAIN]


def test_so_is_the_last_sentence_of_a_longer_quotation():
    """Without the one before it."""
    longer = RETOLD.replace(f"“{CHAIN}", f"“Letters went unanswered {LETTERS}. {CHAIN}")
    quote = altered(ORIGINAL, longer, copies=True, kind="rewrite")[-1]
    assert [v.text for v in quote.variants] == [CHAIN]


def test_independent_reports_reword_nothing():
    """What two outlets heard may be two sentences."""
    assert altered(ORIGINAL, RETOLD) == []


def test_quotes_do_not_depend_on_their_number():
    """A third article that prints the same words joins the passages of the first."""
    third = "“This chain should have been replaced many years ago,” Orn told the paper."
    quote = altered(ORIGINAL, RETOLD, third, copies=True, kind="rewrite")[-1]
    assert [p.article for p in quote.passages] == ["a0", "a2"]
    assert [p.article for v in quote.variants for p in v.passages] == ["a1"]


def test_a_trace_of_one_story_carries_its_quotes():
    """They are found from what the trace found."""
    held = documents(ORIGINAL, ORIGINAL.replace("many years ago", "some years ago"))
    shown = quotes_of(held, names_in(held), trace(held).derived)
    assert [q.text for q in shown if q.variants] == [
        "This chain should have been replaced many years ago"
    ]


def reworded_words(one, other):
    """The other words of each quotation of a rewrite, and how sure they are its own."""
    return [
        (q.text, q.variants[0].text, q.confidence)
        for q in quotes(one, other, copies=True, kind="rewrite")
        if q.variants
    ]


WATER = (
    "The water came faster than anybody had expected",
    "The flood rose more quickly than people had foreseen",
)
LEFT = ("We had to leave everything behind.", "All our belongings had to be abandoned.")
REPLACED = ("This chain should have been replaced many years ago", CHAIN)  # fmt: skip


def near(*pairs):
    return [(one, other, pytest.approx(sure, abs=0.05)) for (one, other), sure in pairs]


def test_how_sure_reworded_quotations_are():
    """By meaning, speaker and what stands around; the surest are never certain."""
    assert reworded_words(ORIGINAL, RETOLD) == near((WATER, 0.673), (LEFT, 0.658), (REPLACED, 0.9))


def test_without_a_speaker_reworded_quotations_are_less_sure():
    """Anybody may have said either."""
    one = ORIGINAL.replace(" Orn said.", " one of them said.")
    other = RETOLD.replace(" Orn emph", " one of them emph")
    assert reworded_words(one, other)[-1:] == near((REPLACED, 0.526))


def test_two_speakers_reword_nothing():
    """Nor is a quotation the rewording of a reporter's sentence."""
    other = RETOLD.replace("Orn emphasized", "Bo Menko emphasized")
    assert reworded_words(ORIGINAL, other) == near((WATER, 0.673), (LEFT, 0.658))
    bare = ORIGINAL.replace(f"“{REPLACED[0]},” Orn said.", "The chain was old.")
    assert reworded_words(bare, RETOLD) == near((WATER, 0.673), (LEFT, 0.658))


def test_a_reworded_quotation_is_shown_whole_with_a_word_of_its_own():
    """What is too short to be a sentence goes with the one that is."""
    one = ORIGINAL.replace("“This chain", "“No. Never. Not so. This chain")
    other = RETOLD.replace("“It was", "“Well. It was")
    whole = ("No. Never. Not so. " + REPLACED[0], "Well. " + CHAIN)
    assert reworded_words(one, other)[-1:] == near((whole, 0.9))


def test_two_quotations_that_a_rewrite_made_one_have_each_its_sentence():
    """The other sentence is no part of either."""
    other = RETOLD.replace(",” Ana Lisk noted. “All", ". All")
    other = other.replace("abandoned.”", "abandoned,” Ana Lisk noted.")
    assert [pair[1].rstrip(".") for pair in reworded_words(ORIGINAL, other)][:2] == [
        WATER[1],
        LEFT[1].rstrip("."),
    ]


def test_of_two_reworded_sentences_each_is_in_its_place():
    """Though either one might be the rewording of both."""
    knew = (
        "The council knew about this chain for many years",
        "For a long time the councillors had been aware of the chain",
    )
    told = "Pavel Orn saw the gates.\n\n“{},” Orn said.\n\nThe council votes.\n\n“{},” Orn said."
    texts = (told.format(*words) for words in zip(REPLACED, knew, strict=True))
    assert [pair[:2] for pair in reworded_words(*texts)] == [REPLACED, knew]
