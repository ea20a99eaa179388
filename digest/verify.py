"""Proves an edition against the article texts that it carries.

Knows nothing of how editions are made: it reads the finished model alone, so that a mistake of the
makers cannot hide in a shared helper.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from digest.errors import EditionError
from digest.language.words import stop_words
from digest.models import Edition, EditionArticle, Name, Passage, Statement, Story

_INSERTION = re.compile(r"\[([^\]]*)\]")
_INSERTED = re.compile(r"(?:(?<=\s)|^)\[[^\]]*\]\s|\s?\[[^\]]*\]")  # with the space that it brought
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*\.?"
_DATE = re.compile(
    rf"\d{{4}}-\d\d-\d\d|(?:\w+day,? )?(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})(?:,? \d{{4}})?"
)

_YEAR = re.compile(r"\b\d{4}$")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)")
_FAR = 400  # days between a date and the article that is said to mean it
_FEWEST = 3  # words of a piece of text

# Scripts that put no space between words, so that their words cannot be counted.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)

_TURNS = re.compile(r"\d|\b(?:no|not|never|none|nor|without|den(?:y|ies|ied))\b|n['’]t\b", re.I)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold, and where in the edition."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def verify(edition: Edition) -> list[Finding]:
    """Everything that does not hold; empty where every word is proved.

    EditionError for a published copy, which carries no article text.
    """
    if edition.articles and all(a.text is None for a in edition.articles):
        raise EditionError(
            f"edition {edition.id} carries no article text: verify the archive copy, editions/{edition.id}.json"
            " in the output folder"
        )
    # An article without a date is taken to be of the edition's day.
    articles = {a.id: replace(a, published=a.published or edition.date) for a in edition.articles}
    findings = [*_about_edition(edition), *_about_articles(edition), *_about_identities(edition)]
    findings.extend(_about_forwards(edition))
    for story in edition.stories:
        findings.extend(_about_story(story, articles))
    return findings


def _about_edition(edition: Edition) -> Iterator[Finding]:
    if not _is_moment(edition.updated):
        yield Finding("updated", f"{edition.updated!r} is no RFC 3339 date-time")
    if not edition.stories and not edition.left_out:
        yield Finding("stories", "there is none, and left_out does not say why")


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text.upper())
    except ValueError:
        return False
    return _MOMENT.fullmatch(text) is not None


def _about_identities(edition: Edition) -> Iterator[Finding]:
    """What must be once in an edition."""
    stories = edition.stories
    for what, names in (
        ("an article's id", [a.id for a in edition.articles]),
        ("a story's id", [s.id for s in stories]),
        ("a story's slug", [s.slug for s in stories]),
        ("a story's tag", [s.tag for s in stories if s.tag]),
        ("an article", [a for s in stories for a in s.articles]),
    ):
        for name, times in sorted(Counter(names).items()):
            if times > 1:
                yield Finding(name, f"{what} stands {times} times")


def _about_forwards(edition: Edition) -> Iterator[Finding]:
    """A story that is part of another one is none of the edition's own."""
    here, gone = {s.id for s in edition.stories}, {f.story for f in edition.forwards}
    for forward in edition.forwards:
        if forward.story in here:
            yield Finding(forward.story, "is forwarded, and a story of this edition")
        if forward.to in gone:
            yield Finding(forward.story, f"is forwarded to {forward.to}, which is forwarded itself")


def _about_articles(edition: Edition) -> Iterator[Finding]:
    told = {a: s.id for s in edition.stories for a in s.articles}
    known = {a.id for a in edition.articles}
    for article in edition.articles:
        if article.text is None:
            yield Finding(f"articles/{article.id}", "carries no text")
        if article.id not in told:
            yield Finding(f"articles/{article.id}", "is in no story")
        origin = article.derived_from.article if article.derived_from else None
        wrong = ""
        if origin == article.id:
            wrong = "which is the article itself"
        elif origin is not None and origin not in known:
            wrong = "which is missing"
        elif origin is not None and told.get(origin) != told.get(article.id):
            wrong = "which is an article of another story"
        if wrong:
            yield Finding(f"articles/{article.id}", f"derives from {origin}, {wrong}")


def _about_story(story: Story, articles: Mapping[str, EditionArticle]) -> Iterator[Finding]:
    for missing in [a for a in story.articles if a not in articles]:
        yield Finding(story.id, f"article {missing} is missing")
    parts = [a for part in story.origins for a in part]
    if sorted(parts) != sorted(story.articles):
        yield Finding(story.id, "its origins do not part its articles")
    if any(not 0 <= at < len(story.quick_look) for at in story.new):
        yield Finding(story.id, "`new` points past the Quick Look")
    for where, statement in _statements(story):
        place, passages, support = f"{story.id}/{where}", statement.passages, statement.support
        broken = [*_none(place, passages), *_broken(place, (*passages, *support), articles, story)]
        yield from broken or _about_statement(f"{story.id}/{where}", statement, articles, story)
    for where, text, passages in _cells(story):
        place = f"{story.id}/{where}"
        broken = [*_none(place, passages), *_broken(place, passages, articles, story)]
        yield from broken
        for passage in () if broken else passages:
            yield from _about_edges(f"{story.id}/{where}", passage, articles)
            yield from _not_verbatim(f"{story.id}/{where}", text, [_words(passage, articles)])
    yield from _about_names(story, articles)


def _about_names(story: Story, articles: Mapping[str, EditionArticle]) -> Iterator[Finding]:
    """Spellings and speakers are the articles' own."""
    printed = "\n".join(_whole(articles[a]) for a in story.articles if a in articles)
    named = [(f"names/{i}", n) for i, name in enumerate(story.names) for n in _spellings(name)]
    named += [(f"quotes/{i}", quote.speaker or "") for i, quote in enumerate(story.quotes)]
    for where, name in named:
        if _spaced(name) not in printed:
            yield Finding(f"{story.id}/{where}", f"{name!r} stands in none of its articles")


def _spellings(name: Name) -> tuple[str, ...]:
    return (name.name, *name.variants)


def _statements(story: Story) -> Iterator[tuple[str, Statement]]:
    yield "headline", story.headline
    if story.standfirst:
        yield "standfirst", story.standfirst
    for i, statement in enumerate(story.quick_look):
        yield f"quick_look/{i}", statement
    for i, section in enumerate(story.deep_look):
        for j, statement in enumerate(section.statements):
            yield f"deep_look/{i}/{j}", statement
    for i, entry in enumerate(story.timeline):
        yield f"timeline/{i}", entry.statement


def _cells(story: Story) -> Iterator[tuple[str, str, tuple[Passage, ...]]]:
    for i, quote in enumerate(story.quotes):
        yield f"quotes/{i}", quote.text, quote.passages
        for j, variant in enumerate(quote.variants):
            yield f"quotes/{i}/variants/{j}", variant.text, variant.passages
    for i, difference in enumerate(story.differences):
        for j, value in enumerate(difference.values):
            yield f"differences/{i}/values/{j}", value.text, value.passages


def _none(where: str, passages: Sequence[Passage]) -> Iterator[Finding]:
    if not passages:
        yield Finding(where, "has no passage")


def _broken(
    where: str, passages: Sequence[Passage], articles: Mapping[str, EditionArticle], story: Story
) -> Iterator[Finding]:
    """Passages that point nowhere."""
    for passage in passages:
        article = articles.get(passage.article)
        if article is None or passage.article not in story.articles:
            yield Finding(where, f"cites {passage.article}, which is no article of this story")
        elif not 0 <= passage.start < passage.end <= len(_field(article, passage)):
            yield Finding(
                where, f"points outside {passage.article}: {passage.start} to {passage.end}"
            )


def _about_statement(
    where: str, statement: Statement, articles: Mapping[str, EditionArticle], story: Story
) -> Iterator[Finding]:
    passages = statement.passages
    if len({p.article for p in passages}) > 1:
        yield Finding(where, "is put together from several articles")
    if any(b.start < a.end for a, b in pairwise(passages)):
        yield Finding(where, "its passages overlap or run backwards")
    for passage in (*passages, *statement.support):
        yield from _about_edges(where, passage, articles)
        words = _words(passage, articles)
        # A story must be called something, though its only source may have no more to give.
        if statement is not story.headline and passage.field == "text" and _is_scrap(words):
            yield Finding(where, f"a piece of under three words: {words!r}")
    for twice in sorted({p.article for p in passages} & {p.article for p in statement.support}):
        yield Finding(where, f"is supported by {twice}, which it is itself from")
    yield from _not_verbatim(where, statement.text, [_words(p, articles) for p in passages])
    yield from _about_insertions(where, statement, articles)
    yield from _about_counts(where, statement, articles, story)


def _is_scrap(words: str) -> bool:
    return len(words.split()) < _FEWEST and not _UNSPACED.search(words)


def _about_edges(
    where: str, passage: Passage, articles: Mapping[str, EditionArticle]
) -> Iterator[Finding]:
    article = articles[passage.article]
    text = _field(article, passage)
    for at in (passage.start, passage.end):
        if 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
            yield Finding(where, f"cuts a word of {passage.article} at {at}")
    if passage.field == "text" and any(
        passage.start < aside.end and aside.start < passage.end for aside in article.asides or ()
    ):
        yield Finding(
            where, f"shows what is marked as no report: {_words(passage, articles)[:60]!r}"
        )


def _not_verbatim(where: str, text: str, parts: Sequence[str]) -> Iterator[Finding]:
    source = " ".join(parts)
    bare = _INSERTED.sub(lambda m: m[0] if m[0].strip() in source else "", text)
    if _pressed(bare) != _pressed(source):
        yield Finding(where, f"is not what its source says: {text[:60]!r} against {source[:60]!r}")


def _pressed(text: str) -> str:
    """The text with single spaces, bare of punctuation at its ends, its first letter lower case."""
    letters = list(" ".join(text.split()))
    while letters and _is_edge(letters[0]):
        letters.pop(0)
    while letters and _is_edge(letters[-1]):
        letters.pop()
    return "".join(letters[:1]).casefold() + "".join(letters[1:])


def _is_edge(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PZ"


def _about_insertions(
    where: str, statement: Statement, articles: Mapping[str, EditionArticle]
) -> Iterator[Finding]:
    article = articles[statement.passages[0].article]
    whole = _whole(article)
    source = " ".join(_words(p, articles) for p in statement.passages)
    for words in _INSERTION.findall(statement.text):
        if f"[{words}]" in source:
            continue
        if _DATE.fullmatch(words):
            if _is_far(words, article.published or ""):
                yield Finding(where, f"inserts [{words}], far from the article's own date")
        elif not re.search(rf"(?<!\w){re.escape(_spaced(words))}(?!\w)", whole):
            yield Finding(where, f"inserts [{words}], which its article never says")
        elif _TURNS.search(words):
            yield Finding(where, f"inserts [{words}]: a number or a negation may not be")
        elif stop_words(article.language).issuperset(words.split()):
            yield Finding(where, f"inserts [{words}], which names nothing")


def _is_far(words: str, published: str) -> bool:
    """Whether an inserted date is none of the calendar, or of another year than its article."""
    if not _YEAR.search(words) and not words[:4].isdigit():
        return False
    try:
        day = _day(words)
        own = date.fromisoformat(published[:10])
    except ValueError:
        return True
    return abs((day - own).days) > _FAR


def _day(words: str) -> date:
    """The day that a date with a year names.  ValueError where there is no such day."""
    if words[:4].isdigit():
        return date.fromisoformat(words)
    [month] = re.findall(rf"\b{_MONTH}", words)
    day, year = re.findall(r"\d+", words)
    return date(int(year), _MONTHS.index(month[:3]) + 1, int(day))


def _about_counts(
    where: str, statement: Statement, articles: Mapping[str, EditionArticle], story: Story
) -> Iterator[Finding]:
    cited = {p.article for p in (*statement.passages, *statement.support)}
    origins = sum(1 for part in story.origins if cited.intersection(part))
    outlets = len({articles[a].outlet for a in cited})
    if (statement.outlets, statement.origins) != (outlets, origins):
        yield Finding(
            where,
            f"says {statement.outlets} outlets and {statement.origins} origins; it cites {outlets} and {origins}",
        )


def _words(passage: Passage, articles: Mapping[str, EditionArticle]) -> str:
    return _field(articles[passage.article], passage)[passage.start : passage.end]


def _field(article: EditionArticle, passage: Passage) -> str:
    return article.title if passage.field == "title" else article.text or ""


def _whole(article: EditionArticle) -> str:
    return _spaced(f"{article.title} {article.text or ''}")


def _spaced(text: str) -> str:
    """The text with single spaces, in lower case."""
    return " ".join(text.split()).casefold()
