"""`digest group`, `digest summarize` and `digest compare`: JSON Lines in, JSON Lines out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO

from digest.app.console import Console
from digest.errors import NothingRead
from digest.group.likeness import Likeness, Likenesses
from digest.models import Article, Cluster, Derivation, Tie, Trace
from digest.pipeline import (
    compare_articles,
    grouped,
    prepared,
    ranking_named,
    summarize_articles,
)
from digest.read.jsonl import bounded_lines, read_lines
from digest.read.plain import with_credits


def articles_in(stream: BinaryIO, source: str, console: Console) -> list[Article]:
    """The articles of JSON Lines; a line that is none is named, and the rest is read."""
    articles = []
    for result in read_lines(bounded_lines(stream), source):
        if isinstance(result, Article):
            articles.append(result)
        else:
            console.warn(f"digest: {result}")
    if not articles:
        raise NothingRead(source, "no article in it: give JSON Lines with id, title and text")
    return articles


def group(
    articles: Sequence[Article], explain: bool, console: Console
) -> Iterator[dict[str, object]]:
    """A record an article, in the order given; with `explain`, why it is where it is, and if it is a round-up."""
    documents = prepared(articles, progress=console.progress)
    clusters = grouped(documents, console.progress)
    story = {a: f"s-{c.articles[0]}" for c in clusters for a in c.articles}
    likenesses = Likenesses(documents, [c.articles for c in clusters]) if explain else None
    ties = _ties(clusters)
    for article in articles:
        record: dict[str, object] = {"article": article.id, "story": story[article.id]}
        if likenesses:
            record |= _told(article.id, likenesses, ties.get(article.id, ()), story)
        yield record


def _ties(clusters: Sequence[Cluster]) -> dict[str, list[Tie]]:
    """Article id → its ties, each once."""
    ties: dict[str, list[Tie]] = {}
    for tie in {t.articles: t for c in clusters for t in c.ties}.values():
        for article in tie.articles:
            ties.setdefault(article, []).append(tie)
    return ties


def _told(
    article: str, likenesses: Likenesses, ties: Sequence[Tie], story: Mapping[str, str]
) -> dict[str, object]:
    """What ties an article to its story, and the nearest story that it is not part of."""
    from dataclasses import asdict

    reasons = likenesses.of(article)
    tied: list[Likeness | None] = [likenesses.tied(tie, article) for tie in ties]
    apart = reasons.apart
    record: dict[str, object] = {
        "why": [asdict(each) for each in tied or [reasons.nearest] if each]
    }
    if reasons.roundup:
        record["roundup"] = True
    record["nearest"] = reasons.nearest and asdict(reasons.nearest)
    record["not_joined"] = apart and {**asdict(apart), "story": story[apart.story[0]]}
    return record


def by_story(articles: Sequence[Article]) -> dict[str, list[Article]]:
    """The articles by their given story, in order; grouped first where no article has one."""
    stories: dict[str, list[Article]] = {}
    found: Mapping[str, str] = {}
    if all(a.story is None for a in articles):
        from digest.pipeline import group_articles

        found = group_articles(articles)
    for article in articles:
        given = f"s-{article.id}" if article.story is None else article.story
        stories.setdefault(found.get(article.id, given), []).append(article)
    return stories


def summarize(
    articles: Sequence[Article], words: int, summarizer: str
) -> Iterator[dict[str, object]]:
    """A record a story: its summary as text and as statements."""
    import msgspec

    ranking_named(summarizer)
    for story, members in by_story(articles).items():
        statements = summarize_articles(
            [replace(a, story=None) for a in members], words, summarizer
        )
        text = " ".join(s.text for s in statements)
        yield {"story": story, "text": text, "statements": msgspec.to_builtins(statements)}


def compare(
    articles: Sequence[Article], everything: bool, console: Console
) -> Iterator[dict[str, object]]:
    """A record a story: its origins, who derives from whom, its quotations, differences and names.

    As an edition would show them; with `everything` the less certain too, each with its confidence.
    """
    import msgspec

    stories = by_story(articles)
    for done, (story, members) in enumerate(stories.items()):
        console.progress("Comparing stories", done, len(stories))
        told = [with_credits(replace(a, story=None)) for a in members]
        found, findings = compare_articles(told, everything)
        yield {
            "story": story,
            "origins": found.origins,
            "derived": [
                _derived(a, found.derived[a])
                for a in sorted(found.derived)
                if everything or _is_of_these(a, found)
            ],
            "quotes": msgspec.to_builtins(findings.quotes),
            "differences": msgspec.to_builtins(findings.differences),
            "names": msgspec.to_builtins(findings.names),
        }


def _is_of_these(article: str, found: Trace) -> bool:
    """Whether it derives from one of the articles compared, or credits an absent one as another does."""
    absent = found.derived[article].article is None
    return not absent or any(len(part) > 1 for part in found.origins if article in part)


def _derived(article: str, derivation: Derivation) -> dict[str, object]:
    return {
        "article": article,
        "from": derivation.article,
        "kind": derivation.kind,
        "score": derivation.score,
        "evidence": derivation.evidence,
    }
