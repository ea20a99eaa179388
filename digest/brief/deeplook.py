"""The Deep Look: sections in reading order, of sentences that the Quick Look has not shown."""

import re
from collections import Counter
from collections.abc import Sequence

from digest.brief.allowance import Allowance
from digest.brief.material import Candidate, Material
from digest.brief.quicklook import alike
from digest.brief.representation import Representation
from digest.brief.standing import is_whole

Group = tuple[Candidate, ...]
"""Sentences of one article that are only understood together."""

_WORDS = 320
_KNOWN = 0.6  # share of what the Quick Look represents that need not be told again
_LENGTH = 0.5  # exponent of a group's words in what it costs
_LEAST = 60  # words under which a Deep Look is not worth its name
_LONGEST = 45
_SECTION_WORDS = 110
_MOST_SECTIONS = 4
_LEAN = re.compile(
    r"^[“\"‘']?(?:He|She|They|It|This|That|These|Those|His|Her|Their|Its|But|And|The (?:two|latter|former|other|second|first))\b"
)


def deep_look(
    material: Material, allowance: Allowance, shown: Sequence[Candidate], represented: Representation
) -> list[tuple[str, list[Candidate]]]:
    """Sections with their headings; empty where the story holds too little for one."""
    open_ = _groups(material)
    known = represented.faded(_KNOWN)
    chosen: list[Group] = []
    left = _WORDS
    while True:
        spoken = chosen[-1] if chosen else shown
        open_ = [g for g in open_ if _fits(g, left, spoken, material, allowance)]
        if not open_:
            break
        worth = known.gains(open_) / [sum(c.words for c in g) ** _LENGTH for g in open_]
        best = open_[int(worth.round(6).argmax())]
        chosen.append(best)
        known.take(best)
        allowance.spend(best[0].ref[0], sum(c.words for c in best))
        left -= sum(c.words for c in best)
    if _WORDS - left < _LEAST:
        for group in chosen:
            allowance.spend(group[0].ref[0], -sum(c.words for c in group))
        return []
    return _sections(chosen, material)


def _fits(group: Group, left: int, spoken: Sequence[Candidate], material: Material, allowance: Allowance) -> bool:
    words = sum(c.words for c in group)
    if words > left or not allowance.admits(group[0].ref[0], words):
        return False
    return not any(alike(c, s, material) for c in group for s in spoken)


def _groups(material: Material) -> list[Group]:
    """A sentence each; one that leans on its predecessor comes with it."""
    found = []
    for ref in material.sentences:
        candidate = material.shortened(ref, _LONGEST)
        if candidate is None or candidate.words < 5 or not is_whole(candidate.text):
            continue
        if candidate.stands_alone:
            found.append((candidate,))
        elif (
            _LEAN.match(material.text(ref)) and ref[1] and (before := _whole_before(material, ref))
        ):
            found.append((before, candidate))
    return found


def _whole_before(material: Material, ref: tuple[str, int]) -> Candidate | None:
    """The sentence before, if it is of the same paragraph or the next and stands alone."""
    before = (ref[0], ref[1] - 1)
    sentences = material.documents[ref[0]].sentences
    if (
        before not in material.place
        or sentences[ref[1]].paragraph - sentences[before[1]].paragraph > 1
    ):
        return None
    candidate = material.shortened(before, _LONGEST)
    return candidate if candidate and candidate.stands_alone else None


def _sections(
    chosen: Sequence[Group], material: Material
) -> list[tuple[str, list[Candidate]]]:
    """Chosen sentences in the order of their articles, parted where the subject changes most."""
    ordered = sorted(
        chosen,
        key=lambda g: (
            round(material.height(g[0].ref), 4),
            material.place[g[0].ref],
            g[0].ref[1],
        ),
    )
    words = sum(c.words for g in ordered for c in g)
    count = max(1, min(_MOST_SECTIONS, round(words / _SECTION_WORDS), len(ordered) // 2 or 1))
    parts = _parted(ordered, count, material)
    headed: list[tuple[str, list[Candidate]]] = []
    for part in parts:
        heading = _heading(part, material, {h for h, _ in headed})
        headed.append((heading, [c for g in part for c in g]))
    return headed


def _parted(
    ordered: Sequence[Group], count: int, material: Material
) -> list[list[Group]]:
    """So many parts of at least two groups each, cut where neighbours are least alike."""
    borders = sorted(
        range(1, len(ordered)), key=lambda i: (_bond(ordered[i - 1], ordered[i], material), i)
    )
    cuts: list[int] = []
    for border in borders:
        if len(cuts) < count - 1 and all(abs(border - c) >= 2 for c in (*cuts, 0, len(ordered))):
            cuts.append(border)
    edges = [0, *sorted(cuts), len(ordered)]
    return [list(ordered[a:b]) for a, b in zip(edges, edges[1:], strict=False)]


def _bond(one: Sequence[Candidate], other: Sequence[Candidate], material: Material) -> float:
    return float(material.closeness[material.place[one[-1].ref], material.place[other[0].ref]])


def _heading(part: Sequence[Group], material: Material, used: set[str]) -> str:
    """A subhead under which a source has most of these sentences, else the names they share."""
    votes: Counter[str] = Counter()
    for group in part:
        for candidate in group:
            if subhead := _subhead_over(candidate, material):
                votes[subhead] += 1
    for subhead, _ in sorted(votes.items(), key=lambda v: (-v[1], v[0])):
        if subhead not in used:
            return subhead
    return _names(part, used)


def _subhead_over(candidate: Candidate, material: Material) -> str | None:
    subheads = [
        s for s in material.documents[candidate.ref[0]].subheads if s.before <= candidate.ref[1]
    ]
    text = subheads[-1].text if subheads else ""
    return text if 1 < len(text.split()) <= 9 else None


_NAME = re.compile(
    r"(?<![.!?“\"‘'] )(?<!^)\b(?:[A-ZÀ-ÖØ-Þ][\w’'-]+(?:\s(?:of|de|al|van|von)\s(?=[A-ZÀ-Þ])|\s)?){1,3}"
)
_NO_NAME = re.compile(
    r"^(?:Mr|Mrs|Ms|Dr|The|A|An|He|She|It|They|In|On|At|But|And|I|We|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)\.?$"
)


def _names(part: Sequence[Group], used: set[str]) -> str:
    """The two names that stand in most of the sentences, joined by a comma."""
    counted: Counter[str] = Counter()
    for group in part:
        for candidate in group:
            found = {re.sub(r"[’']s?$", "", n.strip()) for n in _NAME.findall(candidate.text)}
            counted.update(n for n in found if not _NO_NAME.match(n) and len(n) > 2)
    names: list[str] = []
    for name, _ in sorted(counted.items(), key=lambda c: (-c[1], -len(c[0].split()), c[0])):
        if not any(name in other or other in name for other in names):
            names.append(name)
    for size in (2, 3, 1):
        heading = ", ".join(names[:size])
        if heading and heading not in used:
            return heading
    return "In detail" if "In detail" not in used else "Further"
