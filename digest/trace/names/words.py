"""A document's sentences → their words, with what tells whether a capital means anything."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from digest.models import Document
from digest.trace.names import vocabulary

_WORD = re.compile(r"[^\W\d_](?:(?:\.[^\W\d_])+\.|[^\W\d_]*(?:[’'‘`][^\W\d_]+)*)")
_POSSESSIVE = re.compile(r"[’'](?:s|S)?$")
_FOLLOWS = re.compile(r"[\w,;&][’'\")”]?[ \u00a0]$|[\w]-$|, [“\"‘]$")
_ABBREVIATED = re.compile(r"[A-Z]|St|Mt|Ft|Jr|Sr|Dr|Mr|Mrs|Ms|Gov|Sen|Rep|Gen|Col|Lt|Sgt|Capt|Cmdr"
                          r"|Maj|Cpl|Adm|Det|Supt|Insp|Rev|Prof|Hon|Sens|Reps|Pvt|Ald|Sup")  # fmt: skip
_ENDS = (".", "!", "?", "”", '"')
_WITHIN = ("-", ". ")
_JOINTS = {" ": " ", "\u00a0": " ", "\n": " ", "  ": " ", "-": "-", "–": "-", "‑": "-", " & ": " "}


class Word(NamedTuple):
    """A word of a sentence, without its possessive."""

    text: str
    start: int  # in the article
    end: int
    capital: bool  # begins as a name does
    opens: bool  # a sentence, so that any word would have the capital
    joined: str  # what stands between it and the word before: " ", "-", ". ", "" if more
    possessive: bool

    @property
    def small(self) -> str:
        """In lower case, without stops."""
        return self.text.lower().replace(".", "")


@dataclass(frozen=True, slots=True)
class Usage:
    """How the documents of one story write their words."""

    small: frozenset[str]  # without a capital anywhere
    inside: frozenset[str]  # with a capital amid a sentence
    pairs: frozenset[tuple[str, str]]  # two capitals in a row amid a sentence


def words_of(document: Document) -> list[list[Word]]:
    """The words of each sentence; none of a sentence in capitals, or in title case."""
    return [_words(document, i) for i in range(len(document.sentences))]


def _words(document: Document, index: int) -> list[Word]:
    text, sentence = document.article.text, document.sentences[index]
    said = text[sentence.start : sentence.end]
    found: list[Word] = []
    end, possessive, word = 0, True, ""  # of the word before
    for match in _WORD.finditer(said):
        before, (start, end), last, word = end, match.span(), word, match[0]
        gap = said[before:start]
        joined = _JOINTS.get(gap, "")
        if possessive and word.lower() not in vocabulary.POSSESSED:
            joined = ""
        elif gap == ". " and _ABBREVIATED.fullmatch(last):
            joined = gap
        bare = word if word.isalpha() else _POSSESSIVE.sub("", word)
        possessive, word = bare != word, bare
        capital = not word.islower() and word[0].isupper()
        opens = capital and joined not in _WITHIN and _opens(said, start)
        at = sentence.start + start
        found.append(Word(word, at, at + len(word), capital, opens, joined, possessive))
    heading = not said.endswith(_ENDS) and _in_title_case(found)
    return [] if heading or _shouts(found) else found


def _opens(said: str, at: int) -> bool:
    """Whether a word begins a sentence, or words that somebody says."""
    return not _FOLLOWS.search(said, max(0, at - 4), at)


def _shouts(words: Sequence[Word]) -> bool:
    """Whether most of a sentence is in capitals."""
    loud = [w for w in words if w.capital and len(w.text) > 1 and w.text.isupper()]
    return len(loud) > len(words) / 2


def _in_title_case(words: Sequence[Word]) -> bool:
    longer = [word for word in words if len(word.text) > 3]
    return len(longer) > 3 and all(word.capital for word in longer)


def usage_of(texts: Sequence[Sequence[Sequence[Word]]]) -> Usage:
    """Which words are written small, and which never, in all documents together."""
    every = [sentence for sentences in texts for sentence in sentences]
    small = frozenset(word.text for sentence in every for word in sentence if not word.capital)
    told = [[w for w in sentence if w.capital and not w.opens] for sentence in every]
    pairs = {
        (one.text, other.text)
        for words in told
        for one, other in pairwise(words)
        if other.joined == " " and other.start - one.end == 1
    }
    alone = {w.text for words in told for w in words if w.joined != "-"}
    return Usage(small, frozenset(alone), frozenset(pairs))
