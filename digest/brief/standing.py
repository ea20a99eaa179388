"""Whether a sentence can stand alone: whole, plain, and about something that it names."""

import re

_ENDS = re.compile(r"""[.!…][”"’»)\]]*$|[^.!?…:;,\-–—]$""")
_LEANING = re.compile(
    r"""^[“"‘'(]?(?:
      He|She|They|It|This|That|These|Those|His|Her|Hers|Their|Its|We|I|You|My|Our|Your|Here|There|Then|So|Such|Both|Neither|Another|Others?|Some|Earlier|Later
    | Afterwards?|Instead|Also|Too|Now|Nor|Or|Because|However|Meanwhile|Yet|Still|Again|Once|What|Why|How|Who|Where|When\ asked|Asked
    | The\ (?:two|three|four|five|pair|couple|latter|former|same|other|others|second|first|third|rest|latest|move|decision|statement|news|comments?|remarks?|incident|attack|man|woman|boy|girl|victims?|suspects?|teen\w*|driver|document|report|paper|newspaper|comedian|actor|actress|singer|company|group|agency|family)
    | (?:In|At|On|By|For|From|With|After|Before|During|Since|To|Of|Among)\ (?:this|that|these|those|it|them|his|her|their|its|both|other|another|addition|turn|response|fact|all|the\ (?:same|other|latter|meantime))
    )\b""",
    re.X,
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our|us|my|My|me|you|You|your|Your)\b(?!\.)")
_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|his|their|them|it|its)\b", re.I)
_NAME = re.compile(r"(?<!^)\b[A-ZÀ-ÖØ-Þ][\w’'.-]+|^[A-ZÀ-ÖØ-Þ][\w’'.-]+\s(?:[A-ZÀ-ÖØ-Þ]|of\b|’s|'s)|\b(?:the|a|an)\s+\w+", re.I)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]{12,}’")
_ATTRIBUTION = re.compile(
    r"\b(?:sa(?:id|ys?)|told|added|adds|wrote|writes|asked|asks|stated|explained|insisted|warned|noted|argued|replied|answered|tweeted|posted|recalled"
    r"|declared|announced|confirmed|claimed|called|according)\b",
    re.I,
)
_MARKUP = re.compile(r"\]\(|\*\*|__|`|https?://|<\w|\|\s|@\w|pic\.twitter|^\W*[#>]")
_MARKS = (("“", "”"), ("(", ")"), ("«", "»"), ("[", "]"))


def is_whole(text: str) -> bool:
    """A finished sentence: not broken off, no markup in it, its marks and brackets in pairs."""
    if not _ENDS.search(text) or text.endswith(("...", "…", "…”", "...”")) or _MARKUP.search(text):
        return False
    return all(text.count(a) == text.count(b) for a, b in _MARKS) and text.count('"') % 2 == 0


def completeness(text: str) -> bool:
    """Whether somebody who has read nothing else understands the sentence."""
    if not is_whole(text) or _LEANING.match(text) or text[:1] in "-–—…,;:)(" or not text[:1].strip():
        return False
    if len(text.split()) < 6 or text.endswith("?") or text.isupper():
        return False
    bare = _QUOTED.sub(" ", text)
    if bare != text and not (_ATTRIBUTION.search(bare) and re.search(r"[A-ZÀ-Þ]\w+", bare)):
        return False
    return not _FIRST_PERSON.search(bare) and not _dangles(bare)


def _dangles(bare: str) -> bool:
    """A pronoun comes before anything that it could stand for."""
    pronoun = _PRONOUN.search(bare)
    if not pronoun:
        return False
    named = re.search(r"\b[A-ZÀ-ÖØ-Þ][\w’'-]{2,}", bare[: pronoun.start()])
    common = re.search(r"\b(?:the|a|an|The|A|An)\s+\w+", bare[: pronoun.start()])
    return not named and not common
