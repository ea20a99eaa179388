"""Whether a sentence can stand alone: whole, plain, and about something that it names."""

import re

_ENDS = re.compile(r"""[.!…][”"’»)\]]*$|[^.!?…:;,\-–—]$""")
_LEANING = re.compile(
    r"""^[‘'(]?(?:
      He|She|They|It|This|That|These|Those|His|Her|Hers|Their|Its|We|I|You|My|Our|Your|Here|There|Then|So|Such|Both|Neither|Another|Others?|Some|Earlier|Later
    | Afterwards?|Instead|Also|Too|Now|Nor|Or|Because|However|Meanwhile|Yet|Still|Again|Once|What|Why|How|Who|Where|When\ asked|Asked
    | The\ (?:two|three|four|five|pair|couple|latter|former|same|other|others|second|first|third|rest|latest|move|decision|statement|news|comments?|remarks?|incident|attack|man|woman|boy|girl|victims?|suspects?|teen\w*|driver|document|report|paper|newspaper|comedian|actor|actress|singer|company|group|agency|family)
    | (?:In|At|On|By|For|From|With|After|Before|During|Since|To|Of|Among)\ (?:this|that|these|those|it|them|his|her|their|its|both|other|another|addition|turn|response|fact|all|the\ (?:same|other|latter|meantime))
    )\b""",
    re.X,
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our|us|my|My|me|you|You|your|Your)\b(?!\.)")
_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|his|their|them|it|its)\b", re.I)
_NAMED = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w’'-]{2,}")
_DESCRIBED = re.compile(r"\b(?:the|a|an)\s+\w+", re.I)
_FEW = 6  # words of a quotation that are a figure of speech rather than a statement
_INTRODUCED = re.compile(r"\b\w+[:,] “[^”]+$")
_LEANING_QUOTE = re.compile(
    r"^[“\"«](?:He|She|They|It|That|These|Those|His|Her|Their|And|But|So|Then)\b"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]{12,}’")
_ATTRIBUTION = re.compile(
    r"\b(?:sa(?:id|ys?)|saying|told|emphasi[sz]ed|stressed|remarked|underlined|acknowledged|admitted|testified|vowed|concluded|added|adds|wrote|writes|asked|asks|stated|explained|insisted|warned|noted|argued|replied|answered|tweeted|posted|recalled"
    r"|declared|announced|confirmed|claimed|called|according)\b",
    re.I,
)
_MARKUP = re.compile(r"\]\(|\*\*|__|`|https?://|<\w|\|\s|@\w|pic\.twitter|^\W*[#>]")
_MARKS = (("“", "”"), ("(", ")"), ("«", "»"), ("[", "]"))


def is_whole(text: str) -> bool:
    """A finished sentence: not broken off, no markup in it, its marks and brackets in pairs.

    A quotation that its sentence introduces ("Lee said: “…") may go on after it.
    """
    if not _ENDS.search(text) or text.endswith(("...", "…", "…”", "...”")) or _MARKUP.search(text):
        return False
    if _INTRODUCED.search(text) and text.count("“") == text.count("”") + 1:
        text += "”"
    return all(text.count(a) == text.count(b) for a, b in _MARKS) and text.count('"') % 2 == 0


def stands_alone(text: str) -> bool:
    """Whether somebody who has read nothing else understands the sentence."""
    if not is_whole(text) or text[:1] in "-–—…,;:)(" or not text[:1].strip():
        return False
    if (_LEANING_QUOTE if text[:1] in "“\"«" else _LEANING).match(text):
        return False
    if len(text.split()) < 6 or text.endswith("?") or text.isupper():
        return False
    bare = _QUOTED.sub(" ", text)
    if _is_quotation(text) and not (_ATTRIBUTION.search(bare) and re.search(r"[A-ZÀ-Þ]\w+", bare)):
        return False
    return not _FIRST_PERSON.search(bare) and not _dangles(bare)


def _is_quotation(text: str) -> bool:
    """It begins with a quotation, or more than a few of its words are one."""
    return text[:1] in "“\"«" or any(len(quoted.split()) > _FEW for quoted in _QUOTED.findall(text))


def _dangles(bare: str) -> bool:
    """A pronoun comes before anything that it could stand for."""
    pronoun = _PRONOUN.search(bare)
    if not pronoun:
        return False
    before = bare[: pronoun.start()]
    return not _NAMED.search(before) and not _DESCRIBED.search(before)
