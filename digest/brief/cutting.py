"""Shorter forms of a sentence, by deletion only: every piece left is a span of the source.

Only what can go without changing what is said: a leading connective, and a tail that hangs from the
main clause by a comma.  Nothing goes that denies, limits, doubts, counts or attributes.
"""

import re
from collections.abc import Iterator

Span = tuple[int, int]

# Without a comma, only what begins no name ("Still Life", "Indeed Shipping").
_CONNECTIVE = re.compile(
    r"(?:But|And|Yet)\s+(?:however,\s+)?"
    r"|(?:But|And|However|Meanwhile|Moreover|Furthermore|In addition|Additionally|Still|Yet|Also|Indeed"
    r"|Nevertheless|Nonetheless|Of course|In fact),\s+"
)
_TAIL = re.compile(
    r"(?:,|\s[—–])\s+(?=(?:which|who|whose|where|while|as|after|following|including|despite|amid|although|though|since|because|so|days|weeks|months"
    r"|hours|to be|on|in|with|during|before|part of|a|an|one of|adding|noting|saying|[a-z]{3,}ing)\b)"
)
# ", and the board agreed": a second clause that can go, unlike the last thing of a list.
_CLAUSE = re.compile(
    r",\s+and\s+(?=(?:[A-Z]\w+|the|a|an|its|his|her|their|some|many|most|all|both|two|several|that|officials)\b(?:\s\S+){4})"
)
_FRONTED = re.compile(
    r"^(?:When|While|As|After|Although|Though|Despite|Since|Because|Before|Following|Amid|Under|During|In|On|At|With|For|From|Once|By|To|Speaking|According)\b"
)
# What a deleted tail must not hold.
_KEEP = re.compile(
    r"\b(?:not?|never|none|nobody|nothing|neither|nor|hardly|barely|rarely|only|alleged\w*|if|unless|until|except|but|sa(?:id|ys?|ying)|told|according|accus\w+|claim\w*|suspect\w*|reported\w*|believe\w*"
    r"|would|could|may|might|without|den(?:y|ie[sd]|ying)|warn\w*|adding|noting|police|officials?)\b|n['’]t\b|\d|[“”\"]"
)
_PAUSE = re.compile(r",\s|\s[—–]\s")
_LEAST_WORDS = 8
# Where a headline may end that is cut from a lede.
_HEADLINE_END = re.compile(
    r",?\s+(?=(?:after|as|when|while|who|which|from which|where|amid|following|because|despite|since"
    r"|in what|during)\b)|(?P<comma>,\s)"
)
_MARKS = (("“", "”"), ("(", ")"), ("«", "»"), ("[", "]"))


def cuts(text: str, start: int, end: int) -> Iterator[tuple[Span, ...]]:
    """Forms of the sentence `text[start:end]`, longest first; the first is only rid of a connective."""
    begin = start
    if opening := _CONNECTIVE.match(text, start, end):
        begin = opening.end()
    yield ((begin, end),)
    tails = [*_TAIL.finditer(text, begin, end), *_CLAUSE.finditer(text, begin, end)]
    reach = end
    for at in sorted({tail.start() for tail in tails}, reverse=True):
        # A comma in what goes means that the main clause comes back ("Lee, who was away, resigned").
        if not _PAUSE.search(text, at + 2, reach) and _may_end(text[begin:at], text[at:end]):
            yield ((begin, at),)
            reach = at


def headline_cuts(text: str, start: int, end: int) -> Iterator[tuple[Span, ...]]:
    """Beginnings of the sentence `text[start:end]` that could head a story, longest first."""
    reach = end
    for gap in reversed(list(_HEADLINE_END.finditer(text, start, end))):
        kept, dropped = text[start : gap.start()], text[gap.start() : end]
        whole = all(kept.count(a) == kept.count(b) for a, b in _MARKS) and kept.count('"') % 2 == 0
        aside = (gap["comma"] and "," in kept) or _PAUSE.search(text, gap.end(), reach)
        if whole and not aside and not _KEEP.search(dropped) and not _FRONTED.match(kept):
            yield ((start, gap.start()),)
            reach = gap.start()


def _may_end(kept: str, dropped: str) -> bool:
    """Whether a sentence can end where its tail began."""
    if len(kept.split()) < _LEAST_WORDS or _KEEP.search(dropped):
        return False
    if any(kept.count(a) != kept.count(b) for a, b in _MARKS) or kept.count('"') % 2:
        return False
    if _FRONTED.match(kept):
        clause = kept.partition(", ")[2]
        return len(clause.split()) >= _LEAST_WORDS and not _ends_open(clause)
    return not _ends_open(kept) and not _lists(kept, dropped)


def _lists(kept: str, dropped: str) -> bool:
    """What goes is the last thing of a list that has begun ("Ada, Bo and Cy")."""
    return bool(re.match(r",\s+and\b", dropped)) and "," in " ".join(kept.split()[-6:])


def _ends_open(kept: str) -> bool:
    """The main clause has an aside open ("Ann Lee, head of the board") or an odd comma pair."""
    return bool(re.search(r",\s+(?:who|which|whose|where|a|an|the)\s[^,]*$", kept))
