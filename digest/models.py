"""The nouns of the project, all frozen, in the order in which they come to be.

    Article -> Document -> Cluster -> Trace -> Brief -> Story -> Edition

Offsets are Unicode code points into an article's text (or title) *as read*; `text[start:end]` is
always the passage itself.  What a reader sees is made of `Statement`s only, and a `Statement` is
made of `Passage`s, so nothing can be shown that has no source.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

AsideKind = Literal[
    "title",
    "byline",
    "dateline",
    "caption",
    "credit",
    "appeal",
    "prompt",
    "navigation",
    "label",
    "summary",
    "repeat",
]
DerivationKind = Literal["duplicate", "wire", "rewrite", "credit"]
DifferenceKind = Literal["number", "date", "title", "attribution", "quote", "negation"]
NameKind = Literal["person", "place", "organisation", "other"]
Field = Literal["text", "title"]


# ---- what was read ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An input that is not shown, the stage that dropped it, and why."""

    source: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A span of an article's text that is not the report: never shown, never counted."""

    start: int
    end: int
    kind: AsideKind


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read.  `text` is never changed afterwards."""

    id: str
    title: str  # "" where it has none
    text: str
    outlet: str  # "Unknown outlet (SOURCE)" where nothing tells
    source: str  # path below the path given, with :LINE for JSON Lines, or the address
    author: str | None = None
    url: str | None = None
    published: str | None = None  # RFC 3339, or a date
    language: str = ""  # "" until `prepare` finds it
    place: str | None = None  # of the dateline
    may_quote: int | None = None  # most words that may be shown; None: the general limit
    story: str | None = None  # given by the reader, for `summarize` and `compare`
    credits: tuple[str, ...] = ()  # whom it names as the origin of its text
    section: str | None = None  # of its source
    configured: str | None = None  # name of its source in digest.toml
    weight: float = 1.0  # of its source, by which it counts in the order of stories
    rules: tuple[str, ...] = ()  # "nosnippet", "max-snippet:N", "noarchive", of its publisher
    asides: tuple[Aside, ...] = ()  # those that reading itself found (title, byline, dateline …)


# ---- what is found in it, once ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text[start:end]` of its article, in reading order; never inside an aside."""

    start: int
    end: int
    paragraph: int  # running number of the paragraph it stands in
    terms: tuple[str, ...]  # stems of its words, in order, without stop words
    quoted: bool = False  # begins inside a quotation that an earlier sentence opened


@dataclass(frozen=True, slots=True)
class Subhead:
    """A line that heads the sentences from `before` (an index into them) onwards."""

    text: str
    before: int


@dataclass(frozen=True, slots=True)
class Document:
    """An article with everything that later stages need to know of it."""

    article: Article
    language: str
    asides: tuple[Aside, ...]
    sentences: tuple[Sentence, ...]
    subheads: tuple[Subhead, ...]
    title_terms: tuple[str, ...]
    words: int  # of the report, asides not counted

    def text_of(self, index: int) -> str:
        """A sentence, as it stands in the article."""
        sentence = self.sentences[index]
        return self.article.text[sentence.start : sentence.end]


# ---- what belongs together -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two articles are in one story."""

    articles: tuple[str, str]
    score: float  # similarity, 0 to 1
    terms: tuple[str, ...]  # the words that weigh most in it


@dataclass(frozen=True, slots=True)
class Cluster:
    """Articles that report one event, by id, earliest first."""

    articles: tuple[str, ...]
    ties: tuple[Tie, ...]
    roundup: bool = False  # mentions several stories and reports none


# ---- where it comes from ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Derivation:
    """An article whose text comes from another one."""

    article: str | None  # None: the credited original is not among the inputs
    kind: DerivationKind
    score: float  # 0 to 1
    evidence: tuple[str, ...]  # in plain words


SentenceRef = tuple[str, int]
"""An article's id and the index of one of its sentences."""


# ---- what is said of it ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of an article's text or title."""

    article: str
    start: int
    end: int
    field: Field = "text"


@dataclass(frozen=True, slots=True)
class Statement:
    """Words shown to a reader: its passages joined by a space, and where others report the same."""

    text: str
    passages: tuple[Passage, ...]
    support: tuple[Passage, ...]
    outlets: int
    origins: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the Deep Look."""

    heading: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """Words as some articles print them, where others print them otherwise."""

    text: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation and the forms in which other articles print it."""

    speaker: str | None
    text: str
    passages: tuple[Passage, ...]
    variants: tuple[Variant, ...]
    confidence: float = 1.0  # that the forms are of the same words


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing on which the sources cannot all be right."""

    kind: DifferenceKind
    subject: str
    values: tuple[Variant, ...]
    confidence: float
    development: bool = False  # later reports moved on rather than disagree


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its one canonical spelling, and the other spellings printed."""

    name: str
    kind: NameKind
    variants: tuple[str, ...]
    confidence: float = 1.0  # that the spellings are of one name


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: `text` is `[start:end]` of its article, without what is around it."""

    article: str
    start: int
    end: int
    text: str
    title: str  # words of office right before it, "" if none


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something with a name, and every place where it stands.

    A short form ("Zelensky") is a mention and no variant; variants are other spellings, as printed.
    """

    name: str
    kind: NameKind
    variants: tuple[str, ...]
    mentions: tuple[Mention, ...]  # by article in the order of the documents, then by place
    confidence: float  # that all spellings are of one name


@dataclass(frozen=True, slots=True)
class Findings:
    """What is found by holding the articles of a story side by side."""

    quotes: tuple[Quote, ...] = ()
    differences: tuple[Difference, ...] = ()
    names: tuple[Name, ...] = ()
    named: tuple[Named, ...] = ()  # everybody and everything that is named, in one spelling too


@dataclass(frozen=True, slots=True)
class Trace:
    """A cluster's articles parted by independent origin, and which sentences report the same."""

    origins: tuple[tuple[str, ...], ...]  # the first of each part is its earliest or fullest
    derived: Mapping[str, Derivation] = field(default_factory=dict)
    support: Mapping[SentenceRef, tuple[SentenceRef, ...]] = field(default_factory=dict)
    findings: Findings = Findings()


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A dated statement of "How it unfolded"."""

    date: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Brief:
    """The briefing of one cluster, before it has an identity."""

    headline: Statement
    standfirst: Statement | None
    quick_look: tuple[Statement, ...]
    deep_look: tuple[Section, ...]
    place: str | None
    quotes: tuple[Quote, ...] = ()
    differences: tuple[Difference, ...] = ()
    names: tuple[Name, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    new: tuple[int, ...] = ()  # indexes into quick_look of what adds to earlier editions


# ---- what is published -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Correction:
    """What an earlier edition said and this one no longer does."""

    edition: str
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """A story as an edition carries it (`story` of the edition schema)."""

    id: str
    slug: str
    tag: str  # Atom id, a tag: URI minted once and carried on from edition to edition
    headline: Statement
    standfirst: Statement | None
    quick_look: tuple[Statement, ...]
    deep_look: tuple[Section, ...]
    quotes: tuple[Quote, ...]
    differences: tuple[Difference, ...]
    names: tuple[Name, ...]
    timeline: tuple[TimelineEntry, ...]
    articles: tuple[str, ...]
    origins: tuple[tuple[str, ...], ...]
    why: tuple[Tie, ...]
    published: str | None
    updated: str | None
    first_edition: str | None
    new: tuple[int, ...]
    place: str | None
    section: str | None
    importance: dict[str, float]  # named shares, and their sum under "score"
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionArticle:
    """An article as an edition carries it; published copies leave `text` and `asides` out."""

    id: str
    title: str
    outlet: str
    author: str | None
    url: str | None
    published: str | None
    language: str
    words: int
    derived_from: Derivation | None
    source: str
    may_quote: int | None = None
    text: str | None = None
    asides: tuple[Aside, ...] | None = None


@dataclass(frozen=True, slots=True)
class Forward:
    """A story of earlier editions that is now part of another one."""

    story: str
    slug: str  # names the page that leads on
    to: str  # id of the story that it is part of


@dataclass(frozen=True, slots=True)
class Edition:
    """One issue of the digest: the only thing that renderers read."""

    version: int
    id: str
    title: str
    date: str  # YYYY-MM-DD
    updated: str  # RFC 3339: newest change of content, never the clock
    language: str
    tag: str  # Atom id of the feed, minted by the first edition and carried on
    stories: tuple[Story, ...]
    articles: tuple[EditionArticle, ...]
    left_out: tuple[LeftOut, ...]
    forwards: tuple[Forward, ...] = ()  # of all editions up to this one, by story
