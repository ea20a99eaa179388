"""Pairs of quotations → the Quotes of a story: the words of an original, who prints them, who others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from digest.models import Passage, Quote, Variant
from digest.trace.quotations.counterparts import Pair
from digest.trace.quotations.found import Quotation

_SURE = 0.5  # confidence under which a printing does not stand beside the surer ones
_Window = tuple[int, int]
_FEW = 2  # words at an end that are shown with the rest
_OVERLAP = 0.5  # of the shorter of two windows that show one utterance
_ENOUGH = 0.6  # of the words shown that one more article must print to be waited for


def quotes_from(
    pairs: Sequence[Pair], anchors: Sequence[Quotation], texts: Mapping[str, str]
) -> list[Quote]:
    """One Quote an utterance: each quotation of `anchors`, in their order, with what is left of its pairs.

    `texts` are the articles', by id.
    """
    sides: defaultdict[tuple[str, int], list[Pair]] = defaultdict(list)
    for pair in pairs:
        sides[pair.one.key].append(pair)
        sides[pair.other.key].append(pair.turned())
    taken: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    found = []
    for anchor in anchors:
        free = [
            p
            for p in sides[anchor.key]
            if _is_free(taken[p.other.key], p.theirs) and _is_free(taken[anchor.key], p.mine)
        ]
        for group in _utterances(free):
            sure = [pair for pair in group if pair.confidence >= _SURE]
            unsure = [pair for pair in group if pair.confidence < _SURE]
            found += [_quote(anchor, part, texts) for part in (sure, unsure) if part]
            for pair in group:
                taken[pair.other.key].update(range(*pair.theirs))
                taken[anchor.key].update(range(*pair.mine))
    return found


def carried(pairs: Sequence[Pair]) -> list[Pair]:
    """Pairs that follow from others: who prints the same words as one has its altered printings too."""
    sides = [*pairs, *(pair.turned() for pair in pairs)]
    known = {(p.one.key, p.other.article) for p in sides}
    altered = defaultdict(list)
    for pair in sides:
        if pair.altered:
            altered[pair.one.key].append(pair)
    found = []
    for same in (p for p in sides if not p.altered):
        for pair in altered[same.other.key]:
            apart = pair.other.article not in (same.one.article, same.other.article)
            lengths = sorted((same.mine[1] - same.mine[0], pair.theirs[1] - pair.theirs[0]))
            comparable = lengths[0] >= _OVERLAP * lengths[1]
            follows = apart and comparable and _overlap(same.theirs, pair.mine) >= _OVERLAP
            if follows and (same.one.key, pair.other.article) not in known:
                found.append(replace(pair, one=same.one, mine=same.mine))
    return found


def _is_free(taken: set[int], window: _Window) -> bool:
    return taken.isdisjoint(range(*window))


def _utterances(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs of one quotation, parted where they show different words of it."""
    groups: list[list[Pair]] = []
    for pair in sorted(pairs, key=lambda p: (p.mine[0] - p.mine[1], p.mine, p.other.key)):
        for group in groups:
            if _overlap(group[0].mine, pair.mine) >= _OVERLAP:
                group.append(pair)
                break
        else:
            if all(not _overlap(group[0].mine, pair.mine) for group in groups):
                groups.append([pair])
    return groups


def _overlap(one: _Window, other: _Window) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / max(1, min(one[1] - one[0], other[1] - other[0]))


def _quote(anchor: Quotation, group: Sequence[Pair], texts: Mapping[str, str]) -> Quote:
    window = _shown(anchor, group)
    own = _passage(anchor, window)
    text = _words(texts, own)
    same = [own]
    others: dict[tuple[str, ...], dict[str, list[Passage]]] = {}
    for pair in group:
        if pair.altered:
            shown = _rounded(pair.other, pair.theirs)
            plain = tuple(word.plain for word in pair.other.words[slice(*shown)])
            passage = _passage(pair.other, shown)
            others.setdefault(plain, {}).setdefault(_words(texts, passage), []).append(passage)
        elif passage_of_same := _printed(texts, text, pair.other):
            same.append(passage_of_same)
    altered = [p.confidence for p in group if p.altered]
    speaker = next((q.speaker for q in (anchor, *(p.other for p in group)) if q.speaker), None)
    return Quote(
        speaker.name if speaker else None,
        text,
        tuple(same),
        tuple(_variant(forms) for forms in others.values()),
        min(altered, default=1.0),
    )


def _variant(forms: Mapping[str, Sequence[Passage]]) -> Variant:
    """The typography that most print."""
    text = max(forms, key=lambda form: len(forms[form]))
    return Variant(text, tuple(forms[text]))


def _shown(anchor: Quotation, group: Sequence[Pair]) -> _Window:
    """The words shown: what the altered printings alter, else what the others have in common."""
    altered = [p.mine for p in group if p.altered]
    if altered:
        window = (min(a for a, _ in altered), max(b for _, b in altered))
        return window if len(altered) < len(group) else _rounded(anchor, window)
    start, end = group[0].mine
    for pair in group[1:]:
        a, b = max(start, pair.mine[0]), min(end, pair.mine[1])
        if b - a >= _ENOUGH * (end - start):
            start, end = a, b
    return start, end


def _rounded(quotation: Quotation, window: _Window) -> _Window:
    """With the few words that are left of the quotation at its ends."""
    start, end = window
    last = len(quotation.words)
    return 0 if start <= _FEW else start, last if last - end <= _FEW else end


def _passage(quotation: Quotation, window: _Window) -> Passage:
    """The span of some words of a quotation; of all of them, with the marks between its ends."""
    start, end = window
    whole = len(quotation.words)
    return Passage(
        quotation.article,
        quotation.start if start == 0 else quotation.words[start].start,
        quotation.end if end == whole else quotation.words[end - 1].end,
    )


def _words(texts: Mapping[str, str], passage: Passage) -> str:
    return " ".join(texts[passage.article][passage.start : passage.end].split())


def _printed(texts: Mapping[str, str], text: str, quotation: Quotation) -> Passage | None:
    """Where a quotation has these very words; None where its typography is another."""
    whole = texts[quotation.article]
    bare = text.rstrip(" ,.;:!?…—–-")
    for form in (bare, bare[:1].swapcase() + bare[1:]):
        at = whole.find(form, quotation.start, quotation.end)
        if at >= 0:
            end = at + len(form)
            tail = text[len(bare) :]
            if tail and whole.startswith(tail, end) and end + len(tail) <= quotation.end:
                end += len(tail)
            return Passage(quotation.article, at, end)
    return None
