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
_NAMED = re.compile(
    r"\b(?!(?:The|When|After|While|Since|But|And|For|With|Under|From|According|Asked|Speaking|Despite|Although"
    r"|Though|Because|Before|Once|During|Until|About|Some|Most|Many|Both|All|One|Two|Three)\b)[A-ZÀ-ÖØ-Þ][\w’'-]{2,}"
)
_DESCRIBED = re.compile(r"\b(?:the|a|an)\s+\w+", re.I)
_FEW = 6  # words of a quotation that are a figure of speech rather than a statement
_INTRODUCED = re.compile(r"\b\w+[:,] “[^”]+$")
# What leans wherever it stands: on a sentence before it, or on somebody that it does not name.
_LEANING_INSIDE = re.compile(
    r"\b(?:afterwards?|likewise|the former|the latter|(?:all|most|many|some|none|one|two|three|four|five|six|seven|eight|nine|ten|\d+) of (?:them|these|those))\b",
    re.I,
)
_ADDED = re.compile(r"\b(?:added|also)\b(?! (?:to|up|\d))")
# "She spoke beside the mayor": tells how a quotation came about, not what was said.
_SCAFFOLD = re.compile(
    r"\b(?:spoke|speaks|was speaking|were speaking|was asked|were asked"
    r"|(?:comments?|remarks?|statements?|interview|announcement) (?:came|comes?|was made|were made))\b(?!.*\bthat\b)"
)
# What a paper asks of its readers, or tells them to do.
_NOTICE = re.compile(
    r"\b(?:anyone with|(?:is|are) (?:asked|urged|encouraged) to (?:call|contact|come forward)|call (?:the )?\w+ ?stoppers|visit (?:www|http))"
    r"|\(?\b\d{3}\)?[ .-]\d{3}[.-]\d{4}\b",
    re.I,
)
_OBJECT = re.compile(r"\b(?:him|them)\b", re.I)
_BARE_SUBJECT = re.compile(r"^(?:The|An?)\s+\w+(?:\s+\w+)?\s")  # "The letter ran to eleven pages."
_BARE = 9  # words of a sentence up to which a subject without a name leans on the one before
_LEANING_QUOTE = re.compile(
    r"^[“\"«](?:He|She|They|It|That|These|Those|His|Her|Their|And|But|So|Then)\b"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]{12,}’")
_SPOKEN = re.compile(r"\w+")
_RUN = 4  # words of a quotation by which it is known again
_ATTRIBUTION = re.compile(
    r"\b(?:sa(?:id|ys?)|saying|told|emphasi[sz]ed|stressed|remarked|underlined|acknowledged|admitted|testified|vowed|concluded|added|adds|wrote|writes|asked|asks|stated|explained|insisted|warned|noted|argued|replied|answered|tweeted|posted|recalled"
    r"|declared|announced|confirmed|claimed|called|according)\b",
    re.I,
)
_MARKUP = re.compile(r"\]\(|\*\*|__|`|https?://|<\w|\|\s|@\w|pic\.twitter|^\W*[#>]")
_MARKS = (("“", "”"), ("(", ")"), ("«", "»"), ("[", "]"))


def quoted_runs(text: str) -> frozenset[str]:
    """Every four words in a row that stand inside one quotation of the text, folded."""
    spoken = (_SPOKEN.findall(quoted.casefold()) for quoted in _QUOTED.findall(text))
    return frozenset(
        " ".join(said[at : at + _RUN]) for said in spoken for at in range(len(said) - _RUN + 1)
    )


def has_markup(text: str) -> bool:
    """Whether a sentence holds Markdown, HTML or an address, which nobody should have to read."""
    return bool(_MARKUP.search(text))


def is_whole(text: str) -> bool:
    """A finished sentence: not broken off, no markup in it, its marks and brackets in pairs.

    A quotation that its sentence introduces ("Lee said: “…") may go on after it.
    """
    if not _ENDS.search(text) or text.endswith(("...", "…", "…”", "...”")) or has_markup(text):
        return False
    if _INTRODUCED.search(text) and text.count("“") == text.count("”") + 1:
        text += "”"
    return all(text.count(a) == text.count(b) for a, b in _MARKS) and text.count('"') % 2 == 0


def stands_alone(text: str) -> bool:
    """Whether somebody who has read nothing else understands the sentence."""
    if not is_whole(text) or text[:1] in "-–—…,;:)(" or not text[:1].strip():
        return False
    if len(text.split()) < 6 or text.endswith("?") or text.isupper():
        return False
    if _NOTICE.search(text) or leans(text):
        return False
    bare = _QUOTED.sub(" ", text)
    if _is_quotation(text) and not (_ATTRIBUTION.search(bare) and re.search(r"[A-ZÀ-Þ]\w+", bare)):
        return False
    return not _FIRST_PERSON.search(bare) and not _dangles(bare)


def leans(text: str) -> bool:
    """Whether a sentence leans on the one before it."""
    if (_LEANING_QUOTE if text[:1] in '“"«' else _LEANING).match(text):
        return True
    before = text.partition("“")[0].partition('"')[0]
    if _LEANING_INSIDE.search(text) or _ADDED.search(before) or _SCAFFOLD.search(before[:110]):
        return True
    bare = len(text.split()) <= _BARE and not re.search(r"\d|[A-ZÀ-Þ]", text[1:])
    return bare and bool(_BARE_SUBJECT.match(text))


def _is_quotation(text: str) -> bool:
    """It begins with a quotation, or more than a few of its words are one."""
    return text[:1] in '“"«' or any(len(quoted.split()) > _FEW for quoted in _QUOTED.findall(text))


def _dangles(bare: str) -> bool:
    """A pronoun comes before anything that it could stand for."""
    pronoun = _PRONOUN.search(bare)
    if not pronoun:
        return False
    before = bare[: pronoun.start()]
    if _NAMED.search(before[1:]) or _NAMED.match(before):
        return False
    return bool(_OBJECT.match(bare, pronoun.start())) or not _DESCRIBED.search(before)
