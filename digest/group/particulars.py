"""Names and numbers that two articles have in common, as an editor would point at them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from digest.language.words import stop_words, terms_of
from digest.models import Document

_MOST = 5  # names, and numbers, that are told
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:[’'-]\w+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_CALENDAR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December"
)
_FOLLOWS = re.compile(r"[\w,;][’'\")]? $")  # what stands before a word that opens no sentence
_NUMBER = re.compile(
    r"(\d+(?:[.,:]\d+)*)(?:(?:[ -]\d{3,})+(?!\w)|[^\W\d_]{1,2}(?!\w))?"
)  # 1,300; 48th
_COUNTED = re.compile(r"(?:-[^\W\d_]+)+| [^\W\d_]{3,}")  # what it counts: 5-year-old, 42 days
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")

Run = tuple[str, ...]
"""Words with a capital letter, one after the other."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with a capital letter."""

    text: str
    opens: bool  # a sentence, so that any word would have the capital
    adjoins: bool  # the word before has a capital as well, and only a space is between
    cut: bool  # may be a title or an abbreviation: "Sen. Ada Brenk"

    @property
    def within(self) -> bool:
        """Whether it would be written small if it were no name."""
        return not (self.opens or self.cut)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What may be told of one document."""

    runs: Mapping[Run, None]  # in reading order
    parts: frozenset[Run]  # every sequence of words within a run
    counted: Mapping[str, tuple[str, ...]]  # numbers, in reading order, and the words after them


class Spellings:
    """Which words are names in a collection: with a capital amid a sentence, and never without."""

    def __init__(self, documents: Iterable[Document]) -> None:
        capital: set[str] = set()
        small: set[str] = set()
        for unit in chain.from_iterable(map(_units, documents)):
            small.update(word for word in _WORD.findall(unit) if word[0].islower())
            if not _in_title_case(unit):
                capital.update(word.text for word in _capitals(unit) if word.within)
        self._names = {word for word in capital if word.lower() not in small}

    def of(self, document: Document) -> Particulars:
        """Names and numbers of a document."""
        stop = stop_words(document.language)
        found = chain.from_iterable(self._runs(unit, stop) for unit in _units(document))
        runs = dict.fromkeys(found)
        parts = frozenset(part for run in runs for part in _parts(run))
        return Particulars(runs, parts, _counted(document))

    def names_in_both(
        self, one: Particulars, other: Particulars, weights: Mapping[str, float], language: str
    ) -> tuple[str, ...]:
        """The names that both have, those first whose words weigh most; at most five."""
        shared = (self._shared(run, other) for run in one.runs)
        found = dict.fromkeys(run for run in shared if run)
        within = {part for run in found for part in _parts(run) if part != run}
        whole = [run for run in found if run not in within]
        term_of = terms_of(language)

        def weight(run: Run) -> float:
            return max((weights.get(term, 0.0) for term in term_of(" ".join(run))), default=0.0)

        return tuple(" ".join(run) for run in sorted(whole, key=weight, reverse=True)[:_MOST])

    def _shared(self, run: Run, other: Particulars) -> Run | None:
        """The longest part of a run that the other has too; it has to have a name in it.

        What is whole in both may be of common words: a Wildlife Service, a Species Act.
        """
        if len(run) > 1 and run in other.runs:
            return run
        names = (part for part in _parts(run) if not self._names.isdisjoint(part))
        return next((part for part in names if part in other.parts), None)

    def _runs(self, unit: str, stop: frozenset[str]) -> Iterator[Run]:
        doubtful = _in_title_case(unit)
        run: list[str] = []
        for word in _capitals(unit):
            is_stop = word.text.lower() in stop
            is_name = word.text in self._names and not is_stop
            told = not word.cut and (is_name or not (doubtful or (word.opens and is_stop)))
            if run and not (told and word.adjoins):
                yield tuple(run)
                run = []
            if told:
                run.append(word.text)
        if run:
            yield tuple(run)


def numbers_in_both(
    one: Particulars, other: Particulars, weights: Mapping[str, float]
) -> tuple[str, ...]:
    """The numbers that both have, with what they count where it is the same; at most five.

    The weightiest come first; a single digit that counts something else is none.
    """
    found = []
    for number, words in one.counted.items():
        if number not in other.counted:
            continue
        same = next((word for word in words if word in other.counted[number]), None)
        if same or len(number) > 1:
            plain = _NUMBER.match(number)
            found.append((-weights.get(plain[1] if plain else "", 0.0), number + (same or "")))
    return tuple(told for _, told in sorted(found, key=lambda pair: pair[0])[:_MOST])


def _units(document: Document) -> Iterator[str]:
    """Title and sentences, white space made one space."""
    sentences = (document.text_of(index) for index in range(len(document.sentences)))
    for text in (document.article.title, *sentences):
        yield " ".join(text.split())


def _in_title_case(unit: str) -> bool:
    """Whether it is a heading in which every longer word has a capital, which then tells nothing."""
    longer = (word for word in _WORD.findall(unit) if len(word) > 3)
    return not unit.endswith((".", "!", "?")) and not any(word[0].islower() for word in longer)


def _capitals(unit: str) -> Iterator[_Word]:
    end = -1  # of the capitalised word before
    for match in _WORD.finditer(unit):
        text = _POSSESSIVE.sub("", match[0])
        if len(text) < 2 or not text[0].isupper() or _CALENDAR.fullmatch(text):
            continue
        start, after = match.start(), unit[match.end() : match.end() + 2]
        opens = not _FOLLOWS.search(unit, max(0, start - 3), start)
        adjoins = end == start - 1 and unit[end] == " "
        yield _Word(text, opens, adjoins, cut=after == ". " and len(text) < 5)
        end = match.end() if text == match[0] else -1


def _parts(run: Run) -> Iterator[Run]:
    """Every sequence of words within a run, the longest first."""
    for length in range(len(run), 0, -1):
        for start in range(len(run) - length + 1):
            yield run[start : start + length]


def _counted(document: Document) -> dict[str, tuple[str, ...]]:
    stop = stop_words(document.language)
    found: dict[str, tuple[str, ...]] = {}
    for unit in _units(document):
        for match in _NUMBER.finditer(unit):
            after = _COUNTED.match(unit, match.end())
            word = after[0].lower() if after and not _YEAR.fullmatch(match[0]) else ""
            told = (word,) if word and word.strip() not in stop else ()
            found[match[0]] = (*found.get(match[0], ()), *told)
    return found
