"""The words of a quotation as they are compared, and how two printings of it differ.

What outlets change by house style is no change: contractions, British and American spelling, figures
for number words, punctuation, what an editor inserts in brackets, what an ellipsis leaves out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<bracket>[^\W_]*[\[(][^\])]{0,60}[\])](?:['’]?[^\W\d_]+)*)|(?P<gap>…|\.{2,}|(?:\. ){2,}\.?)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+|: ?\d\d)*(?:st|nd|rd|th\b)?"
    r"|[^\W\d_]+(?:['’][^\W\d_]+| ['’] ?(?:s|t|re|ve|ll|m|d)\b)*|[%&$€£])"
)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
GAP = "…"

_WHOLE = {
    "cannot": "can not", "can't": "can not", "won't": "will not", "shan't": "shall not",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "'em": "them", "ok": "okay",
    "%": "percent", "&": "and", "alright": "all right", "cause": "because", "till": "until",
    "mr": "mister", "yeah": "yes",
}  # fmt: skip
_ENDINGS = (
    ("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am"), ("'d", "would"),
    ("'s", "is"),
)  # fmt: skip
_SPELLING = (
    (re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|ite|able|ful|hood|ers?|ly)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2}[a-z])is(?=(?:e|es|ed|ing|ation|ations|er|ers)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|es|ed|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{2}[bt])re(?=s?$)"), "er"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"ence(?=s?$)"), "ense"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^(program|kilogram)me(?=s?$)"), r"\1"),
    (re.compile(r"^(to|after|for|back)wards$"), r"\1ward"),
)
_UNITS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    w: 10 * n
    for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        range(1, 13),
        strict=True,
    )
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_FILLERS = frozenset("uh um ah er oh hmm".split())
_SAME = frozenset(map(frozenset, (("is", "has"), ("would", "had"), ("is", "us"), ("a", "an"))))


class Word(NamedTuple):
    """A word in its plain form, and where it stands."""

    plain: str
    start: int
    end: int
    name: bool = False  # begins with a capital
    free: bool = False  # an editor's own insertion, or a gap


def words_of(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of a span, in plain forms; a contraction is two words of one place."""
    return tuple(_joined(list(_words(text, start, end))))


def _words(text: str, start: int, end: int) -> Iterator[Word]:
    for token in _TOKEN.finditer(text, start, end):
        if token["gap"]:
            yield Word(GAP, token.start(), token.end(), free=True)
        elif token["bracket"]:
            bare = re.sub(r"[\[\]()]", "", token[0])
            for word in words_of(bare, 0, len(bare)):
                yield word._replace(start=token.start(), end=token.end(), free=True)
        else:
            yield from _plain(token[0], token.start())


def _plain(word: str, at: int) -> Iterator[Word]:
    if not word.isascii() and _UNSPACED.search(word):
        yield from (Word(letter, at + i, at + i + 1) for i, letter in enumerate(word))
        return
    folded = re.sub(r" ?['’] ?", "'", word.casefold())
    if word[0].isdigit():
        folded = re.sub(r",|: ?00$|(?:st|nd|rd|th)$", "", folded).replace(": ", ":")
    elif word.endswith("."):
        folded = folded.replace(".", "")
    for part in _parts(folded):
        if part not in _FILLERS:
            yield Word(part, at, at + len(word), word[0].isupper())


def _parts(word: str) -> list[str]:
    if word in _WHOLE:
        return _WHOLE[word].split()
    for ending, full in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return [_spelled(word.removesuffix(ending)), full]
    return [_spelled(word)]


def _spelled(word: str) -> str:
    if word in _UNITS:
        return str(_UNITS[word])
    if word in _TENS:
        return str(_TENS[word])
    if word in _ORDINALS:
        return str(_ORDINALS[word])
    if len(word) >= 4:
        for british, american in _SPELLING:
            word = british.sub(american, word)
    return word


def _joined(words: list[Word]) -> Iterator[Word]:
    """With "twenty-one" as one figure, "per cent" as one word, "11 May" as "May 11"."""
    at = 0
    while at < len(words):
        pair = words[at : at + 2]
        one = _as_one(*pair) if len(pair) == 2 and 0 <= pair[1].start - pair[0].end <= 1 else None
        if one:
            yield one
        elif len(pair) == 2 and pair[0].plain.isdigit() and pair[1].plain in _MONTHS:
            # One place for both, so that no window parts them.
            start, end = pair[0].start, pair[1].end
            yield from (word._replace(start=start, end=end) for word in reversed(pair))
        else:
            yield pair[0]
            at += 1
            continue
        at += 2


def _as_one(word: Word, after: Word) -> Word | None:
    if word.plain in _ROUND and after.plain in _SMALL:
        return word._replace(plain=str(int(word.plain) + int(after.plain)), end=after.end)
    if (word.plain, after.plain) == ("per", "cent"):
        return word._replace(plain="percent", end=after.end)
    return None


_ROUND = frozenset(str(n) for n in _TENS.values())
_SMALL = frozenset(str(n) for n in range(1, 10))


# ---- two printings side by side --------------------------------------------------------------


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


def likeness(one: Sequence[Word], other: Sequence[Word]) -> Likeness | None:
    """How two printings run side by side around the longest run that they share; None without one.

    What one prints beyond the other's beginning or end is an excerpt's matter, no change.
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
    return _judged(one, other, _trimmed(codes, one, other))


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
