"""What a line of a crawled article is: report, or furniture that came along with it.

Crawlers save a page's donation block, comment prompt and captions as if they were paragraphs.
"""

import re
from typing import NamedTuple

from digest.language import forms
from digest.language.forms import AGENCIES, AGENCY
from digest.models import AsideKind

__all__ = [
    "AGENCIES",
    "LONG",
    "Dateline",
    "byline",
    "credited",
    "dateline",
    "ends_like_a_sentence",
    "furniture",
    "is_agency",
    "is_comment_count",
    "is_heading",
    "is_short",
    "is_summary_label",
    "opens_letter",
    "word_count",
]


class Dateline(NamedTuple):
    """The opening of a report that names its place: `text[:end]`."""

    end: int
    place: str
    agency: str | None


_ENDS = re.compile(r"""[.!?…。！？।؟۔][\s"'”’»)\]*_」』）》〉]*$""")
# Scripts that put no space between words; a word of them is about three characters.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
LONG = 420  # code points beyond which a line may hold a report and furniture
_LONGEST = 800  # beyond which it surely does
_END = 180  # code points in which a telling end stands

_LETTER = re.compile(r"[^\W\d_]")
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = rf"{_CAPITAL}[\w.'’\-]*"
_NAMES = rf"{_NAME}(?: (?:de |van |von |al-|el-|bin )?{_NAME}){{1,3}}"
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8})"
# A hyphen without a space is part of a word: COVID-19, US-China.
_DASH = r"(?:\s?(?:[—–]|--|_)\s?|\s-\s?|-\s)"
_DATELINE = re.compile(
    r"^\W{0,2}(?!(?:FILE|CORRECTS|UPDATED?|PHOTOS?|VIDEO|WATCH|BREAKING|EXCLUSIVE|OPINION|ANALYSIS)\b)(?P<place>(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’\-]+|[A-Z]\.)"
    r"(?:(?:,? ?/ ?|,? | & )(?:[A-ZÀ-ÖØ-Þ][\w.'’\-]*|de|del|la|di)){0,5}?)\)?"
    rf"(?: ?,? ?{_DAY})?(?: ?\((?P<agency>[^()]{{2,40}})\))?(?: ?,? ?{_DAY})?{_DASH}(?=[“\"'‘(]?[A-ZÀ-ÖØ-Þ\d])"
)
_BODIES = frozenset(
    "NATO COVID NASA FIFA UEFA OPEC UNICEF UNESCO OSCE ASEAN BRICS IAEA INTERPOL WTO WHO IMF UN EU"
    " AU ICC ICJ UNHCR UNRWA ECOWAS MERCOSUR OECD NAFTA FBI CIA NSA IOC NBA NFL NHL MLB ISIS ISIL"
    " HIV AIDS BREXIT".split()
)
_PLACE_AND_AGENCY = re.compile(
    rf"^(?P<place>{_NAME}(?:,? {_NAME}){{0,4}}) \((?P<agency>{AGENCY})\) ?{_DASH}(?=[“\"'‘(]?[A-ZÀ-ÖØ-Þ\d])"
)
_PLACE_IN_BRACKETS = re.compile(
    r"^\((?P<place>[A-Z][\w .,'’\-]{2,40})\) ?[—–-] ?(?=[“\"'‘]?[A-ZÀ-Þ\d])"
)
_BYLINE = re.compile(
    rf"^\W{{0,8}}(?i:by|from|von|par|por|di)\s*:?\s+(?P<author>{_NAMES})(?:,? and (?P<second>{_NAMES}))?"
    r"(?:\s*[,|•·/(–—-].{0,80}| (?:in|for|Updated|Posted|Published)\b.{0,60}|\W*)$"
)
_NO_NAME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Early|Late|Then|Now|Next|Last"
)


def _misspelt(word: str) -> str:
    """A pattern of the word with at most one slip: a letter wrong, missing, added, or two swapped."""
    slips = [word]
    for i in range(len(word)):
        slips += [f"{word[:i]}[a-z]{word[i + 1 :]}", word[:i] + word[i + 1 :]]
        slips += [f"{word[:i]}[a-z]{word[i:]}", word[:i] + word[i : i + 2][::-1] + word[i + 2 :]]
    return "|".join(dict.fromkeys(slips))


_HOST = r"[\w-]+(?:\.[\w-]+)+"
# "Source" in other languages.
_SOURCES = (
    "quellen?|fuentes?|fontes?|fonti|bron(?:nen)?|källor|källa|kilder?|lähde|źródł[oa]|zdroj|sursa|izvor"
    "|forrás|kaynak|sumber|nguồn|источники?|джерел[оа]|източник|извор|πηγή|المصدر|מקור|来源|來源|出典|출처"
)
_SOURCE = re.compile(
    rf"^\W{{0,8}}(?i:(?:{_misspelt('source')})s?|{_SOURCES})\s*[:：]\s*(?P<whom>[^\s:：][^\n:：]{{1,80}})$"
)
_VIA = re.compile(rf"^\W{{0,8}}(?i:via|source is)\s+(?P<whom>{_HOST}|{_NAME}(?: {_NAME}){{0,3}})$")
_FIRST = re.compile(
    r"^\W{0,8}(?:(?:this|the) (?:article|story|post|piece|column|text|report) )?(?:was |is )?(?:originally|first) "
    rf"(?:published|appeared|posted) (?:in|on|at|by) (?P<whom>(?:the )?(?-i:[A-Z])[^\n,.;()]{{2,60}}|{_HOST})",
    re.I,
)
# A person who helped is no origin; an outlet whose reporting it is, is one.
_WITH = re.compile(
    rf"^\W{{0,8}}(?i:with reporting (?:by|from))\s+(?P<whom>{_HOST}|(?:the )?(?:{AGENCY})|{forms.TRADE_NAME})$"
)
# "(Source: WQRS)" stands under pictures, as do a photographer and a service.
_PICTURED = re.compile(r"\S\s*/\s*\S|\b(?:flickr|wikimedia|getty|google maps|shutterstock)\b", re.I)
_WIRE = re.compile(
    rf"{AGENCY}|AAP|ANI|ANP|ANSA|APA|Anadolu(?: Agency)?|Belga|Bernama|CTK|ČTK|Canadian Press|DPA|IANS|KCNA|Lusa|MTI"
    rf"|NTB|PAP|PTI|RIA Novosti|STT|UNB|WAFA|Yonhap|{forms.TRADE_NAME}"
)
# Words of a credit's names that may stand in lower case.
_JOINS = frozenset(
    "and by in for of the at from with de van von al el bin la additional reporting writing editing"
    " photo photos compiled".split()
)


def ends_like_a_sentence(line: str) -> bool:
    """Whether a line closes with a full stop, or what stands for one."""
    return bool(_ENDS.search(line))


def word_count(line: str) -> int:
    """Words as white space parts them."""
    return len(line.split())


def furniture(line: str) -> AsideKind | None:
    """The kind of a line that is no report, by its form and voice; None for one that may be report."""
    if not _LETTER.search(line):
        return "navigation"
    if len(line) <= _LONGEST and forms.ARCHIVE.match(line):
        return "navigation"
    if len(line) <= LONG:
        return _by_beginning(line) or _by_end(line) or _begs(line)
    if len(line) > _LONGEST:
        return None
    if forms.CAPTION.match(line) or _by_end(line) == "caption":
        return "caption"
    return _begs(line)


def _by_beginning(line: str) -> AsideKind | None:
    if credited(line) or _names_only(line):
        return "credit"
    for kind, form in forms.BEGINNINGS:
        if form.match(line):
            return None if kind == "caption" and forms.TOLD.match(line) else kind
    if forms.LABEL.match(line):
        return "label"
    return (
        "caption" if forms.CAPTION_CREDIT.match(line) and not ends_like_a_sentence(line) else None
    )


def _names_only(line: str) -> bool:
    """Whether nothing but names comes after "by" ("Photos by Ann Lee and Bo Ray")."""
    found = forms.CREDITED_BY.match(line)
    words = re.findall(r"(?<!\w)[^\W\d_]+(?!\w)", found["names"]) if found else []
    return bool(words) and all(w in _JOINS or not w[0].islower() for w in words)


def _by_end(line: str) -> AsideKind | None:
    end = line[-_END:]
    folded = end.casefold()
    if not any(mark in folded for mark in forms.TELLING):
        return None
    for kind, form in forms.ENDINGS:
        if form.search(end):
            return kind
    return "caption" if forms.AGENCY_END.search(end) and forms.CAPTION_SIGN.search(line) else None


def _begs(line: str) -> AsideKind | None:
    """An appeal: the outlet speaks of itself to its readers, outside of quotation marks."""
    if not forms.SECOND_PERSON.search(line) or forms.TRANSCRIBED.match(line):
        return None
    bare = forms.QUOTED.sub(" ", line)
    addressed, speaking = forms.SECOND_PERSON.findall(bare), forms.FIRST_PERSON.findall(bare)
    if not addressed:
        return None
    if forms.OWN_TRADE.search(bare):
        return "appeal" if len(addressed) + len(speaking) >= 2 else None
    return "appeal" if speaking and forms.SHARED_TRADE.search(bare) else None


def opens_letter(line: str, outlet: str = "") -> bool:
    """An outlet begins to address its readers ("Dear readers,"): what follows is no report."""
    if forms.LETTER.match(line):
        return True
    signed = forms.SIGNED_LETTER.match(line)
    return signed is not None and _same_name(signed["whom"], outlet)


def _same_name(one: str, other: str) -> bool:
    names = [name.casefold().removeprefix("the ").strip(" .:!") for name in (one, other)]
    return names[0] == names[1] != ""


def is_comment_count(line: str) -> bool:
    """What heads the remarks of readers ("Comments (3)", "3 comments")."""
    return bool(forms.COMMENT_COUNT.match(line))


def is_summary_label(line: str) -> bool:
    """A heading under which an outlet lists its own summary."""
    return (
        word_count(line) <= 10 and not _ENDS.search(line) and bool(forms.SUMMARY_LABEL.search(line))
    )


def is_heading(line: str) -> bool:
    """Short, and no sentence: what heads the paragraphs below it."""
    if line.endswith("?"):
        return is_short(line, 9) and not line.startswith(("“", '"'))
    return (
        is_short(line, 14) and not ends_like_a_sentence(line) and not line.endswith((",", ";", "…"))
    )


def is_short(line: str, words: int) -> bool:
    """Whether a line has at most so many words, in a script with spaces or without."""
    if len(line) > words * 20 or word_count(line) > words:
        return False
    return line.isascii() or len(_UNSPACED.findall(line)) <= words * 3


def dateline(line: str) -> Dateline | None:
    """The dateline that opens a line ("KYIV (Reuters) — "), with its place and agency."""
    found = _DATELINE.match(line) or _PLACE_AND_AGENCY.match(line) or _PLACE_IN_BRACKETS.match(line)
    if not found or found.end() > 80 or _is_no_place(found):
        return None
    place = found["place"].strip(" .,-")
    inside = found.groupdict().get("agency")
    agency = inside.split("/")[0].strip() if inside else None
    return Dateline(found.end(), place, agency)


def _is_no_place(found: re.Match[str]) -> bool:
    """A body that is known by its initials, or a mere word in capitals before a hyphen."""
    opening = found[0]
    if found.groupdict().get("agency"):
        return False
    if found["place"].strip(" .,") in _BODIES:
        return True
    return opening.rstrip().endswith("-") and not re.search(r"[,/(]|--", opening)


def byline(line: str) -> str | None:
    """The author that a byline names ("By Ann Lee, Staff Writer")."""
    found = _BYLINE.match(line) if len(line) <= 140 else None
    if not found or _NO_NAME.match(found["author"]):
        return None
    if ends_like_a_sentence(line) and word_count(line) > 6:
        return None
    second = found["second"]
    return f"{found['author']} and {second}" if second else found["author"]


def credited(line: str) -> str | None:
    """Whom a line names as the origin of the text ("Source: …", also misspelt)."""
    if len(line) > 240:
        return None
    bare = line.rstrip(" .")
    found = _SOURCE.match(line) or _VIA.match(bare) or _FIRST.match(line) or _WITH.match(bare)
    if not found or forms.TOLD.match(line):
        return None
    if ends_like_a_sentence(line) and word_count(found["whom"]) > 8:
        return None
    whom = found["whom"].strip(" .")
    if _PICTURED.search(whom) or (line.lstrip()[:1] == "(" and not is_agency(whom.rstrip(")"))):
        return None
    return whom.rstrip(")") or None


def is_agency(name: str) -> bool:
    """Whether a name in a dateline is an agency's or a newspaper's; a station mostly names itself there."""
    return bool(_WIRE.fullmatch(name.strip()))
