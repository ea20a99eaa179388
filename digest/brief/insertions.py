"""What an editor adds in [brackets]: a name in full where it first stands, a date beside a weekday.

Nothing is added that the same article does not say, but for the date, which is counted from its own;
and nothing inside a quotation.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from digest.brief.allowance import Allowance
from digest.brief.cutting import Span
from digest.brief.dating import dated
from digest.brief.introductions import (
    HONOUR,
    POSSESSIVE,
    Introduction,
    introduction,
    is_common,
    is_somebody,
)
from digest.brief.material import Candidate, Material, capitalised
from digest.brief.standing import quotations
from digest.language.named import Names
from digest.models import Article, Mention, Named

_MOST_NAMES = 3  # in one sentence, beyond which brackets would bury it
_FAMILIAR = 10  # mentions in a story from which somebody is whom it is about
# A name that says of which kind something is: "the Lee government", "a Lee-led panel".
_ATTRIBUTE_BEFORE = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s+|[-–—/])$"
)
_ATTRIBUTE_AFTER = re.compile(r"[-–/]\w|\.?\s?\d")
_SPEAKER = re.compile(r"([A-Z][a-z’']{2,}) (?:said|says|told|added|adds)\b")
_LONG_FORM = re.compile(
    r"((?:[A-Z][\w’'-]*\s+(?:(?:of|for|and|the|on|in|to)\s+){0,2}){1,8})\(([A-Z]{3,7})\)"
)
_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{3,7}(?![\w-])")
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


@dataclass(frozen=True, slots=True)
class _Insertion:
    """Words that are added at a place of an article's text."""

    at: int
    words: str
    before: bool  # of what stands there, else after it


class Subeditor:
    """Reads one brief in the order in which a reader does, and knows what has been introduced."""

    def __init__(self, material: Material, allowance: Allowance | None = None) -> None:
        self._material = material
        self._allowance = allowance
        self._surnames = _surnames(material.names)
        self._introduced: set[str] = set()
        self._dated: dict[str, date] = {}

    def edited(self, candidate: Candidate, dates: bool = True) -> Candidate:
        """The candidate with what its reader would miss, which is introduced from then on.

        Without `dates`, weekdays are left as they are: the reader knows of which day it is.
        """
        article = self._material.documents[candidate.ref[0]].article
        if self._material.documents[article.id].language != "en":
            return candidate
        pieces = candidate.pieces
        spoken = [s for a, b in pieces for s in quotations(article.text, a, b)]
        open_ = self._open(article, pieces)
        pieces = self._without_courtesy(article, pieces, open_)
        open_ = [(_bare(m, pieces), named) for m, named in open_]
        added = [*self._in_full(article, open_), *self._spelt_out(article, pieces, spoken)]
        added = [each for each in added if self._may_add(article, each)]
        added += self._days(article, pieces) if dates else ()
        if not added and pieces == candidate.pieces:
            return candidate
        text = " ".join(_with(article.text, piece, added) for piece in pieces)
        return replace(candidate, pieces=pieces, text=capitalised(" ".join(text.split())))

    def meets_strangers(self, candidate: Candidate, headline: str) -> bool:
        """Whether somebody stands in it by surname alone whom nobody has introduced, or could."""
        article = self._material.documents[candidate.ref[0]].article
        speaker = _SPEAKER.match(candidate.text)
        if speaker and not self._knows(speaker[1], article, headline):
            return True
        return any(
            " " not in mention.text
            and is_somebody(article.text, mention, named)
            and named.name not in self._introduced
            and mention.text not in headline
            and not _is_introduced(introduction(article, mention, named), named)
            for mention, named in self._open(article, candidate.pieces)
        )

    def _knows(self, word: str, article: Article, headline: str) -> bool:
        """Whether a sentence's first word is nobody's name, or that of somebody introduced."""
        known = any(word in name.split() for name in self._introduced) or word in headline
        mentions = (m for n in self._material.names.named for m in n.mentions)
        return known or is_common(word, article) or any(word in m.text.split() for m in mentions)

    def _may_add(self, article: Article, insertion: _Insertion) -> bool:
        """Whether so many more words of the article may be shown; they are then counted."""
        words = len(insertion.words.split())
        if self._allowance is None:
            return True
        admitted = self._allowance.admits(article.id, words)
        if admitted:
            self._allowance.spend(article.id, words)
        return admitted

    def _open(self, article: Article, pieces: Sequence[Span]) -> list[tuple[Mention, Named]]:
        """Who and what is named in these spans, outside quotations."""
        spoken = [s for a, b in pieces for s in quotations(article.text, a, b)]
        found = (pair for a, b in pieces for pair in self._material.names.within(article.id, a, b))
        return [pair for pair in found if not _in(pair[0].start, spoken)]

    # ---- names -------------------------------------------------------------------------------

    def _in_full(
        self, article: Article, found: Sequence[tuple[Mention, Named]]
    ) -> Iterator[_Insertion]:
        """The given names and the office of people who stand here for the first time, by surname."""
        strangers = {n.name for m, n in found if " " not in m.text} - self._introduced
        for mention, named in found if len(strangers) <= _MOST_NAMES else ():
            if named.name in self._introduced or not is_somebody(article.text, mention, named):
                continue
            if self._surnames[mention.text.rpartition(" ")[2]] > 1:
                continue
            if len(mention.text.split()) > 1:
                self._introduced.add(named.name)
            elif not _is_attribute(article.text, mention):
                told = introduction(article, mention, named)
                if told.words:
                    self._introduced.add(named.name)
                    at = mention.start if told.before else mention.end
                    yield _Insertion(at, told.words, told.before)

    def _without_courtesy(
        self, article: Article, pieces: Sequence[Span], found: Sequence[tuple[Mention, Named]]
    ) -> tuple[Span, ...]:
        """Without "Mr" at the beginning, where the name behind it is about to be given in full."""
        start, end = pieces[0]
        for mention, named in found[:1]:
            lead = article.text[start : mention.start]
            if (
                named.name not in self._introduced
                and HONOUR.fullmatch(lead.strip())
                and len(mention.text.split()) == 1
                and introduction(article, mention, named).words
            ):
                return ((mention.start, end), *pieces[1:])
        return tuple(pieces)

    # ---- acronyms ----------------------------------------------------------------------------

    def _spelt_out(
        self, article: Article, pieces: Sequence[Span], spoken: Sequence[Span]
    ) -> Iterator[_Insertion]:
        """What letters stand for, where the article says so elsewhere."""
        shown = " ".join(article.text[a:b] for a, b in pieces)
        for start, end in pieces:
            for found in _ACRONYM.finditer(article.text, start, end):
                if found[0] in self._introduced or _in(found.start(), spoken):
                    continue
                self._introduced.add(found[0])
                words = _long_form(article.text, found[0])
                if words and words not in shown:
                    yield _Insertion(found.end(), words, before=False)

    # ---- days --------------------------------------------------------------------------------

    def _days(self, article: Article, pieces: Sequence[Span]) -> Iterator[_Insertion]:
        """The dates of weekdays, once each; none in an article that is long after the first."""
        if self._material.is_late(article.id):
            return
        for found in dated(article, pieces):
            name = article.text[found.start : found.end].casefold()
            if found.relative and self._dated.get(name) != found.day:
                self._dated[name] = found.day
                owned = POSSESSIVE.match(article.text, found.end)
                words = f"{found.day.day} {_MONTHS[found.day.month - 1]}"
                yield _Insertion(owned.end() if owned else found.end, words, before=False)


def _bare(mention: Mention, pieces: Sequence[Span]) -> Mention:
    """The mention, without the title that was cut where a piece begins with the name itself."""
    return replace(mention, title="") if any(mention.start == a for a, _ in pieces) else mention


def _is_introduced(told: Introduction, named: Named) -> bool:
    """Whether a reader learns who it is, or at least the full name of whom the story is about."""
    return told.tells_who or bool(told.words and len(named.mentions) >= _FAMILIAR)


def _surnames(names: Names) -> Counter[str]:
    """How many people of the story bear a surname."""
    return Counter(
        named.name.rpartition(" ")[2]
        for named in names.named
        if " " in named.name and named.kind in ("person", "other")
    )


def _is_attribute(text: str, mention: Mention) -> bool:
    before = text[max(0, mention.start - 8) : mention.start]
    return bool(_ATTRIBUTE_BEFORE.search(before) or _ATTRIBUTE_AFTER.match(text, mention.end))


def _long_form(text: str, acronym: str) -> str:
    """The words before "(ABC)" that begin with its letters; "" where there are none."""
    for found in _LONG_FORM.finditer(text):
        if found[2] != acronym:
            continue
        words = found[1].split()
        for at in range(len(words)):
            initials = "".join(word[0] for word in words[at:] if word[0].isupper())
            if initials == acronym and words[at][0].isupper():
                return " ".join(words[at:])
    return ""


def _in(at: int, spans: Iterable[Span]) -> bool:
    return any(start <= at < end for start, end in spans)


def _with(text: str, piece: Span, added: Iterable[_Insertion]) -> str:
    """A piece of a text with what is added in it."""
    start, end = piece
    shown = []
    for each in sorted(added, key=lambda each: each.at):
        if start <= each.at < end or (each.at == end and not each.before):
            mark = f"[{each.words}] " if each.before else f" [{each.words}]"
            shown.append(text[start : each.at] + mark)
            start = each.at
    return "".join(shown) + text[start:end]
