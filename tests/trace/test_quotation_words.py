"""Marks, words and likeness of quotations: what each step makes of invented sentences, exactly."""

import pytest

from digest.models import Article
from digest.prepare import prepare
from digest.trace.names import names_in
from digest.trace.quotations import quotations_in
from digest.trace.quotations.counterparts import pairs_of
from digest.trace.quotations.likeness import Likeness, likeness
from digest.trace.quotations.marks import marked
from digest.trace.quotations.wording import words_of

# ---- marks -----------------------------------------------------------------------------------


def spans(text):
    """What stands inside marks: "+" before it goes on with the paragraph above, "?" has no sure end."""
    paragraphs, at = [], 0
    for paragraph in text.split("\n\n"):
        paragraphs.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    return [
        "+" * m.continued + text[m.start : m.end] + "?" * (not m.sure)
        for m in marked(text, paragraphs)
    ]


OPEN = "The gate is open"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f'"{OPEN}," she said. "We saw it."', [f"{OPEN},", "We saw it."]),
        (f'"{OPEN}," she said. "We saw it.', [f"{OPEN},", "We saw it.?"]),
        (f'A 12" plank. "{OPEN}," she said.', [f"{OPEN},"]),
        ('He has a 12" plank and a 6" nail.', []),
        (f'A 12" plank: “{OPEN},” she said.', [f"{OPEN},"]),
        (f'"{OPEN}. "We saw it," she said.', ["We saw it,"]),
        (f'She wrote,"{OPEN}.', [f"{OPEN}.?"]),
        (f'She said ("{OPEN}.', [f"{OPEN}.?"]),
        ("He said: '[Our] gate is open,' and left.", ["[Our] gate is open,"]),
        ('Its "gate" was a "bridge', ["gate", "bridge?"]),
        (f'("{OPEN}," she said.)', [f"{OPEN},"]),
        ('The gate—"old and rusty"—was open, "she" said. "', ["old and rusty", "she"]),
        ("'The boys' gate is open,' she said.", ["The boys' gate is open,"]),
        ("‘The boys’ gate is open,’ she said.", ["The boys’ gate is open,"]),
        (f"In the '90s 'em all, '{OPEN},' she said.", [f"{OPEN},"]),
        ("Rock 'n' roll 'til dawn, 'cause 'tis so.", []),
        ("The boys' gate and the girls' gate.", []),
        (f"He said'{OPEN}' at once.", []),
        ("Ana's 'open gate'. It's 'shut'; it's 'old', too.", ["open gate", "shut", "old"]),
        (f"“{OPEN}’’ she said.", [f"{OPEN}?"]),
        (f"‘‘{OPEN}” she said.", [f"{OPEN}?"]),
        (f"‘{OPEN}' she said.", [f"{OPEN}?"]),
        (f"``{OPEN}'' she said.", [OPEN]),
        (f"“{OPEN}. “We saw it,” she said.", ["We saw it,"]),
        (f"“{OPEN}, she said. “We saw it,” he said.", [f"{OPEN},?", "We saw it,"]),
        (f"“{OPEN}, Ana Lisk said. It rained.", [f"{OPEN},?"]),
        (f"“{OPEN}, it says. It rained.", [f"{OPEN}, it says. It rained.?"]),
        (f"“{OPEN}.\n\n“We saw it,” she said.", [f"{OPEN}.", "+We saw it,"]),
        (f"“{OPEN}.\n\nIt rained. “We saw it,” she said.", [f"{OPEN}.?", "We saw it,"]),
        (f"“{OPEN},” she said.\n\n“We saw it,” he said.", [f"{OPEN},", "We saw it,"]),
        (
            f"“{OPEN}.\n\n“We saw it.\n\n“It rained,” she said. “All day.”",
            [f"{OPEN}.", "+We saw it.", "+It rained,", "All day."],
        ),
        ("“” was printed.", []),
        (f"{OPEN},” she said. “We saw it.”", ["We saw it."]),
        (f"‚{OPEN},‘ sagte sie.", [f"{OPEN},"]),
        (f"»{OPEN},« sagte sie. »We saw it,« sagte er.", [f"{OPEN},", "We saw it,"]),
    ],
)
def test_a_mark_is_closed_by_its_partner_or_not_at_all(text, found):
    """Apostrophes, inches, a mark too many and a mark too few; paragraphs that go on."""
    assert spans(text) == found


# ---- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("can't won't it's they're", "can not will not it is they are"),
        ("I've we'll I'm he'd", "i have we will i am he would"),
        ("don ’t cannot gonna OK alright", "do not can not going to okay all right"),
        ("colour harbour our hour", "color harbor our hour"),
        ("organise rise wise analysed", "organize rise wise analyzed"),
        ("centre theatre metre acre", "center theater meter acre"),
        ("travelled fell levels", "traveled fell levels"),
        ("defence grey programme towards", "defense gray program toward"),
        ("twenty-one, twenty one, twenty ten", "21 21 20 10"),
        ("fourteen nineteen thirty ninety-nine", "14 19 30 99"),
        ("first second twelfth 22nd", "1 2 12 22"),
        ("1,204 boats at 5:00 or 3: 30", "1204 boats at 5 or 3:30"),
        ("10% and ten per cent", "10 percent and 10 percent"),
        ("11 May, May 11, 11 boats", "may 11 may 11 11 boats"),
        ("uh, we um saw the U.N.", "we saw the un"),
        ("[He] saw [the] man (Orn)", "he saw the man orn"),
        ("the gate … opened ... and shut", "the gate … opened … and shut"),
        ("橋は春", "橋 は 春"),
    ],
)  # fmt: skip
def test_house_style_leaves_one_plain_form(text, plain):
    """Contractions, spellings, figures, dates, brackets and gaps."""
    assert " ".join(word.plain for word in words_of(text, 0, len(text))) == plain


def test_a_plain_word_knows_where_it_stands():
    """A figure of two words spans both, and each word of a date the whole date."""
    text = "On 11 May twenty-one of [them] left"
    found = [(w.plain, text[w.start : w.end], w.free) for w in words_of(text, 0, len(text))]
    assert found == [
        ("on", "On", False), ("may", "11 May", False), ("11", "11 May", False),
        ("21", "twenty-one", False), ("of", "of", False), ("them", "[them]", True),
        ("left", "left", False),
    ]  # fmt: skip


# ---- likeness --------------------------------------------------------------------------------

GATE = "the gate was open when the flood came to our town"
TEN = "one two three four five six seven eight nine ten"
LIKENESSES = [
    (GATE, GATE, ((0, 11), (0, 11), 11, 0, 0, False)),
    (
        GATE,
        "the gate was shut when the flood came to our town",
        ((0, 11), (0, 11), 10, 1, 1, False),
    ),
    (
        GATE,
        "the gate was not open when the flood came to our town",
        ((0, 11), (0, 12), 11, 1, 1, False),
    ),
    (GATE, "gate was open when the flood came", ((1, 8), (0, 7), 7, 0, 0, False)),
    (GATE, "a gate was open when the flood came to our city", ((0, 11), (0, 11), 9, 2, 2, True)),
    (
        GATE,
        "one old gate was open when the flood came to our city",
        ((0, 11), (0, 12), 9, 3, 2, True),
    ),
    (
        GATE,
        "every gate was open when the flood came to our town",
        ((0, 11), (0, 11), 10, 1, 1, True),
    ),
    (
        GATE,
        "the gate was open and locked again when the flood came to our own town",
        ((0, 11), (0, 15), 11, 4, 2, False),
    ),
    (
        GATE,
        "he said the gate was open when the flood came to our town and all",
        ((0, 11), (2, 13), 11, 0, 0, False),
    ),
    ("the gate was open … the flood came to our town", GATE, ((0, 11), (0, 11), 10, 0, 0, False)),
    (
        "the gate was open [on Monday] when the flood came",
        "the gate was open when the flood came",
        ((0, 10), (0, 8), 8, 0, 0, False),
    ),
    (
        "we said [it] was open when the flood came",
        "we said the gate was open when the flood came",
        ((0, 9), (0, 10), 8, 0, 0, False),
    ),
    (
        "all of us then said [it] was open when the flood came",
        "all of us then said the old rusty gate was open when the flood came",
        ((0, 12), (0, 15), 11, 1, 1, False),
    ),
    (
        "he told the Korvel Harbour Office at noon that day",
        "he told the KHO at noon that day",
        ((0, 10), (0, 8), 7, 0, 0, False),
    ),
    (
        "he told the korvel harbour office at noon that day",
        "he told the KHO at noon that day",
        ((0, 10), (0, 8), 7, 3, 1, False),
    ),
    (
        "he told Pavel Tomashenko at noon",
        "he told Pavel Tomaschenko at noon",
        ((0, 6), (0, 6), 5, 0, 0, False),
    ),
    (
        "he told Pavel Tomashenko at noon",
        "he told Pavel Ostrovenko at noon",
        ((0, 6), (0, 6), 5, 1, 1, False),
    ),
    (
        "he met Lis at noon that very day",
        "he met Liz at noon that very day",
        ((0, 8), (0, 8), 7, 1, 1, False),
    ),
    (
        "he met Lisk at noon that very day",
        "he met Lisp at noon that very day",
        ((0, 8), (0, 8), 7, 0, 0, False),
    ),
    (
        "he met lisk at noon that very day",
        "he met lisp at noon that very day",
        ((0, 8), (0, 8), 7, 1, 1, False),
    ),
    (
        "the nation's gate was open that day",
        "the nations gate was open that day",
        ((0, 8), (0, 7), 6, 0, 0, False),
    ),
    (
        "he has opened a gate that very day",
        "he is opened an gate that very day",
        ((0, 8), (0, 8), 6, 0, 0, False),
    ),
    (
        "we saw it come down and ran",
        "we saw it come down the river and we ran home",
        ((0, 7), (0, 10), 7, 3, 2, False),
    ),
    (TEN, "one two three four five six seven x y nine ten", ((0, 10), (0, 11), 9, 2, 1, False)),
    (TEN, "one two three four five six seven x y z ten", ((0, 7), (0, 7), 7, 0, 0, False)),
    (TEN, "x y z four five six seven eight nine ten", ((3, 10), (3, 10), 7, 0, 0, False)),
    (TEN, "x y three four five six seven eight nine ten", ((0, 10), (0, 10), 8, 2, 1, True)),
    (TEN, "one x three four five six seven eight nine ten", ((0, 10), (0, 10), 9, 1, 1, False)),
]


@pytest.mark.parametrize(("one", "other", "alike"), LIKENESSES)
def test_two_printings_are_laid_side_by_side(one, other, alike):
    """What both print, how many words are the same there, how many were changed, at how many places.

    A name spelt otherwise, initials, an editor's bracket or gap change nothing, and what one prints
    beyond the other's ends is left out.
    """
    mine, theirs, *counts = alike
    one, other = (words_of(text, 0, len(text)) for text in (one, other))
    assert likeness(one, other) == Likeness(mine, theirs, *counts)
    assert likeness(other, one) == Likeness(theirs, mine, *counts)


def test_printings_without_a_common_word_have_no_likeness():
    """Nor has an empty one."""
    for other in ("nobody saw rain", ""):
        assert likeness(words_of(GATE, 0, len(GATE)), words_of(other, 0, len(other))) is None


# ---- which is which --------------------------------------------------------------------------


def pairs(one, other, related):
    """The pairs of two articles, as the words of each, whether altered, and how sure."""
    documents = [
        prepare(Article(at, "", text, at, at, language="en"))
        for at, text in (("one", one), ("other", other))
    ]
    names = names_in(documents)
    found = pairs_of(*(quotations_in(d, names) for d in documents), related=related)
    return [(p.mine, p.theirs, p.altered, p.confidence) for p in found]


BOATS = "We saw how the boats of our town were lost that night".split()
WHOLE = ((0, 12), (0, 12))


def said(*changed, who="Ana Lisk"):
    """The twelve words of a quotation, some of them another."""
    words = ["never" if at in changed else word for at, word in enumerate(BOATS)]
    return f"“{' '.join(words)},” {who} said."


@pytest.mark.parametrize(
    ("other", "apart", "copied"),
    [
        (said(), [(*WHOLE, False, 1.0)], [(*WHOLE, False, 1.0)]),
        (said(5), [(*WHOLE, True, 0.838)], [(*WHOLE, True, 0.95)]),
        (said(5, 8), [(*WHOLE, True, 0.775)], [(*WHOLE, True, 0.95)]),
        (said(5, 6, 7), [(*WHOLE, True, 0.713)], [(*WHOLE, True, 0.912)]),
        (said(3, 5, 8), [], [(*WHOLE, True, 0.912)]),
        (said(3, 5, 7, 9), [], []),
        (said(5, who="Ana Lysk"), [(*WHOLE, True, 0.838)], [(*WHOLE, True, 0.95)]),
        (said(5, who="Pavel Orn"), [], [(*WHOLE, True, 0.95)]),
        (said(5, 8, who="Pavel Orn"), [], []),
        (said(who="Pavel Orn"), [(*WHOLE, False, 1.0)], [(*WHOLE, False, 1.0)]),
    ],
)
def test_independent_reports_share_more_words_of_a_quotation_than_copies(other, apart, copied):
    """Fewer changed words, at fewer places, and by one speaker; the more changed, the less sure."""
    assert pairs(said(), other, related=False) == apart
    assert pairs(said(), other, related=True) == copied


@pytest.mark.parametrize(
    ("who", "size", "apart", "copied"),
    [
        ("Ana Lisk", 8, True, True),
        ("Ana Lisk", 4, True, True),
        ("Ana Lisk", 3, False, False),
        ("Pavel Orn", 8, True, True),
        ("Pavel Orn", 5, False, True),
    ],
)
def test_an_excerpt_is_one_by_its_words_or_its_speaker(who, size, apart, copied):
    """Eight words in a row are nobody else's; fewer need one speaker, or a copy."""
    excerpt = " ".join(BOATS[2 : 2 + size])
    other = f"{who} told the town that “{excerpt}” and left."
    expected = [((2, 2 + size), (0, size), False, 1.0)]
    assert pairs(said(), other, related=False) == expected * apart
    assert pairs(said(), other, related=True) == expected * copied


def test_an_excerpt_may_have_one_word_of_its_own():
    """With two it is another sentence."""
    for more, found in (("nowhere", 1), ("nowhere else", 0)):
        other = f"Ana Lisk told the town that “how the boats of {more}” was a riddle."
        assert len(pairs(said(), other, related=False)) == found


def test_a_short_sentence_may_be_said_by_two():
    """Unless the one article copied the other; from five words on it is one all the same."""
    for words, apart in (("We saw it there", 0), ("We saw it there then", 1)):
        texts = [f"“{words},” {who} said." for who in ("Ana Lisk", "Pavel Orn")]
        assert len(pairs(*texts, related=False)) == apart
        assert len(pairs(*texts, related=True)) == 1


def test_what_is_repeated_is_paired_in_its_order():
    """The second time with the second, and once with once."""
    twice = "“We saw it,” Ana Lisk said. It rained. “We saw it,” she said."
    assert len(pairs(twice, twice, related=False)) == 2
    assert len(pairs(twice, "“We saw it,” Ana Lisk said.", related=False)) == 1


def test_the_same_words_come_before_more_words_of_which_one_was_changed():
    """An excerpt that agrees is the quotation; what is printed beside it is another one."""
    excerpt = f"She told the town how “{' '.join(BOATS[2:10])}” that night."
    found = pairs(said(), f"{said(5)} {excerpt}", related=True)
    assert found == [((2, 10), (0, 8), False, 1.0)]


def test_words_behind_a_missing_mark_are_half_as_sure():
    """They may be the reporter's own."""
    unclosed = "Ana Lisk said: “" + " ".join(BOATS) + ".\n\nIt rained."
    for related, sure in ((False, 0.419), (True, 0.475)):
        assert pairs(unclosed, said(5), related) == [(*WHOLE, True, sure)]
