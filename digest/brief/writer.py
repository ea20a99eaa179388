"""One story's brief, put together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from digest.brief.allowance import Allowance, Limits
from digest.brief.comparison import allowed
from digest.brief.consensus import by_coverage
from digest.brief.deeplook import deep_look
from digest.brief.headline import headline
from digest.brief.insertions import Subeditor
from digest.brief.material import Candidate, Material
from digest.brief.news import adds
from digest.brief.quicklook import MOST_WORDS, as_lede, quick_look
from digest.brief.selection import Selection, sounds_like
from digest.brief.standing import has_markup, is_whole
from digest.brief.statements import statement
from digest.brief.timeline import timeline
from digest.models import Brief, Document, Section, Statement, TimelineEntry, Trace
from digest.overrides import Wish

Ranking = Callable[[Sequence[str], str], list[int]]
"""Sentences and their language → their indexes, the most salient first."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a brief has to go by beside the articles."""

    wish: Wish | None = None  # the headline that an editor wants, where the articles have it
    before: frozenset[str] = frozenset()  # articles that an earlier edition had


_FOR_BRACKETS = 10  # words of an article that are kept for names in full
_STANDFIRST_WORDS = 34
_ON_TOPIC = 3  # terms that a standfirst shares with the headline or the first bullet
_LEAST_WORDS = 6  # of a sentence that is worth showing by itself


def brief(
    documents: Sequence[Document],
    trace: Trace,
    limits: Limits,
    ranking: Ranking | None = None,
    assignment: Assignment = Assignment(),
) -> Brief:
    """The brief of one story; `documents` are its articles, earliest first.

    With a `ranking`, the bullets are its best sentences instead of our own choice.  Bullets that add
    to what an earlier edition reported come first.
    """
    material = Material(documents, trace, assignment.before)
    allowance = Allowance(documents, limits)
    head = headline(material, allowance, assignment.wish)
    place = next((d.article.place for d in documents if d.article.place), None)
    if not material.sentences:
        return Brief(head, None, (), (), place)
    for passage in head.passages:
        if passage.field == "text":
            allowance.spend(passage.article, len(head.text.split()))
    selection = Selection(material, allowance)
    allowance.hold_back(_FOR_BRACKETS)
    bullets = _bullets(material, selection, limits.bullets, head.text, ranking)
    allowance.release()
    bullets, new = _news_first(bullets, [adds(c, material) for c in bullets])
    editor = Subeditor(material, allowance)

    def edited(candidate: Candidate) -> Statement:
        return statement(editor.edited(candidate), material)

    quick = tuple(map(edited, bullets))
    first = _standfirst(material, allowance, bullets, head.text)
    quotes, differences = allowed(trace.findings, allowance)
    unfolded = timeline(material, allowance)
    sections = deep_look(material, selection, [*bullets, *([first] if first else [])])
    return Brief(
        headline=head,
        standfirst=statement(first, material) if first else None,
        quick_look=quick,
        new=new,
        deep_look=tuple(Section(h, tuple(map(edited, s))) for h, s in sections),
        place=place,
        quotes=quotes,
        differences=differences,
        names=trace.findings.names,
        timeline=tuple(
            TimelineEntry(day.isoformat(), statement(editor.edited(c, dates=False), material))
            for day, c in unfolded
        ),
    )


def _news_first(
    bullets: Sequence[Candidate], new: Sequence[bool]
) -> tuple[list[Candidate], tuple[int, ...]]:
    """The bullets, those first that add something, and at which places these are."""
    order = sorted(range(len(bullets)), key=lambda at: not new[at])
    return [bullets[at] for at in order], tuple(range(sum(new)))


def _bullets(
    material: Material, selection: Selection, most: int, headline: str, ranking: Ranking | None
) -> list[Candidate]:
    if ranking is None:
        return quick_look(material, selection, most, headline)
    chosen: list[Candidate] = []
    for ranked in _ranked(material, ranking):
        candidate = material.shortened(ranked.ref, MOST_WORDS)
        if candidate is None or len(chosen) == most:
            continue
        if selection.admits(candidate) and not selection.repeats(candidate, chosen):
            selection.take((candidate,))
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: material.place[c.ref])


def _ranked(material: Material, ranking: Ranking) -> list[Candidate]:
    """The story's whole sentences, as another summarizer ranks them; of equal ones the first."""
    distinct: dict[str, Candidate] = {}
    for ref in material.sentences:
        candidate = material.whole(ref)
        if is_whole(candidate.text) and candidate.words >= _LEAST_WORDS:
            distinct.setdefault(candidate.text, candidate)
    whole = list(distinct.values())
    language = next(iter(material.documents.values())).language
    return [whole[at] for at in ranking([c.text for c in whole], language)]


def _standfirst(
    material: Material, allowance: Allowance, bullets: Sequence[Candidate], headline: str
) -> Candidate | None:
    """The lede that says most, if one stands alone that is no bullet already, nor the headline."""
    known = set(material.terms_of(headline)).union(*(c.terms for c in bullets[:1]))
    shown = {c.ref for c in bullets} | {
        r for c in bullets[:1] for r in material.trace.support.get(c.ref, ())
    }
    ledes = [
        c
        for article in material.order
        for index in (0, 1)
        if (ref := (article, index)) in material.place
        and ref not in shown
        and (c := material.shortened(ref, _STANDFIRST_WORDS))
        and c.stands_alone
        and material.in_one_spelling(c)
        and material.is_report(c)
        and len(c.terms & known) >= _ON_TOPIC
        and len(c.terms - set(material.terms_of(headline))) >= _ON_TOPIC
        and not sounds_like(c, bullets)
        and c.text.rstrip(". ") != headline.rstrip(". ")
        and allowance.admits(article, c.words)
    ]
    if len(bullets) < 3 or not ledes:
        return None
    best = max(ledes, key=lambda c: (as_lede(c, material), -material.place[c.ref]))
    allowance.spend(best.ref[0], best.words)
    return best


def summary(
    documents: Sequence[Document], trace: Trace, words: int, ranking: Ranking | None = None
) -> list[Statement]:
    """Statements of at most `words` words in all: a story's summary, bound by no limit on one article."""
    material = Material(documents, trace)
    if ranking is None:
        texts = {ref: " ".join(material.text(ref).split()) for ref in material.sentences}
        told = {ref: text for ref, text in texts.items() if not has_markup(text)}
        whole = {
            ref: text
            for ref, text in told.items()
            if is_whole(text) and len(text.split()) >= _LEAST_WORDS
        }
        chosen = [material.whole(ref) for ref in by_coverage(material, whole or told, words)]
    else:
        chosen = _within(_ranked(material, ranking), words)
    return [
        statement(c, material)
        for c in sorted(chosen, key=lambda c: (c.ref[1], material.order.index(c.ref[0])))
    ]


def _within(ranked: Sequence[Candidate], words: int) -> list[Candidate]:
    chosen: list[Candidate] = []
    for candidate in ranked:
        if candidate.words <= words:
            chosen.append(candidate)
            words -= candidate.words
    return chosen
