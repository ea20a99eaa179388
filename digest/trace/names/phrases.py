"""A document's sentences → its capitalised phrases, each with the words of office before it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.language.words import stop_words
from digest.models import Document
from digest.trace.names import vocabulary

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[’'‘`][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"[’'](?:s|S)?$")
_FOLLOWS = re.compile(r"[\w,;&][’'\")”]?[ \u00a0]$|[\w]-$|, [“\"‘]$")
_ABBREVIATED = re.compile(r"[A-Z]|St|Mt|Ft|Jr|Sr|Dr|Mr|Mrs|Ms|Gov|Sen|Rep|Gen|Col|Lt|Sgt|Capt|Cmdr"
                          r"|Maj|Cpl|Adm|Det|Supt|Insp|Rev|Prof|Hon|Sens|Reps|Pvt|Ald|Sup")  # fmt: skip
_LEAST_CAPITALS = 0.6  # share of capital letters in a sentence that shouts
_LINKS = (["of"], ["of", "the"], ["for"])
_BEFORE = 8  # words before a name that may be of office


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, without its possessive."""

    text: str
    start: int  # in the article
    end: int
    opens: bool  # a sentence, so that any word would have the capital
    joined: str  # what stands between it and the word before: " ", "-", ". ", "" if more
    possessive: bool

    @property
    def small(self) -> str:
        """In lower case, without stops."""
        return self.text.lower() if "." not in self.text else self.text.lower().replace(".", "")

    @property
    def capital(self) -> bool:
        """Whether it begins as a name does."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row that may be a name."""

    article: str
    sentence: int
    words: tuple[str, ...]
    start: int
    end: int
    title: str
    opens: bool
    joint: str  # what stands between its words, one mark a gap

    @property
    def offices(self) -> frozenset[str]:
        """The words of office before it, without those of mere politeness."""
        words = self.title.lower().replace(".", "").split()
        return frozenset(words) & vocabulary.OFFICES - vocabulary.HONOURS


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
    if _shouts(said):
        return []
    found: list[Word] = []
    end = -1
    for match in _WORD.finditer(said):
        word = _POSSESSIVE.sub("", match[0])
        start = match.start()
        gap = said[end:start] if end >= 0 else ""
        joined = _joint(gap, found[-1] if found and not found[-1].possessive else None)
        opens = joined not in ("-", ". ") and not _FOLLOWS.search(said, max(0, start - 4), start)
        at = sentence.start + start
        possessive = word != match[0]
        found.append(Word(word, at, at + len(word), opens, joined, possessive))
        end = match.end()
    return [] if _in_title_case(found) else found


def _joint(gap: str, before: Word | None) -> str:
    if before is None:
        return ""
    if gap in (" ", "\u00a0", "\n", "  "):
        return " "
    if gap in ("-", "–", "‑"):
        return "-"
    if gap == ". " and _ABBREVIATED.fullmatch(before.text):
        return ". "
    return " " if gap == " & " else ""


def _shouts(said: str) -> bool:
    letters = sum(map(str.isalpha, said))
    return sum(map(str.isupper, said)) > _LEAST_CAPITALS * max(1, letters)


def _in_title_case(words: Sequence[Word]) -> bool:
    longer = [word for word in words if len(word.text) > 3]
    return len(longer) > 3 and all(word.capital for word in longer)


def usage_of(texts: Sequence[Sequence[Sequence[Word]]]) -> Usage:
    """Which words are written small, and which never, in all documents together."""
    small: set[str] = set()
    inside: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for sentences in texts:
        for sentence in sentences:
            before = ""
            for word in sentence:
                told = word.capital and not word.opens
                if not word.capital:
                    small.add(word.text)
                elif told:
                    inside.add(word.text)
                    if before and word.joined == " ":
                        pairs.add((before, word.text))
                before = word.text if told else ""
    return Usage(frozenset(small), frozenset(inside), frozenset(pairs))


class Reading:
    """Finds the phrases of documents of one story."""

    def __init__(self, usage: Usage, language: str) -> None:
        self._usage = usage
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
            if not self._may_be_name(sentence, at):
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
        return {sentence[at - 1].text, sentence[at].text} <= self._usage.inside and not (
            at > 1 and sentence[at - 1].joined == " " and sentence[at - 2].capital
            and (sentence[at - 2].text, sentence[at - 1].text) not in self._usage.pairs
        )  # fmt: skip

    def _may_be_name(self, sentence: Sequence[Word], at: int) -> bool:
        word = sentence[at]
        if (
            not word.capital
            or word.text in vocabulary.NEVER
            or vocabulary.CALENDAR.fullmatch(word.text)
        ):
            return False
        if word.small in vocabulary.SMALL and word.small not in vocabulary.PARTICLES:
            return False
        if not word.opens:
            return len(word.text) > 1 or (
                at + 1 < len(sentence) and sentence[at + 1].joined == ". "
            )
        after = sentence[at + 1] if at + 1 < len(sentence) else None
        follows = after if after and after.joined and after.capital else None
        if follows and (word.text, follows.text) in self._usage.pairs:
            return True
        if word.small in self._stop or word.small in self._usage.small:
            return word.small in vocabulary.OFFICES and follows is not None
        return follows is not None or word.text in self._usage.inside or self._is_rare(word)

    def _is_rare(self, word: Word) -> bool:
        from digest.language.frequencies import frequencies

        known = frequencies("en")
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
            return small not in vocabulary.ORGANISATIONS and small not in vocabulary.PLACES
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
        if last is None or sentence[end - 1].small in vocabulary.ORGANISATIONS:
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
        _office(document.article.text, sentence, first, last), words[0].opens,
        "".join(w.joined[:1] for w in words[1:]),
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
