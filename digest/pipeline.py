"""The table of contents: articles in at one end, an edition out at the other.

    read ─▶ prepare ─▶ group ─▶ trace ─▶ brief ─▶ edition ─▶ publish ─▶ send

Everything here is pure: the same articles and options give the same edition, whatever maps the work.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from digest.brief.allowance import Limits
from digest.brief.headline import may_head
from digest.brief.writer import Assignment, brief, summary
from digest.editing import Editor
from digest.edition import Known, Masthead, Reported, Traced, compose, front_page, whereabouts
from digest.errors import UsageError
from digest.group import Groups, chronological, group, told
from digest.group.stream import Stream
from digest.models import (
    Article,
    Brief,
    Cluster,
    Document,
    Edition,
    Findings,
    Forward,
    LeftOut,
    Statement,
    Trace,
)
from digest.overrides import NO_OVERRIDES, Overrides, Wish
from digest.prepare import prepare, recurring_lines
from digest.sections import Section, section_of
from digest.trace import certain, compared, trace

SUMMARIZERS = ("consensus", "lexrank", "textrank", "lsa", "luhn", "kl", "sumbasic", "reduction")


Map = Callable[..., Iterator[Any]]
"""`map`, or an executor's: calls in any order, results in the order of the arguments."""

Progress = Callable[[str, int, int], None]
"""Told of a stage, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Options:
    """How an edition is made."""

    masthead: Masthead
    limits: Limits = Limits()
    summarizer: str = "consensus"
    known: Known = Known()
    map: Map = map
    progress: Progress = field(default=lambda stage, done, of: None)
    overrides: Overrides = NO_OVERRIDES
    sections: tuple[Section, ...] = ()  # the editor's own
    note: Callable[[str], None] = field(
        default=lambda line: None
    )  # what of overrides is not applied
    stream: Stream | None = None  # stories that grow; without, they are found all at once


_NO_REPORT = "it has no title, and no sentence of a report"
_CLOSED = "it has no title, and its publisher allows no words of it to be shown"


def make_edition(
    articles: Sequence[Article], left_out: Sequence[LeftOut], options: Options
) -> Edition:
    """The edition of these articles."""
    documents, empty = with_report(prepared(articles, options.map, options.progress))
    editor = editor_of(documents, options)
    documents, muted = unmuted(documents, editor)
    if options.stream is not None:
        known = grown(options.stream, documents, options.known, options.progress)
        options = replace(options, known=known)
        editor.whereabouts = partial(whereabouts, known=known)
    clusters, silent = unmuted_stories(
        grouped(documents, options.progress, editor.regrouped, options.stream), documents, editor
    )
    stories = traced(clusters, documents, options)
    pinned = editor.pinned([cluster.articles for cluster in clusters])
    shown, beyond = front_page(stories, documents, options.masthead, pinned, options.known.carried)
    reported = briefed(
        shown, documents, options, editor.wishes([s.cluster.articles for s in shown])
    )
    editor.see_headlines({r.cluster.articles[0]: r.brief.headline for r in reported})
    for line in editor.notes:
        options.note(line)
    left_out = [*left_out, *empty, *muted, *silent, *beyond]
    return compose(options.masthead, reported, documents, left_out, options.known)


def editor_of(documents: Mapping[str, Document], options: Options) -> Editor:
    """The editor at the desk: overrides, and what they may name."""
    articles = [document.article for document in documents.values()]
    return Editor(options.overrides, articles, partial(whereabouts, known=options.known))


def unmuted(
    documents: Mapping[str, Document], editor: Editor
) -> tuple[dict[str, Document], list[LeftOut]]:
    """The documents that are not muted, and what is told of those that are."""
    muted = editor.muted()
    told = {a: d for a, d in documents.items() if a not in set(muted)}
    return told, editor.left_out(documents[a].article for a in muted)


def unmuted_stories(
    clusters: Sequence[Cluster], documents: Mapping[str, Document], editor: Editor
) -> tuple[list[Cluster], list[LeftOut]]:
    """The stories that are not muted, and what is told of those that are."""
    muted = editor.muted_stories([cluster.articles for cluster in clusters])
    silent = [a for at in sorted(muted) for a in clusters[at].articles]
    told = [cluster for at, cluster in enumerate(clusters) if at not in muted]
    return told, editor.left_out(documents[a].article for a in silent)


def prepared(
    articles: Sequence[Article], run: Map = map, progress: Progress = lambda *_: None
) -> dict[str, Document]:
    """Each article's document, by id; what an outlet repeats under its articles is found first."""
    recurring = recurring_lines(articles)
    lines = [recurring[article.outlet] for article in articles]
    made = _watched(run(prepare, articles, lines), "Preparing articles", len(articles), progress)
    return {document.article.id: document for document in made}


def with_report(
    documents: Mapping[str, Document],
) -> tuple[dict[str, Document], list[LeftOut]]:
    """The documents of which something can be shown, and those of which nothing can."""
    empty = [d for d in documents.values() if not d.article.title.strip()]
    reasons = {d.article.id: _NO_REPORT for d in empty if not d.sentences}
    reasons |= {d.article.id: _CLOSED for d in empty if d.sentences and not may_head(d.article)}
    left_out = [LeftOut(documents[a].article.source, "prepare", why) for a, why in reasons.items()]
    told = {a: d for a, d in documents.items() if a not in reasons}
    return told, sorted(left_out, key=lambda left: left.source)


def grouped(
    documents: Mapping[str, Document],
    progress: Progress = lambda *_: None,
    edited: Callable[[Groups], Groups] | None = None,
    stream: Stream | None = None,
) -> list[Cluster]:
    """The stories; those of a stream that has grown by these documents are as it has them."""
    progress("Grouping stories", 0, 1)
    articles = list(documents.values())
    if stream is None:
        clusters = group(articles, edited=edited)
    else:
        clusters = told(articles, stream.places(documents), stream.roundups(), edited)
    progress("Grouping stories", 1, 1)
    return clusters


def grown(
    stream: Stream, documents: Mapping[str, Document], known: Known, progress: Progress
) -> Known:
    """What is known once the stories have grown by the new ones of these documents."""
    placed = stream.places(documents)
    new = sorted((d for a, d in documents.items() if a not in placed), key=chronological)
    for _ in _watched(
        map(stream.add, ([document] for document in new)), "Following stories", len(new), progress
    ):
        pass
    places = stream.places(documents)
    slugs = {story.id: story.slug for story in known.stories}
    forwards = {forward.story: forward for forward in known.forwards}
    for story, into in stream.forwards([*slugs]).items():
        forwards[story] = Forward(story, slugs[story], into)
    stories = (
        replace(story, articles=frozenset())
        if not story.articles.isdisjoint(places) and stream.knows(story.id)
        else story
        for story in known.stories
    )
    return replace(known, stories=tuple(stories), forwards=tuple(forwards.values()), told=places)


def traced(
    clusters: Sequence[Cluster], documents: Mapping[str, Document], options: Options
) -> list[Traced]:
    """Each story with its origins."""
    members = [[documents[a] for a in cluster.articles] for cluster in clusters]
    made = _watched(options.map(trace, members), "Tracing origins", len(clusters), options.progress)
    return [Traced(cluster, found) for cluster, found in zip(clusters, made, strict=True)]


def briefed(
    stories: Sequence[Traced],
    documents: Mapping[str, Document],
    options: Options,
    wishes: Sequence[Wish | None],
) -> list[Reported]:
    """Each story with its brief, under the headline that is wished for where it can be had."""
    members = [[documents[a] for a in story.cluster.articles] for story in stories]
    found = [story.trace for story in stories]
    carried, day = options.known.carried, options.masthead.date
    assignments = [
        Assignment(wish, frozenset(a for a in s.cluster.articles if carried.get(a, day) < day))
        for s, wish in zip(stories, wishes, strict=True)
    ]
    write = partial(write_brief, options.limits, options.summarizer)
    made = _watched(
        options.map(write, members, found, assignments),
        "Writing briefs",
        len(stories),
        options.progress,
    )
    return [
        Reported(s.cluster, s.trace, written, section_of(told, options.sections))
        for s, told, written in zip(stories, members, made, strict=True)
    ]


def write_brief(
    limits: Limits,
    summarizer: str,
    documents: Sequence[Document],
    found: Trace,
    assignment: Assignment,
) -> Brief:
    """One story's brief: a function of small arguments, for any executor."""
    found = replace(found, findings=certain(compared(documents, found)))
    return brief(documents, found, limits, ranking_named(summarizer), assignment)


def group_articles(articles: Sequence[Article]) -> dict[str, str]:
    """Article id → story id; a story is called after its first article."""
    clusters = grouped(prepared(articles))
    return {
        article: f"s-{cluster.articles[0]}" for cluster in clusters for article in cluster.articles
    }


def summarize_articles(
    articles: Sequence[Article], words: int, summarizer: str = "consensus"
) -> list[Statement]:
    """A summary of one story, at most `words` words as white space parts them."""
    documents = _of_one_story(articles)
    return summary(documents, trace(documents), words, ranking_named(summarizer))


def compare_articles(articles: Sequence[Article], everything: bool) -> tuple[Trace, Findings]:
    """Who derives from whom in one story, and where its articles differ; with `everything`, the less certain too."""
    documents = _of_one_story(articles)
    found = trace(documents)
    findings = compared(documents, found)
    return found, findings if everything else certain(findings)


def _of_one_story(articles: Sequence[Article]) -> list[Document]:
    return sorted(prepared(articles).values(), key=chronological)


def ranking_named(summarizer: str) -> Callable[[Sequence[str], str], list[int]] | None:
    """How a summarizer ranks sentences; None for our own.  UsageError for a name that there is not."""
    if summarizer == "consensus":
        return None
    if summarizer not in SUMMARIZERS:
        raise UsageError(f"no summarizer {summarizer!r}: choose one of {', '.join(SUMMARIZERS)}")
    from digest.brief.summarizers import ranking

    return ranking(summarizer)


def _watched(results: Iterable[Any], stage: str, of: int, progress: Progress) -> Iterator[Any]:
    progress(stage, 0, of)
    for done, result in enumerate(results, 1):
        yield result
        progress(stage, done, of)
