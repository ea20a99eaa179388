"""Quotations of one article: what stands inside quotation marks, and who is said to have said it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from digest.language.words import words
from digest.models import Document
from digest.trace.names import Named, Names
from digest.trace.quotations.marks import marked
from digest.trace.quotations.speakers import speakers
from digest.trace.quotations.wording import Word, words_of

_FEWEST = 3  # words; fewer are a nickname, a term, or an eyebrow raised
_MARKS = " \t\u00a0\n*_"
_GOES_ON = ",;: \n"  # after words that the sentence goes on from: "We won," she said
_SMALL = re.compile(r"(?:an?|the|of|and|in|on|for|to|with|by|at|from|de|la|le|du|&|–|-)$")
# What stands between two quotations, where a mark is missing.
_REPORTED = re.compile(
    r"(?:(?:[Hh]e|[Ss]he|[Tt]hey|(?:[A-Z][\w.’'-]+ ?){1,4}) ?)?(?:said|says|told|added|testified|asked|wrote)\b"
    r"(?! (?:I|we|that|the|it)\b)"
)
_LONGEST_TITLE = 9  # words
_LINES = re.compile(r"\w\W?\s/\s\w")  # of a verse, where one ends and the next begins
# How words came to be known: what was written is printed as it stands, and may also have been spoken.
_FORM = re.compile(
    r"\b(?:(?P<tweet>tweet\w*|twitter)|(?P<post>post(?:ed|s)?(?! (?:office|mortem))|facebook|instagram)"
    r"|(?P<statement>statement|press release|news release)|(?P<writing>wr(?:ote|ites|itten)|letter|op-ed|e-?mail\w*)"
    r"|(?P<speech>said|says|told|tells|added|speech|interview|conference))\b"
)  # of lower case
_WRITTEN = frozenset(("tweet", "post", "statement", "writing"))


@dataclass(frozen=True, slots=True)
class Quotation:
    """A span inside quotation marks, within one paragraph, and the person it is put in the mouth of."""

    article: str
    start: int
    end: int
    sentence: int  # in which it begins
    speaker: Named | None
    words: tuple[Word, ...]
    plain: tuple[str, ...]  # its words in plain forms
    sure: bool  # where it ends
    forms: frozenset[str] = (
        frozenset()
    )  # in which its sentence says that it came: "tweet", "speech"

    def is_of_other_form(self, other: "Quotation") -> bool:
        """Whether one was written and the other said, or written elsewhere."""
        written, there = self.forms & _WRITTEN, other.forms & _WRITTEN
        if written and there:
            return written.isdisjoint(there)
        return bool((written and other.forms) or (there and self.forms))

    @property
    def key(self) -> tuple[str, int]:
        """Its article and where it begins."""
        return self.article, self.start


def quotations_in(document: Document, names: Names) -> tuple[Quotation, ...]:
    """The quotations of an article's report, in order, each with its speaker where that is sure."""
    text = document.article.text
    starts = [sentence.start for sentence in document.sentences]
    spans: list[tuple[int, int, int, bool]] = []
    sure: list[bool] = []
    for span in marked(text, list(_paragraphs(document))):
        start, end = _bare(text, span.start, span.end)
        reported = start > span.start and _REPORTED.match(text, start)
        if (
            start < end
            and not reported
            and _is_spoken(text[start:end])
            and not _in_aside(document, start, end)
        ):
            at = max(0, bisect_right(starts, start) - 1)
            spans.append((start, end, at, span.continued))
            sure.append(span.sure)
    found = speakers(document, names, spans)
    quotations = []
    for (start, end, at, _), speaker, ended in zip(spans, found, sure, strict=True):
        end = start + len(text[start:end].rstrip(_GOES_ON))
        held = words_of(text, start, end)
        plain = tuple(word.plain for word in held)
        quotations.append(
            Quotation(
                document.article.id,
                start,
                end,
                at,
                speaker,
                held,
                plain,
                ended,
                _forms(document, start, end, at),
            )
        )
    return tuple(quotations)


def _paragraphs(document: Document) -> Iterator[tuple[int, int]]:
    """From the first to the last sentence of each paragraph."""
    for _, members in groupby(document.sentences, key=lambda s: s.paragraph):
        held = list(members)
        yield held[0].start, held[-1].end


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return start, end


def _in_aside(document: Document, start: int, end: int) -> bool:
    return any(a.start < end and start < a.end for a in document.asides)


def _forms(document: Document, start: int, end: int, at: int) -> frozenset[str]:
    """What the sentences of a quotation say of how it came, or else the one above them."""
    text = document.article.text
    last = next((s for s in document.sentences[at:] if s.end >= end), document.sentences[-1])
    around = f"{text[document.sentences[at].start : start]} {text[end : last.end]}".lower()
    above = document.sentences[max(0, at - 1)]
    for told in (around, text[above.start : above.end].lower()):
        if found := frozenset(match.lastgroup or "" for match in _FORM.finditer(told)):
            return found
    return frozenset()


def _is_spoken(text: str) -> bool:
    """Whether it is neither a word or two nor a title of a work, nor lines of a verse."""
    said = words(text)
    if len(said) < _FEWEST or len(_LINES.findall(text)) > 1:
        return False
    if len(said) > _LONGEST_TITLE or text[-1] in ",?!…":
        return True
    return any(
        (word[0].islower() and not _SMALL.match(word)) or not word[0].isalpha() for word in said[1:]
    ) or (not any(word[0].isupper() for word in said))
