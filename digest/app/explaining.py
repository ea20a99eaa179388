"""`digest explain`: why a story is one, stands where it stands, and what became of an article."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from digest.app.archive import age, archived
from digest.app.console import Console
from digest.edition import grown_by, newest_day
from digest.errors import NothingRead, UsageError
from digest.group.likeness import Apart, Likeness, Likenesses
from digest.models import (
    Article,
    Derivation,
    Document,
    Edition,
    EditionArticle,
    LeftOut,
    Story,
    Tie,
)
from digest.pipeline import prepared
from digest.trace.across import copies_across


@dataclass(frozen=True, slots=True)
class Told:
    """An article of a story, with what it was taken from."""

    id: str
    outlet: str
    title: str
    published: str | None
    source: str
    derived_from: Derivation | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The nearest story that is not this one."""

    story: str
    headline: str
    score: float  # likeness to it, on average
    missing: str  # why the two are not one
    lacking: tuple[str, ...]  # telling words of the nearest article here that are nowhere in it
    nearest: Likeness


@dataclass(frozen=True, slots=True)
class Tied:
    """An article and the one of its story that it is most like."""

    article: str
    to: Likeness


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A copy that stands in another story, which so is no second origin of what it tells."""

    of: str  # an article of the story asked about
    article: Told
    story: str
    headline: str
    share: float  # of the shorter one's runs of five words that stand in the other


@dataclass(frozen=True, slots=True)
class StoryExplained:
    """A story and why it stands where it stands."""

    edition: str
    id: str
    slug: str
    headline: str
    section: str | None
    origins: tuple[tuple[Told, ...], ...]
    ties: tuple[Tied, ...]
    importance: Mapping[str, float]
    shares: Mapping[str, str]  # of `importance`, what each is made of, in plain words
    position: int  # in the edition, from 1
    stories: int  # in the edition
    rank: int  # by importance alone, from 1
    not_joined: Neighbour | None
    elsewhere: tuple[Elsewhere, ...]
    kind: Literal["story"] = "story"

    @property
    def is_pinned(self) -> bool:
        """Whether it stands before a story that is more important."""
        return self.position < self.rank


@dataclass(frozen=True, slots=True)
class ArticleExplained:
    """An article and why it is in its story."""

    edition: str
    article: Told
    story: str
    headline: str
    nearest: Likeness | None
    not_joined: Neighbour | None
    roundup: bool  # it mentions several stories, and joins none
    elsewhere: tuple[Elsewhere, ...]
    kind: Literal["article"] = "article"


@dataclass(frozen=True, slots=True)
class LeftOutExplained:
    """What became of an input that is not shown."""

    edition: str
    left_out: tuple[LeftOut, ...]
    kind: Literal["left out"] = "left out"


@dataclass(frozen=True, slots=True)
class ForwardExplained:
    """A story that is part of another one."""

    edition: str
    story: str
    to: str
    headline: str | None  # of that one, where the edition carries it
    kind: Literal["forward"] = "forward"


Explained = StoryExplained | ArticleExplained | LeftOutExplained | ForwardExplained


def explain(name: str, edition_id: str | None, out: Path, console: Console) -> Explained:
    """What an archived edition, the newest or the one named, tells of a story, article or source.

    NothingRead where there is no edition; UsageError for one, or a name, that there is not.
    """
    edition = _edition(edition_id, out, console)
    articles = {article.id: article for article in edition.articles}
    story = next((s for s in edition.stories if name in (s.id, s.slug)), None)
    if story is not None:
        return _story(story, edition, articles, _documents(edition, console))
    article = next((a for a in edition.articles if name in (a.id, a.url, a.source)), None)
    if article is not None:
        return _article(article, edition, _documents(edition, console))
    forward = next((f for f in edition.forwards if name in (f.story, f.slug)), None)
    if forward is not None:
        heads = {s.id: s.headline.text for s in edition.stories}
        return ForwardExplained(edition.id, forward.story, forward.to, heads.get(forward.to))
    left_out = tuple(left for left in edition.left_out if _is_of(left, name))
    if left_out:
        return LeftOutExplained(edition.id, left_out)
    raise UsageError(
        f"{edition.id}: no story, article or source {name!r}; name an id, a slug, an address, or a"
        " source that was left out"
    )


def _edition(edition_id: str | None, out: Path, console: Console) -> Edition:
    archive = archived(out, console)
    if not archive:
        raise NothingRead(str(out / "editions"), "no edition there: run digest build first")
    if edition_id is None:
        return max(archive.values(), key=age)
    if edition_id not in archive:
        held = ", ".join(sorted(archive)[-5:])
        raise UsageError(
            f"{out / 'editions'}: no edition {edition_id!r}; the newest there are: {held}"
        )
    return archive[edition_id]


def _is_of(left: LeftOut, name: str) -> bool:
    """Whether that is the source, its file name, or the file of which it is a line."""
    return (
        name in (left.source, left.source.rpartition("/")[2])
        or left.source.rpartition(":")[0] == name
    )


def _documents(edition: Edition, console: Console) -> dict[str, Document]:
    """The edition's articles, prepared again as they were read."""
    articles = [_as_read(article) for article in edition.articles]
    return prepared(articles, progress=console.progress)


def _measured(edition: Edition, documents: Mapping[str, Document]) -> Likenesses:
    return Likenesses(documents, [story.articles for story in edition.stories])


def _elsewhere(
    own: Sequence[str], edition: Edition, documents: Mapping[str, Document]
) -> tuple[Elsewhere, ...]:
    """Copies of these articles in other stories, by the order of the edition."""
    articles = {article.id: article for article in edition.articles}
    stories = {article: story for story in edition.stories for article in story.articles}
    pairs = copies_across([documents[article] for article in articles])
    return tuple(
        Elsewhere(
            here, _told(articles[there]), stories[there].id, stories[there].headline.text, share
        )
        for one, other, share in pairs
        for here, there in ((one, other), (other, one))
        if here in own and stories[here].id != stories[there].id
    )


def _as_read(article: EditionArticle) -> Article:
    return Article(
        article.id,
        article.title,
        article.text or "",
        article.outlet,
        article.source,
        published=article.published,
        language=article.language,
        asides=article.asides or (),
    )


def _told(article: EditionArticle) -> Told:
    return Told(
        article.id,
        article.outlet,
        article.title,
        article.published,
        article.source,
        article.derived_from,
    )


def _story(
    story: Story,
    edition: Edition,
    articles: Mapping[str, EditionArticle],
    documents: Mapping[str, Document],
) -> StoryExplained:
    measured = _measured(edition, documents)
    at = edition.stories.index(story)
    score = story.importance.get("score", 0.0)
    above = sum(other.importance.get("score", 0.0) > score for other in edition.stories)
    return StoryExplained(
        edition=edition.id,
        id=story.id,
        slug=story.slug,
        headline=story.headline.text,
        section=story.section,
        origins=tuple(tuple(_told(articles[a]) for a in part) for part in story.origins),
        ties=tuple(_tied(tie, measured) for tie in story.why),
        importance=story.importance,
        shares=_shares(story, edition, articles),
        position=at + 1,
        stories=len(edition.stories),
        rank=above + 1,
        not_joined=_neighbour(measured.of_story(at), edition),
        elsewhere=_elsewhere(story.articles, edition, documents),
    )


def _article(
    article: EditionArticle, edition: Edition, documents: Mapping[str, Document]
) -> ArticleExplained:
    story = next(s for s in edition.stories if article.id in s.articles)
    reasons = _measured(edition, documents).of(article.id)
    return ArticleExplained(
        edition.id,
        _told(article),
        story.id,
        story.headline.text,
        reasons.nearest,
        _neighbour(reasons.apart, edition),
        reasons.roundup,
        _elsewhere((article.id,), edition, documents),
    )


def _tied(tie: Tie, measured: Likenesses) -> Tied:
    return Tied(tie.articles[0], measured.tied(tie, tie.articles[0]))


def _shares(
    story: Story, edition: Edition, articles: Mapping[str, EditionArticle]
) -> dict[str, str]:
    """What each share of a story's importance is made of, in plain words."""
    outlets = len({articles[a].outlet for a in story.articles})
    newest = newest_day(articles[a].published for a in story.articles)
    origins = len(story.origins)
    added = min(grown_by(story.importance.get("growth", 0.0)), origins)
    known = story.first_edition not in (None, edition.id)
    told = {
        "origins": f"{origins} independent",
        "outlets": f"{outlets} printed it",
        "freshness": f"newest article of {newest}, edition of {edition.date}"
        if newest
        else "no article has a date",
        "growth": f"{added} of {origins} origins new since "
        + ("it was last reported" if known else "the day before the edition"),
        "weight": "set for its source in the configuration",
    }
    return {name: told.get(name, "") for name in story.importance if name != "score"}


def _neighbour(apart: Apart | None, edition: Edition) -> Neighbour | None:
    if apart is None:
        return None
    story = next(s for s in edition.stories if apart.story[0] in s.articles)
    return Neighbour(
        story.id, story.headline.text, apart.score, apart.missing, apart.lacking, apart.nearest
    )


# ---- in plain lines --------------------------------------------------------------------------


def lines(found: Explained) -> Iterator[str]:
    """The same for people."""
    match found:
        case StoryExplained():
            yield from _story_lines(found)
        case ArticleExplained():
            yield from _article_lines(found)
        case ForwardExplained():
            where = f": {found.headline}" if found.headline else ""
            yield f"{found.story} is part of {found.to} by {found.edition}{where}"
        case LeftOutExplained():
            for left in found.left_out:
                yield f"{left.source}: left out of {found.edition} by {left.stage}: {left.reason}"


def _story_lines(found: StoryExplained) -> Iterator[str]:
    outlets = len({article.outlet for part in found.origins for article in part})
    articles = sum(map(len, found.origins))
    yield f"{found.id}: {found.headline}"
    yield f"  edition {found.edition}, page stories/{found.slug}/, section {found.section or 'none'}"
    yield f"  articles: {articles}, of outlets: {outlets}, of independent origins: {len(found.origins)}"
    for number, part in enumerate(found.origins, 1):
        yield f"Origin {number}"
        for article in part:
            yield f"  {_named(article)}"
            if article.derived_from:
                yield f"    {_derived(article.derived_from)}"
    yield (
        "Ties"
        if found.ties
        else "Ties: none; it has one article, or nothing but the editor ties it"
    )
    for tie in found.ties:
        yield from _likeness_lines(f"  {tie.article} and", tie.to)
    yield f"Importance {found.importance.get('score', 0.0):g}: {_sum(found.importance)}"
    for name, made_of in found.shares.items():
        yield f"  {name} {found.importance[name]:g}: {made_of}"
    yield f"  stands at {found.position} of {found.stories}, by importance at {found.rank}{_moved(found)}"
    yield from _neighbour_lines(found.not_joined)
    yield from map(_elsewhere_line, found.elsewhere)


def _sum(importance: Mapping[str, float]) -> str:
    shares = [name for name in importance if name != "score"]
    return f"the sum of {', '.join(shares)}" if shares else "not told of what"


def _moved(found: StoryExplained) -> str:
    if found.is_pinned:
        return ": pinned"
    return ": others are pinned above it, or equal" if found.position > found.rank else ""


def _article_lines(found: ArticleExplained) -> Iterator[str]:
    yield _named(found.article)
    yield f"  read from {found.article.source}"
    if found.article.derived_from:
        yield f"  {_derived(found.article.derived_from)}"
    yield f"Story {found.story} in {found.edition}: {found.headline}"
    if found.nearest:
        yield from _likeness_lines("Nearest in it:", found.nearest)
    elif found.roundup:
        yield "  it is alone there: a round-up, which mentions several stories and reports none"
    else:
        yield "  it is alone there"
    yield from _neighbour_lines(found.not_joined)
    yield from map(_elsewhere_line, found.elsewhere)


def _elsewhere_line(found: Elsewhere) -> str:
    where = f"story {found.story}: {found.headline}"
    return (
        f"Same words elsewhere: {found.of} and {_named(found.article)}, {found.share:.0%}, {where}"
    )


def _neighbour_lines(found: Neighbour | None) -> Iterator[str]:
    if found is None:
        yield "Not joined: no other story has an article that is at all like it"
        return
    yield f"Not joined: {found.story}: {found.headline}"
    yield f"  {found.missing}"
    yield from _likeness_lines("  nearest there:", found.nearest)
    yield f"    words missing there: {_listed(found.lacking)}"


def _likeness_lines(what: str, found: Likeness) -> Iterator[str]:
    yield f"{what} {found.article}, alike by {found.score:.3f}, {_days(found.days_apart)}"
    for kind, shared in (
        ("words", found.terms),
        ("names", found.names),
        ("numbers", found.numbers),
    ):
        yield f"    {kind} in both: {_listed(shared)}"


def _days(apart: int | None) -> str:
    if apart is None:
        return "days apart unknown"
    return "of the same day" if apart == 0 else f"{apart} {'day' if apart == 1 else 'days'} apart"


def _listed(shared: Sequence[str]) -> str:
    return ", ".join(shared) or "none"


def _named(article: Told) -> str:
    day = f", {article.published[:10]}" if article.published else ""
    return f"{article.id}: {article.outlet}{day}: {article.title or 'without a title'}"


def _derived(derivation: Derivation) -> str:
    of = derivation.article or "an original that is not here"
    evidence = "; ".join(derivation.evidence)
    return f"{derivation.kind} of {of} ({derivation.score:g}): {evidence}"
