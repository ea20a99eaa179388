"""A story as a reader sees it: its sources numbered, every statement with what it cites.

Renderers print these records and nothing else of a story, so that whatever they print has its
source beside it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from string import ascii_uppercase

from digest.models import (
    Derivation,
    Difference,
    Edition,
    EditionArticle,
    Passage,
    Quote,
    Section,
    Statement,
    Story,
    Variant,
)
from digest.publish.quoting import quotable, statements_of
from digest.publish.rendition import Site
from digest.publish.text import (
    at_passage,
    instant,
    is_other_language,
    midnight,
    one_line,
    plain_date,
    safe_url,
    support,
)

SAME_WORDING = 0.4  # below this share of common words, marking the changed ones helps nobody

_KINDS = {
    "duplicate": "The same text as {}",
    "wire": "Shares passages with {}",
    "rewrite": "Follows {} sentence by sentence",
    "credit": "Credits {}",
}
_ABSENT = "an original that is not among the sources"


@dataclass(frozen=True, slots=True)
class Source:
    """An article of the story in its list of sources."""

    number: int  # in the order of the list, from 1
    letter: str  # of its origin
    article: EditionArticle
    link: str | None
    language: str | None  # of its title, where it is not the page's
    statements: int  # how many of the briefing's statements cite it
    copied: str  # why it counts with another one, in plain words; "" where it stands alone


@dataclass(frozen=True, slots=True)
class Origin:
    """The articles that go back to one text."""

    letter: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """What one cited article says."""

    source: Source
    words: str  # "" where they may not be shown, or are not at hand
    language: str | None  # where it is not the page's
    link: str | None  # to the words at their source


@dataclass(frozen=True, slots=True)
class Words:
    """Words that a reader sees, and the articles they stand on."""

    text: str
    language: str | None  # where it is not the page's
    citations: tuple[Citation, ...]
    outlets: int
    origins: int
    is_new: bool = False  # no earlier edition reported it

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the sources cited, in order."""
        return tuple(citation.source.number for citation in self.citations)

    @property
    def support(self) -> str:
        """`4 outlets, 3 independent`."""
        return support(self.outlets, self.origins)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the Deep Look."""

    heading: str
    statements: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Another article's form of a quotation, cut where its words change."""

    words: Words
    pieces: tuple[tuple[str, bool], ...]  # text, changed or not
    changed: tuple[str, ...]  # the changed words alone, for those who cannot see the marks
    reworded: bool  # throughout, so that nothing is marked


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its other wordings."""

    speaker: str | None
    words: Words
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Values that cannot all be right, or of which the later replaces the earlier."""

    kind: str
    subject: str
    development: bool
    values: tuple[Words, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What is cited for each value, in the order of the values."""
        return tuple(citation for value in self.values for citation in value.citations)


@dataclass(frozen=True, slots=True)
class Dated:
    """A step of "How it unfolded"."""

    date: str
    words: Words


@dataclass(frozen=True, slots=True)
class StoryView:
    """Everything that a page shows of a story, in the order of its parts."""

    story: Story
    edition: Edition
    headline: Words
    standfirst: Words | None
    quick_look: tuple[Words, ...]
    deep_look: tuple[Part, ...]
    quotes: tuple[Quotation, ...]
    differences: tuple[Disagreement, ...]
    timeline: tuple[Dated, ...]
    origins: tuple[Origin, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of all origins, by number."""
        return tuple(source for origin in self.origins for source in origin.sources)

    @property
    def is_forbidden(self) -> bool:
        """Whether no source of the story may be quoted at all."""
        return all(source.article.may_quote == 0 for source in self.sources)

    @property
    def outlets(self) -> int:
        """How many outlets report the story."""
        return len({source.article.outlet for source in self.sources})

    @property
    def support(self) -> str:
        """`5 outlets, 3 independent`, of the story as a whole."""
        return support(self.outlets, len(self.origins))

    @property
    def dated(self) -> str:
        """The date that stands above the story: when it was first reported, else its edition's."""
        published = self.story.published
        return published if published and plain_date(published) else self.edition.date

    @property
    def news(self) -> int:
        """How many points of the Quick Look a story known from before adds; 0 for a new story."""
        return sum(words.is_new for words in self.quick_look)


def views(edition: Edition, site: Site) -> tuple[StoryView, ...]:
    """The stories of an edition as they are shown, in its order."""
    articles = {article.id: article for article in edition.articles}
    shown = quotable(edition, site.max_words_shown, site.max_share_shown)
    return tuple(_Viewer(story, edition, articles, shown).view() for story in edition.stories)


def times(story: Story, edition: Edition) -> tuple[datetime, datetime]:
    """When a story was first reported and last changed; neither lies after its edition (UTC)."""
    newest = instant(edition.updated) or midnight(edition.date)
    published = min(instant(story.published) or midnight(edition.date), newest)
    return published, min(max(instant(story.updated) or published, published), newest)


class _Viewer:
    """Numbers the sources of one story and cites them."""

    def __init__(
        self,
        story: Story,
        edition: Edition,
        articles: Mapping[str, EditionArticle],
        shown: frozenset[Passage],
    ) -> None:
        self.story = story
        self.edition = edition
        self.articles = articles
        self.shown = shown
        self.origins = tuple(self._origins())
        self.sources = {s.article.id: s for origin in self.origins for s in origin.sources}

    def view(self) -> StoryView:
        story = self.story
        return StoryView(
            story=story,
            edition=self.edition,
            headline=self.statement(story.headline),
            standfirst=self.statement(story.standfirst) if story.standfirst else None,
            quick_look=tuple(self.bullet(i) for i in range(len(story.quick_look))),
            deep_look=tuple(self.part(section) for section in story.deep_look),
            quotes=tuple(self.quotation(quote) for quote in story.quotes),
            differences=tuple(self.disagreement(each) for each in story.differences),
            timeline=tuple(Dated(e.date, self.statement(e.statement)) for e in story.timeline),
            origins=self.origins,
        )

    def _origins(self) -> Iterator[Origin]:
        cited = [{p.article for p in s.passages + s.support} for s in statements_of(self.story)]
        number = 0
        for place, members in enumerate(self.story.origins):
            sources = []
            for article in (self.articles[member] for member in members):
                number += 1
                uses = sum(article.id in each for each in cited)
                url = safe_url(article.url)
                copied = self.copied(article.derived_from) if article.derived_from else ""
                other = self.other_language(article)
                source = Source(number, letter(place), article, url, other, uses, copied)
                sources.append(source)
            yield Origin(letter(place), tuple(sources))

    def copied(self, derivation: Derivation) -> str:
        known = self.articles.get(derivation.article or "")
        of = _KINDS[derivation.kind].format(one_line(known.outlet) if known else _ABSENT)
        return f"{of}: {'; '.join(one_line(line) for line in derivation.evidence)}"

    def statement(self, statement: Statement, is_new: bool = False) -> Words:
        return Words(
            text=one_line(statement.text),
            language=self.foreign(statement.passages),
            citations=self.citations(statement.passages + statement.support),
            outlets=statement.outlets,
            origins=statement.origins,
            is_new=is_new,
        )

    def bullet(self, place: int) -> Words:
        first = self.story.first_edition
        known = first is not None and first != self.edition.id
        return self.statement(self.story.quick_look[place], known and place in self.story.new)

    def part(self, section: Section) -> Part:
        statements = tuple(self.statement(each) for each in section.statements)
        return Part(one_line(section.heading), statements)

    def variant(self, variant: Variant | Quote) -> Words:
        citations = self.citations(variant.passages)
        return Words(
            text=one_line(variant.text),
            language=self.foreign(variant.passages),
            citations=citations,
            outlets=len({c.source.article.outlet for c in citations}),
            origins=len({c.source.letter for c in citations}),
        )

    def quotation(self, quote: Quote) -> Quotation:
        words = self.variant(quote)
        wordings = tuple(wording(words.text, self.variant(each)) for each in quote.variants)
        return Quotation(quote.speaker, words, wordings)

    def disagreement(self, difference: Difference) -> Disagreement:
        values = tuple(self.variant(value) for value in difference.values)
        subject = one_line(difference.subject)
        return Disagreement(difference.kind, subject, difference.development, values)

    def citations(self, passages: Iterable[Passage]) -> tuple[Citation, ...]:
        cited: dict[str, list[Passage]] = {}
        for passage in passages:
            if passage.article in self.sources:
                cited.setdefault(passage.article, []).append(passage)
        by_number = sorted(cited, key=lambda each: self.sources[each].number)
        return tuple(self.citation(self.sources[each], cited[each]) for each in by_number)

    def citation(self, source: Source, passages: list[Passage]) -> Citation:
        shown = (self.words(each) for each in dict.fromkeys(passages) if each in self.shown)
        pieces = [piece for piece in shown if piece]
        link = at_passage(source.link, pieces[0]) if source.link and pieces else source.link
        return Citation(source, " … ".join(pieces), self.foreign([passages[0]]), link)

    def words(self, passage: Passage) -> str:
        article = self.articles[passage.article]
        whole = article.title if passage.field == "title" else article.text or ""
        return one_line(whole[passage.start : passage.end])

    def foreign(self, passages: Sequence[Passage]) -> str | None:
        article = self.articles.get(passages[0].article) if passages else None
        return self.other_language(article) if article else None

    def other_language(self, article: EditionArticle) -> str | None:
        is_other = is_other_language(article.language, self.edition.language)
        return article.language if is_other else None


def letter(place: int) -> str:
    """The name of an origin by its place: A, B … Z, AA, AB and so on."""
    first, last = divmod(place, len(ascii_uppercase))
    return (letter(first - 1) if first else "") + ascii_uppercase[last]


def wording(original: str, words: Words) -> Wording:
    """Another form of a quotation, with the words that the first form does not have marked."""
    theirs = words.text.split()
    matcher = SequenceMatcher(None, _bare(original.split()), _bare(theirs), autojunk=False)
    if matcher.ratio() < SAME_WORDING:
        return Wording(words, ((words.text, False),), (), reworded=True)
    pieces = []
    for tag, _, _, start, end in matcher.get_opcodes():
        if start < end:
            pieces.append((" ".join(theirs[start:end]), tag != "equal"))
    changed = tuple(text for text, is_changed in pieces if is_changed)
    return Wording(words, tuple(pieces), changed, reworded=False)


def _bare(words: list[str]) -> list[str]:
    return [word.strip(".,;:!?…\"'“”‘’«»()").casefold() or word for word in words]
