"""How two printings of a quotation differ, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from digest.trace.quotations.wording import GAP, Word

_SAME = frozenset(map(frozenset, (("is", "has"), ("would", "had"), ("is", "us"), ("a", "an"))))


@dataclass(frozen=True, slots=True)
class Likeness:
    """The words that two printings have in common: `one[a:b]` beside `other[c:d]`."""

    one: tuple[int, int]
    other: tuple[int, int]
    same: int  # words
    changes: int  # words that the one or the other does not have, within what both print
    places: int  # at which words changed
    lopsided: bool  # begins or ends by a changed word

    @property
    def share(self) -> float:
        """Of the words that are the same."""
        return self.same / max(1, self.same + self.changes)


_REPLACED = 2  # words that a bracket stands for, beyond its own number
_SLACK = 4  # words by which two printings may be out of step at their ends


def likeness(one: Sequence[Word], other: Sequence[Word], edge: int = 1) -> Likeness | None:
    """How two printings run side by side around the longest run that they share; None without one.

    What one prints beyond the other's beginning or end is an excerpt's matter, no change.  Nor is what
    stands beyond fewer than `edge` words that are the same, unless both begin or end with these.
    """
    mine, theirs = [w.plain for w in one], [w.plain for w in other]
    run = SequenceMatcher(None, mine, theirs, autojunk=False).find_longest_match()
    if not run.size:
        return None
    before = min(run.a, run.b)
    after = min(len(mine) - run.a, len(theirs) - run.b)
    a, c = max(0, run.a - before - _SLACK), max(0, run.b - before - _SLACK)
    b, d = min(len(mine), run.a + after + _SLACK), min(len(theirs), run.b + after + _SLACK)
    codes = _codes(mine, theirs, (a, run.a), (c, run.b))
    codes += [("equal", run.a, run.a + run.size, run.b, run.b + run.size)]
    codes += _codes(mine, theirs, (run.a + run.size, b), (run.b + run.size, d))
    codes = _edged(_trimmed(codes, one, other), edge, (0, 0))
    return _judged(one, other, _edged(codes[::-1], edge, (len(one), len(other)))[::-1])


_Code = tuple[str, int, int, int, int]


def _codes(
    mine: list[str], theirs: list[str], one: tuple[int, int], other: tuple[int, int]
) -> list[_Code]:
    from rapidfuzz.distance import Indel

    found = Indel.opcodes(mine[slice(*one)], theirs[slice(*other)])
    merged: list[_Code] = []
    for code in found:
        kind = "equal" if code.tag == "equal" else "changed"
        a, b = code.src_start + one[0], code.src_end + one[0]
        c, d = code.dest_start + other[0], code.dest_end + other[0]
        if merged and merged[-1][0] == kind == "changed":
            merged[-1] = (kind, merged[-1][1], b, merged[-1][3], d)
        else:
            merged.append((kind, a, b, c, d))
    return merged


def _trimmed(codes: list[_Code], one: Sequence[Word], other: Sequence[Word]) -> list[_Code]:
    """Without what one side alone has at the two ends; words changed for others there are kept."""
    if codes and codes[0][0] != "equal" and not _for_others(codes[0], at_start=True, ends=(0, 0)):
        codes = codes[1:]
    ends = (len(one), len(other))
    if codes and codes[-1][0] != "equal" and not _for_others(codes[-1], at_start=False, ends=ends):
        codes = codes[:-1]
    return _without_stragglers(_without_stragglers(codes)[::-1])[::-1]


def _without_stragglers(codes: list[_Code]) -> list[_Code]:
    """Without a word or two that are the same by chance, beyond more words that are not."""
    while len(codes) > 2 and codes[-1][0] == "equal" and codes[-2][0] != "equal":
        (_, a, b, c, d), (_, i, j, _, _) = codes[-2:]
        if max(b - a, d - c) <= j - i + 1:
            break
        codes = codes[:-2]
    return codes


def _edged(codes: list[_Code], edge: int, ends: tuple[int, int]) -> list[_Code]:
    """Without changes beyond too few words that are the same, from the side of these ends."""
    while len(codes) > 2 and codes[0][0] == "equal" and codes[0][2] - codes[0][1] < edge:
        _, a, b, c, d = codes[0]
        if ends in ((a, c), (b, d)):
            break
        codes = codes[2:]
    return codes


def _for_others(code: _Code, *, at_start: bool, ends: tuple[int, int]) -> bool:
    """Both printings begin (or end) there, with a word or two each."""
    _, a, b, c, d = code
    reached = (a, c) == ends if at_start else (b, d) == ends
    return reached and 1 <= b - a <= 2 and 1 <= d - c <= 2


def _judged(one: Sequence[Word], other: Sequence[Word], codes: list[_Code]) -> Likeness:
    same = changes = places = 0
    for kind, a, b, c, d in codes:
        if kind == "equal":
            same += b - a
        elif wrong := _changed(one[a:b], other[c:d]):
            changes += wrong
            places += 1
    first, last = codes[0], codes[-1]
    lopsided = first[0] != "equal" or last[0] != "equal"
    return Likeness((first[1], last[2]), (first[3], last[4]), same, changes, places, lopsided)


def _changed(mine: Sequence[Word], theirs: Sequence[Word]) -> int:
    """How many words were changed for others, what an editor marked as his doing not counted."""
    if any(word.free for word in (*mine, *theirs)):
        return max(_unexcused(mine, theirs), _unexcused(theirs, mine))
    if _spelt(mine) & _spelt(theirs) or _is_short_for(mine, theirs):
        return 0
    if len(mine) == len(theirs) and all(map(_is_one_word, mine, theirs)):
        return 0
    return max(len(mine), len(theirs))


def _unexcused(mine: Sequence[Word], theirs: Sequence[Word]) -> int:
    """How many words no gap of the other printing left out, nor a bracket took the place of."""
    if any(word.plain == GAP for word in theirs):
        return 0
    bracketed = sum(word.free for word in theirs)
    excused = bracketed + _REPLACED if bracketed else 0
    return max(0, sum(not word.free for word in mine) - excused)


def _is_short_for(mine: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Initials for a name in full."""
    short, full = sorted((mine, theirs), key=len)
    initials = "".join(word.plain[0] for word in full if word.name)
    return len(short) == 1 and len(full) > 1 and short[0].plain == initials


def _spelt(words: Sequence[Word]) -> set[str]:
    """Run together: "steadfast" as "stead-fast", and "nation's" as "nations" too."""
    whole = "".join(word.plain for word in words)
    return {whole, f"{whole[:-2]}s"} if words and words[-1].plain == "is" else {whole}


def _is_one_word(one: Word, other: Word) -> bool:
    """The same word, or one name in two spellings."""
    if one.plain == other.plain or frozenset((one.plain, other.plain)) in _SAME:
        return True
    from rapidfuzz.distance import Levenshtein

    if not one.name or not other.name or min(len(one.plain), len(other.plain)) < 4:
        return False
    return Levenshtein.normalized_similarity(one.plain, other.plain) >= 0.7
