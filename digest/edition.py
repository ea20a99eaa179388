"""Briefs → `Edition`: identities kept, stories weighed and ordered, everything in its place."""

import hashlib
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from types import MappingProxyType

from digest.models import (
    Article,
    Brief,
    Cluster,
    Document,
    Edition,
    EditionArticle,
    Forward,
    LeftOut,
    Story,
    Trace,
)
from digest.moments import rfc3339

_SLUG_LENGTH = 60
_FADING = 3.0  # days in which a story loses two thirds of its freshness
_GROWTH = 0.25  # what a doubling of origins that are new counts, against one of all origins


@dataclass(frozen=True, slots=True)
class Masthead:
    """What an edition is called, whatever is in it."""

    title: str
    date: str  # YYYY-MM-DD
    language: str
    host: str  # names the authority of tag: URIs that are minted
    max_stories: int


@dataclass(frozen=True, slots=True)
class KnownStory:
    """A story that an earlier edition carried."""

    id: str
    slug: str
    tag: str
    articles: frozenset[str]
    first_edition: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier editions settled: the feed's tag, stories by id, and which became part of others."""

    tag: str | None = None
    stories: tuple[KnownStory, ...] = ()
    forwards: tuple[Forward, ...] = ()
    carried: Mapping[str, str] = field(default_factory=dict)  # article id → day of first edition
    told: Mapping[str, str] = field(default_factory=dict)
    """Article → story, where stories grow article by article: by these, that story is known."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A story whose origins are known, not yet briefed."""

    cluster: Cluster
    trace: Trace


@dataclass(frozen=True, slots=True)
class Reported:
    """A story with everything found about it, not yet named."""

    cluster: Cluster
    trace: Trace
    brief: Brief
    section: str | None = None


def newest_day(published: Iterable[str | None]) -> str | None:
    """The latest of the dates, as YYYY-MM-DD."""
    return max((p[:10] for p in published if p), default=None)


def edition_id(masthead: Masthead) -> str:
    """Of date and title; the same for every build of one issue."""
    return f"{masthead.date}-{slugged(masthead.title)}"


def compose(
    masthead: Masthead,
    reported: Sequence[Reported],
    documents: Mapping[str, Document],
    left_out: Sequence[LeftOut],
    known: Known = Known(),
) -> Edition:
    """The edition of these stories, in the order given."""
    identities = _identities(reported, known, masthead)
    shares = [importance(r, documents, masthead.date, known.carried) for r in reported]
    stories = tuple(map(partial(_story, documents=documents), reported, identities, shares))
    articles = tuple(_article(documents[a], r.trace) for r in reported for a in r.cluster.articles)
    return Edition(
        version=1,
        id=edition_id(masthead),
        title=masthead.title,
        date=masthead.date,
        updated=_updated(articles, masthead.date),
        language=masthead.language,
        tag=known.tag or f"tag:{masthead.host},{masthead.date}:{slugged(masthead.title)}",
        stories=stories,
        articles=articles,
        left_out=tuple(left_out),
        forwards=_forwards([r.cluster.articles for r in reported], identities, known),
    )


# ---- change ----------------------------------------------------------------------------------


def moved_on(
    edition: Edition, before: Edition | None, stories: Mapping[str, Story] = MappingProxyType({})
) -> Edition:
    """The edition with times of change that move when its content does, and only then.

    `before` is its last state, `stories` the newest state of each story in earlier editions, by id.
    """
    states = {**stories, **{s.id: s for s in (before.stories if before else ())}}
    moved = tuple(_moved(s, states.get(s.id)) for s in edition.stories)
    edition = replace(edition, stories=moved, updated=_newest(edition.updated, moved))
    if before is None:
        return edition
    if _timeless(edition) == _timeless(before):
        return before
    return replace(edition, updated=_after(edition.updated, before.updated))


def _newest(updated: str, stories: Iterable[Story]) -> str:
    """The latest time of change of an edition and its stories."""
    moments = [
        m for each in (updated, *(s.updated for s in stories)) if each and (m := _moment(each))
    ]
    return rfc3339(max(moments)) if moments else updated


def _moved(story: Story, before: Story | None) -> Story:
    if before is None:
        return story
    if _shown(story) == _shown(before):
        return replace(story, updated=before.updated)
    if before.updated is None:
        return story
    return replace(story, updated=_after(story.updated or before.updated, before.updated))


def _shown(story: Story) -> tuple[object, ...]:
    """What a reader sees of a story."""
    return (
        story.headline,
        story.standfirst,
        story.quick_look,
        story.deep_look,
        story.quotes,
        story.differences,
        story.names,
        story.timeline,
        story.articles,
        story.corrections,
    )


def _timeless(edition: Edition) -> Edition:
    stories = tuple(replace(story, updated=None) for story in edition.stories)
    return replace(edition, updated="", stories=stories)


def _after(updated: str, before: str) -> str:
    """A time of change where it lies after the one before, else a second after that one."""
    new, old = _moment(updated), _moment(before)
    if old is None or (new is not None and new > old):
        return updated
    last = datetime.max.replace(tzinfo=UTC) - timedelta(seconds=1)
    return rfc3339(min(old, last) + timedelta(seconds=1))


# ---- order -----------------------------------------------------------------------------------


def front_page(
    traced: Sequence[Traced],
    documents: Mapping[str, Document],
    masthead: Masthead,
    pinned: Mapping[int, int] = MappingProxyType({}),
    carried: Mapping[str, str] = MappingProxyType({}),
) -> tuple[list[Traced], list[LeftOut]]:
    """The stories that an edition has room for, the most important first, and what it has not.

    `pinned` says of some, by their index, at which position they stand, from 1; `carried` when an
    edition first had an article.
    """
    scores = [importance(t, documents, masthead.date, carried)["score"] for t in traced]
    order = sorted(range(len(traced)), key=lambda at: _rank(traced[at], documents, scores[at]))
    places = {at: min(place, masthead.max_stories) for at, place in pinned.items()}
    ranked = [traced[at] for at in _with_pinned(order, places)]
    beyond = ranked[masthead.max_stories :]
    reason = f"its story is not among the first {masthead.max_stories} (limits.max_stories)"
    left_out = [
        LeftOut(documents[article].article.source, "edition", reason)
        for story in beyond
        for article in story.cluster.articles
    ]
    return ranked[: masthead.max_stories], left_out


def _with_pinned(order: Sequence[int], places: Mapping[int, int]) -> list[int]:
    """The order, with some at their places; of two at one place, the first named comes first."""
    slots: dict[int, int] = {}
    for at, place in sorted(places.items(), key=lambda pin: pin[1]):
        free = next(n for n in range(place, place + len(slots) + 1) if n not in slots)
        slots[free] = at
    made = [at for at in order if at not in places]
    for place in sorted(slots):
        made.insert(place - 1, slots[place])
    return made


def importance(
    reported: Traced | Reported,
    documents: Mapping[str, Document],
    day: str,
    carried: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, float]:
    """Why a story stands where it stands: named shares, and their sum under `score`.

    `day` is that of the edition; `carried` tells of articles on which day one first had them.
    """
    articles = reported.cluster.articles
    outlets = len({documents[a].article.outlet for a in articles})
    newest = newest_day(documents[a].article.published for a in articles)
    shares = {
        "origins": round(math.log2(len(reported.trace.origins) + 1), 3),
        "outlets": round(0.25 * math.log2(outlets + 1), 3),
        "freshness": round(math.exp(-_days(newest, day) / _FADING), 3) if newest else 0.5,
        "growth": _growth(_new_origins(reported.trace.origins, documents, day, carried)),
    }
    if weight := _weight(documents[a].article for a in articles):
        shares["weight"] = weight
    return {**shares, "score": round(sum(shares.values()), 3)}


def _growth(new: int) -> float:
    """What origins that are new add."""
    return round(_GROWTH * math.log2(new + 1), 3)


def grown_by(growth: float) -> int:
    """How many new origins a share of growth stands for; of more than 300, about how many."""
    return round(2 ** (growth / _GROWTH) - 1)


def _new_origins(
    origins: Sequence[Sequence[str]],
    documents: Mapping[str, Document],
    day: str,
    carried: Mapping[str, str],
) -> int:
    """How many origins were added since the story was last reported.

    An origin is new of which no earlier edition had an article; in a story that none ever had,
    one of which everything appeared on the day or the day before, or later.
    """
    before = {a for origin in origins for a in origin if carried.get(a, day) < day}
    if before:
        return sum(before.isdisjoint(origin) for origin in origins)
    firsts = (
        min((p[:10] for a in origin if (p := documents[a].article.published)), default=None)
        for origin in origins
    )
    return sum(first >= day or _days(first, day) == 1 for first in firsts if first)


def _weight(articles: Iterable[Article]) -> float:
    """What the weight of their sources adds: half of its binary logarithm, of the heaviest."""
    return round(0.5 * math.log2(max(article.weight for article in articles)), 3)


def _days(one: str, other: str) -> int:
    return abs((date.fromisoformat(other) - date.fromisoformat(one)).days)


def _rank(
    reported: Traced, documents: Mapping[str, Document], score: float
) -> tuple[float, int, str]:
    words = sum(documents[a].words for a in reported.cluster.articles)
    return (-score, -words, min(reported.cluster.articles))


# ---- identity --------------------------------------------------------------------------------


def _identities(reported: Sequence[Reported], known: Known, masthead: Masthead) -> list[KnownStory]:
    """Each story's identity: that of the known story it shares most articles with, else a new one."""
    found = _recognised([r.cluster.articles for r in reported], known)
    names = _Names(known)
    for at, one in enumerate(reported):
        if at not in found or not found[at].slug:
            found[at] = _minted(one, names, masthead, found[at].id if at in found else None)
            names.take(found[at])
    return [found[at] for at in range(len(reported))]


def _recognised(groups: Sequence[Sequence[str]], known: Known) -> dict[int, KnownStory]:
    """Which groups of articles are known stories: the larger the overlap, the sooner it is settled.

    A story that became part of another one comes after all that did not, whatever their overlaps
    where stories grow article by article.  Of equal parts of a story, that with the article which
    its id is made of is the story.
    """
    gone = {forward.story for forward in known.forwards}
    holders = _holders(groups)
    founded = {story_id(article): at for article, at in holders.items()}
    stories = _as_told(known)
    overlaps = sorted(
        (
            bool(known.told) and story.id in gone,
            -shared,
            story.id in gone,
            founded.get(story.id) != at,
            story.id,
            at,
        )
        for story in stories
        for at, shared in _overlaps(story, holders).items()
    )
    by_id = {story.id: story for story in stories}
    found: dict[int, KnownStory] = {}
    settled: set[str] = set()
    for *_, name, at in overlaps:
        if at not in found and name not in settled:
            found[at] = by_id[name]
            settled.add(name)
    return found


def whereabouts(groups: Sequence[Sequence[str]], known: Known) -> dict[str, int]:
    """Which of these groups of articles is which story, by the ids and slugs that it goes by.

    A story that is part of another one is where that is; one that no edition knows is where the
    article is that its id is made of.
    """
    found = {story.id: at for at, story in _recognised(groups, known).items()}
    found |= _absorbed(groups, found, known)
    found |= {
        f.story: found[f.to] for f in known.forwards if f.story not in found and f.to in found
    }
    for article, at in _holders(groups).items():
        found.setdefault(story_id(article), at)
    for each in known.stories:
        if each.id in found:
            found.setdefault(each.slug, found[each.id])
    return found


def _as_told(known: Known) -> list[KnownStory]:
    """The known stories, with the articles that they have by now; no slug where no edition carried one."""
    told: dict[str, set[str]] = {}
    for article, story in known.told.items():
        told.setdefault(story, set()).add(article)
    stories = {story.id: story for story in known.stories}
    for story, articles in told.items():
        before = stories.get(story) or KnownStory(story, "", "", frozenset(), None)
        stories[story] = replace(before, articles=frozenset(articles))
    return list(stories.values())


def _holders(groups: Sequence[Sequence[str]]) -> dict[str, int]:
    """Which group holds an article."""
    return {article: at for at, group in enumerate(groups) for article in group}


def _overlaps(story: KnownStory, holders: Mapping[str, int]) -> Counter[int]:
    """How many articles of a known story each group holds that has any."""
    return Counter(holders[a] for a in story.articles if a in holders)


def _absorbed(
    groups: Sequence[Sequence[str]], ids: Collection[str], known: Known
) -> dict[str, int]:
    """Which group a known story is part of that has none of its own: one that holds half of it."""
    holders = _holders(groups)
    found = {}
    for story in _as_told(known):
        shared = _overlaps(story, holders)
        if story.id not in ids and shared:
            at = min(shared, key=lambda at: (-shared[at], at))
            if 2 * shared[at] >= len(story.articles):
                found[story.id] = at
    return found


def _forwards(
    groups: Sequence[Sequence[str]], identities: Sequence[KnownStory], known: Known
) -> tuple[Forward, ...]:
    """Which stories are part of others from now on; a forward of a forward leads to the last."""
    here = {story.id for story in identities}
    slugs = {story.id: story.slug for story in known.stories}
    leads = {f.story: f for f in known.forwards if f.story not in here}
    for story, at in _absorbed(groups, here, known).items():
        if story in slugs:  # else no edition carried it
            leads[story] = Forward(story, slugs[story], identities[at].id)
    ends = (Forward(f.story, f.slug, _end(f.to, leads)) for f in leads.values())
    return tuple(sorted((f for f in ends if f.story != f.to), key=lambda f: f.story))


def _end(story: str, leads: Mapping[str, Forward]) -> str:
    """Where forwards lead at last."""
    passed = set()
    while story in leads and story not in passed:
        passed.add(story)
        story = leads[story].to
    return story


class _Names:
    """The ids and slugs that stories bear or bore; a new story gets others."""

    def __init__(self, known: Known) -> None:
        self.ids = {story.id for story in known.stories} | set(known.told.values())
        self.slugs = {s.slug for s in known.stories} | {f.slug for f in known.forwards}
        self.left = {f.story: f.slug for f in known.forwards if f.story not in self.ids}

    def take(self, story: KnownStory) -> None:
        self.ids.add(story.id)
        self.slugs.add(story.slug)


def _minted(reported: Reported, names: _Names, masthead: Masthead, given: str | None) -> KnownStory:
    """A new identity, of the id that is given, else of the story's first article, and its headline.

    Where that is the identity of a story that was forwarded and is in no edition any more, it is
    that story again, under its old slug.
    """
    articles = reported.cluster.articles
    made = (story_id(articles[0], times) for times in range(len(names.ids) + 1))
    name = given or next(name for name in made if name not in names.ids)
    slug = names.left.get(name) or slugged(reported.brief.headline.text)
    if slug in names.slugs and name not in names.left:
        slug = f"{slug}-{name.removeprefix('s-')}"
    tag = f"tag:{masthead.host},{masthead.date}:{name}"
    return KnownStory(name, slug, tag, frozenset(articles), edition_id(masthead))


def story_id(article: str, times: int = 0) -> str:
    """The id of a story, made of its first article and how many stories had that before."""
    return f"s-{_digest(article, *['again'] * times)}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def slugged(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, at most 60 long; a hash where no letter is left."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain)).strip("-")
    if len(slug) > _SLUG_LENGTH:
        slug = slug[: _SLUG_LENGTH + 1].rpartition("-")[0] or slug[:_SLUG_LENGTH]
    return slug or f"x{_digest(text)}"


# ---- parts -----------------------------------------------------------------------------------


def _story(
    reported: Reported,
    identity: KnownStory,
    shares: dict[str, float],
    documents: Mapping[str, Document],
) -> Story:
    brief, articles = reported.brief, reported.cluster.articles
    dates = sorted(
        (p for a in articles if (p := documents[a].article.published)),
        key=lambda p: (_moment(p) or datetime.min.replace(tzinfo=UTC), p),
    )
    return Story(
        id=identity.id,
        slug=identity.slug,
        tag=identity.tag,
        headline=brief.headline,
        standfirst=brief.standfirst,
        quick_look=brief.quick_look,
        deep_look=brief.deep_look,
        quotes=brief.quotes,
        differences=brief.differences,
        names=brief.names,
        timeline=brief.timeline,
        articles=articles,
        origins=reported.trace.origins,
        why=reported.cluster.ties,
        published=dates[0] if dates else None,
        updated=dates[-1] if dates else None,
        first_edition=identity.first_edition,
        new=brief.new,
        place=brief.place,
        section=reported.section,
        importance=shares,
    )


def _article(document: Document, trace: Trace) -> EditionArticle:
    article = document.article
    return EditionArticle(
        id=article.id,
        title=article.title,
        outlet=article.outlet,
        author=article.author,
        url=article.url,
        published=article.published,
        language=document.language,
        words=document.words,
        derived_from=trace.derived.get(article.id),
        source=article.source,
        may_quote=article.may_quote,
        text=article.text,
        asides=document.asides,
    )


def _updated(articles: Iterable[EditionArticle], day: str) -> str:
    """The newest date-time among the articles; a plain date counts as its midnight, UTC."""
    moments = [m for a in articles if a.published and (m := _moment(a.published))]
    return rfc3339(max(moments, default=_moment(day) or datetime(1970, 1, 1, tzinfo=UTC)))


def _moment(published: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(published)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):  # the first and last day of the calendar, in other zones
        return None
