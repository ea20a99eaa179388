"""A document's sentences → its capitalised phrases, each with the words of office before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.language.frequencies import frequencies
from digest.language.words import stop_words
from digest.models import Document
from digest.trace.names import vocabulary
from digest.trace.names.words import Usage, Word

_LINKS = (["of"], ["of", "the"], ["for"])
_NO_PERSON = vocabulary.ORGANISATIONS | vocabulary.POSSESSED
_BEFORE = 8  # words before a name that may be of office


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row that may be a name."""

    article: str
    sentence: int  # its place in the document
    words: tuple[str, ...]
    start: int
    end: int
    title: str  # words of office right before it, "" if none

    @property
    def offices(self) -> frozenset[str]:
        """The words of office before it, without those of mere politeness."""
        words = self.title.lower().replace(".", "").split()
        return frozenset(words) & vocabulary.OFFICES - vocabulary.HONOURS


class Reading:
    """Finds the phrases of documents of one story."""

    def __init__(self, usage: Usage, language: str) -> None:
        self._usage = usage
        self._language = language
        self._stop = stop_words(language) | vocabulary.OPENERS

    def phrases(self, document: Document, sentences: Sequence[Sequence[Word]]) -> Iterator[Phrase]:
        """The phrases of a document, in reading order."""
        for index, sentence in enumerate(sentences):
            for run in self._runs(sentence):
                for first, last in self._parted(sentence, run):
                    yield _phrase(document, index, sentence, first, last)

    def _runs(self, sentence: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Stretches of capitalised words, with the particles between them."""
        at = 0
        while at < len(sentence):
            if not sentence[at].capital or not self._may_be_name(sentence, at):
                at += 1
                continue
            end = at + 1
            while end < len(sentence) and (step := self._step(sentence, end)):
                end += step
            yield at, end
            at = end

    def _step(self, sentence: Sequence[Word], at: int) -> int:
        """How many words from `at` on belong to the run that ends before it."""
        word = sentence[at]
        if not word.joined:
            return 0
        if word.capital:
            parted = word.joined == "-" and self._stands_alone(sentence, at)
            return int(not parted and self._may_be_name(sentence, at))
        if word.joined == "-" and len(word.text) <= 4 and word.small not in self._stop:
            return int(at > 1 and sentence[at - 1].joined == " " and sentence[at - 2].capital)
        return self._linked(sentence, at)

    def _linked(self, sentence: Sequence[Word], at: int) -> int:
        """The length of a link ("van der", "of the") and the capitalised word after it."""
        after = next((n for n in (1, 2) if at + n < len(sentence) and sentence[at + n].capital), 0)
        if not after or not sentence[at + after].joined:
            return 0
        between = [word.text for word in sentence[at : at + after]]
        head = sentence[at - 1].small in vocabulary.HEADS
        linked = vocabulary.PARTICLES.issuperset(between) or (head and between in _LINKS)
        return after + 1 if linked else 0

    def _stands_alone(self, sentence: Sequence[Word], at: int) -> bool:
        """Whether both sides of a dash are names of their own."""
        one, other = sentence[at - 1], sentence[at]
        if not {one.text, other.text} <= self._usage.inside:
            return False
        given = at > 1 and one.joined == " " and sentence[at - 2].capital
        return not given or (sentence[at - 2].text, one.text) in self._usage.pairs

    def _may_be_name(self, sentence: Sequence[Word], at: int) -> bool:
        """Whether a word with a capital would have it amid a sentence, too."""
        word = sentence[at]
        if word.text in vocabulary.NEVER or vocabulary.CALENDAR.fullmatch(word.text):
            return False
        if word.small in vocabulary.SMALL and word.small not in vocabulary.PARTICLES:
            return False
        after = sentence[at + 1] if at + 1 < len(sentence) else None
        if not word.opens:
            return len(word.text) > 1 or (after is not None and after.joined == ". ")
        return self._opens_name(word, after if after and after.joined and after.capital else None)

    def _opens_name(self, word: Word, follows: Word | None) -> bool:
        """Whether the first word of a sentence is of a name; `follows` has a capital, and adjoins."""
        if follows and (word.text, follows.text) in self._usage.pairs:
            return True
        if word.small in self._stop or word.small in self._usage.small:
            return word.small in vocabulary.OFFICES and follows is not None
        return follows is not None or word.text in self._usage.inside or self._is_rare(word)

    def _is_rare(self, word: Word) -> bool:
        known = frequencies(self._language)
        return word.small not in known and word.small.rstrip("s") not in known

    def _parted(self, sentence: Sequence[Word], run: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """The names in a run, words of office between and around them cut off."""
        start, end = run
        cut = self._office_before_name(sentence, start, end)
        if cut is not None:
            first, after = cut
            if first > start:
                yield from self._parted(sentence, (start, first))
            start = after
        while end > start and self._is_loose(sentence, start, end - 1):
            end -= 1
        while start < end and self._is_loose(sentence, start, start) and end - start == 1:
            start += 1
        if start < end:
            yield start, end

    def _is_loose(self, sentence: Sequence[Word], start: int, at: int) -> bool:
        """Whether a word at the end of a run is no name's."""
        word = sentence[at]
        small = word.small
        if not word.capital:
            return True
        if small in vocabulary.OFFICES:
            named = vocabulary.SURNAMES if at == start + 1 else vocabulary.ORGANISATIONS
            return small not in named
        common = small in vocabulary.ORGANISATIONS or small in vocabulary.PLACES
        return at == start and (small in self._stop or (common and small in self._usage.small))

    def _office_before_name(
        self, sentence: Sequence[Word], start: int, end: int
    ) -> tuple[int, int] | None:
        """Where words of office begin and end in a run, if a person's name follows them."""
        offices = (
            at for at in range(end - 2, start - 1, -1) if sentence[at].small in vocabulary.OFFICES
        )
        last = next(offices, None)
        if last is None or sentence[end - 1].small in _NO_PERSON:
            return None
        if sentence[last].possessive or sentence[last + 1].joined == "-":
            return None
        first = last
        while first > start and _is_of_office(sentence[first - 1]):
            first -= 1
        return first, last + 1


def _is_of_office(word: Word) -> bool:
    return not word.possessive and (
        word.small in vocabulary.OFFICES
        or word.small in vocabulary.OFFICE_MODIFIERS
        or vocabulary.NATIONALITY.fullmatch(word.text) is not None
    )


def _phrase(
    document: Document, index: int, sentence: Sequence[Word], first: int, last: int
) -> Phrase:
    words = sentence[first:last]
    start, end = words[0].start, words[-1].end
    return Phrase(
        document.article.id, index, tuple(w.text for w in words), start, end,
        _office(document.article.text, sentence, first, last),
    )  # fmt: skip


def _office(text: str, sentence: Sequence[Word], first: int, last: int) -> str:
    """The words of office right before a name; none before an adjective of a nation."""
    if last - first == 1 and vocabulary.NATIONALITY.fullmatch(sentence[first].text):
        return ""
    if (
        first == 0
        or not sentence[first].joined
        or sentence[first - 1].small not in vocabulary.OFFICES
    ):
        return ""
    before = first - 1
    while before > 0 and first - before < _BEFORE and sentence[before].joined:
        if not _is_of_office(sentence[before - 1]):
            break
        before -= 1
    while sentence[before].small in vocabulary.NO_BEGINNING:
        before += 1
    return " ".join(text[sentence[before].start : sentence[first].start].split())
