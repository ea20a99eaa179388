"""The words of a quotation as they are compared.

What outlets change by house style is no change: contractions, British and American spelling, figures
for number words, punctuation, what an editor inserts in brackets, what an ellipsis leaves out.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<bracket>[^\W_]*[\[(][^\])]{0,60}[\])](?:['’]?[^\W\d_]+)*)|(?P<gap>…|\.{2,}|(?:\. ){2,}\.?)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+|: ?\d\d)*(?:st|nd|rd|th\b)?"
    r"|[^\W\d_]+(?:['’][^\W\d_]+| ['’] ?(?:s|t|re|ve|ll|m|d)\b)*|[%&$€£])"
)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
GAP = "…"

_WHOLE = {
    "cannot": "can not", "can't": "can not", "won't": "will not", "shan't": "shall not",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "'em": "them", "ok": "okay",
    "%": "percent", "&": "and", "alright": "all right", "cause": "because", "till": "until",
    "mr": "mister", "yeah": "yes",
}  # fmt: skip
_ENDINGS = (
    ("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am"), ("'d", "would"),
    ("'s", "is"),
)  # fmt: skip
_SPELLING = (
    (re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|ite|able|ful|hood|ers?|ly)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2}[a-z])is(?=(?:e|es|ed|ing|ation|ations|er|ers)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|es|ed|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{2}[bt])re(?=s?$)"), "er"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"ence(?=s?$)"), "ense"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^(program|kilogram)me(?=s?$)"), r"\1"),
    (re.compile(r"^(to|after|for|back)wards$"), r"\1ward"),
)
_UNITS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    w: 10 * n
    for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        range(1, 13),
        strict=True,
    )
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_FILLERS = frozenset("uh um ah er oh hmm".split())


class Word(NamedTuple):
    """A word in its plain form, and where it stands."""

    plain: str
    start: int
    end: int
    name: bool = False  # begins with a capital
    free: bool = False  # an editor's own insertion, or a gap


def words_of(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of a span, in plain forms; a contraction is two words of one place."""
    return tuple(_joined(list(_words(text, start, end))))


def _words(text: str, start: int, end: int) -> Iterator[Word]:
    for token in _TOKEN.finditer(text, start, end):
        if token["gap"]:
            yield Word(GAP, token.start(), token.end(), free=True)
        elif token["bracket"]:
            bare = re.sub(r"[\[\]()]", "", token[0])
            for word in words_of(bare, 0, len(bare)):
                yield word._replace(start=token.start(), end=token.end(), free=True)
        else:
            yield from _plain(token[0], token.start())


def _plain(word: str, at: int) -> Iterator[Word]:
    if not word.isascii() and _UNSPACED.search(word):
        yield from (Word(letter, at + i, at + i + 1) for i, letter in enumerate(word))
        return
    for part in _forms(word):
        yield Word(part, at, at + len(word), word[0].isupper())


@lru_cache(maxsize=1 << 15)
def _forms(word: str) -> tuple[str, ...]:
    """The plain forms of a word: two of a contraction, none of a filler."""
    folded = re.sub(r" ?['’] ?", "'", word.casefold())
    if word[0].isdigit():
        folded = re.sub(r",|: ?00$|(?:st|nd|rd|th)$", "", folded).replace(": ", ":")
    elif word.endswith("."):
        folded = folded.replace(".", "")
    return tuple(part for part in _parts(folded) if part not in _FILLERS)


def _parts(word: str) -> list[str]:
    if word in _WHOLE:
        return _WHOLE[word].split()
    for ending, full in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return [_spelled(word.removesuffix(ending)), full]
    return [_spelled(word)]


def _spelled(word: str) -> str:
    if word in _UNITS:
        return str(_UNITS[word])
    if word in _TENS:
        return str(_TENS[word])
    if word in _ORDINALS:
        return str(_ORDINALS[word])
    if len(word) >= 4:
        for british, american in _SPELLING:
            word = british.sub(american, word)
    return word


def _joined(words: list[Word]) -> Iterator[Word]:
    """With "twenty-one" as one figure, "per cent" as one word, "11 May" as "May 11"."""
    at = 0
    while at < len(words):
        pair = words[at : at + 2]
        one = _as_one(*pair) if len(pair) == 2 and 0 <= pair[1].start - pair[0].end <= 1 else None
        if one:
            yield one
        elif len(pair) == 2 and pair[0].plain.isdigit() and pair[1].plain in _MONTHS:
            # One place for both, so that no window parts them.
            start, end = pair[0].start, pair[1].end
            yield from (word._replace(start=start, end=end) for word in reversed(pair))
        else:
            yield pair[0]
            at += 1
            continue
        at += 2


def _as_one(word: Word, after: Word) -> Word | None:
    if word.plain in _ROUND and after.plain in _SMALL:
        return word._replace(plain=str(int(word.plain) + int(after.plain)), end=after.end)
    if (word.plain, after.plain) == ("per", "cent"):
        return word._replace(plain="percent", end=after.end)
    return None


_ROUND = frozenset(str(n) for n in _TENS.values())
_SMALL = frozenset(str(n) for n in range(1, 10))
