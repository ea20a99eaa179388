"""Plain text as crawlers save it → `Article`: what the text says of itself, found by rules.

Title, byline, date and dateline are looked for at the top, credits anywhere.  Each thing found is
marked as an aside; the text itself is never changed.  What the text does not say stays unknown.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from digest.language.forms import TRADE_NAME
from digest.language.lines import (
    AGENCIES,
    byline,
    credited,
    dateline,
    ends_like_a_sentence,
    furniture,
    is_agency,
    is_summary_label,
    word_count,
)
from digest.language.sentences import Span, paragraphs
from digest.models import Article, Aside, AsideKind
from digest.read.dates import normalised
from digest.read.identity import article_id, unknown_outlet

_TOP = 6  # lines among which title, byline and date stand
_TITLE_WORDS = 28

# TITLE/ OUTLET/ PLACE/ AUTHOR/ EDITION/ the report
_SLASHES = re.compile(
    r"^(?P<title>[^/\n]{10,200})/\s+(?P<fields>(?=[^\W\d_a-z])[^/\n]{2,40}/\s+(?:[^/\n]{2,40}/(?:\s+|$)){1,4})"
)
_DATED = re.compile(
    r"^\W{0,2}(?:(?:date|published|updated|posted)\s*:?\s*)?"
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d\S*)?(?:\s+|$)",
    re.I,
)
_DATE_LINE = re.compile(
    r"^(?:(?:published|updated|posted|date)\s*:?\s*(?:on\s+)?)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)\w*,?\s+)?"
    r"(?:(?P<month>[A-Z][a-z]{2,8})\.?\s+(?P<d1>\d{1,2})|(?P<d2>\d{1,2})\.?\s+(?P<month2>[A-Z][a-z]{2,8}))"
    r"\.?,?\s+(?P<year>\d{4})(?:,?\s*(?:at\s+|[-–|]\s*)?\d{1,2}[:.]\d\d.{0,20})?$",
    re.I,
)
_RUN_TOGETHER = re.compile(
    r"^(?P<title>[^\n]{15,180}?)\s+By\s+(?P<author>[A-Z][\w.'’\-]*(?: [A-Z][\w.'’\-]*){1,3}?)\s+"
    r"(?=[A-Z]{3,}[A-Z .,/]*(?:\([^)]{2,30}\))?\s?[—–-])"
)
# Only a name with its article is surely an outlet's: "Support Ukraine!" names none.
_THE_NAME = r"(?P<name>(?:The|the)\s[A-Z][\w’'&\-]*(?:\s(?:[A-Z][\w’'&\-]*|of|and|for|&))*)"
_OWN_NAMES = (
    re.compile(
        rf"^(?i:support|keep|an? (?:message|word|letter|note) from)\s{_THE_NAME}(?=\s*[!.:,]|\s*$|\s(?:free|independent|alive|going)\b)"
    ),
    re.compile(rf"\bfrom {_THE_NAME}\. You will receive"),
)
_TRADE_NAME = re.compile(TRADE_NAME)
_SECTION = re.compile(
    r"opinions?|news|world|politics|business|sports?|analysis|local|national|international|europe"
    r"|culture|science|technology|tech|health|economy|markets|comment|editorials?|features?|life(?:style)?"
    r"|top stor(?:y|ies)|breaking(?: news)?|world news|local news",
    re.I,
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+[^\W\d_]")
_PERSON = re.compile(
    r"(?:[^\W\d_]\.[ -]?)+[^\W\d_][\w'’\-]+|[^\W\d_a-z][\w.'’\-]+(?: (?:(?:and|&|de|van|von|al|bin) )?[^\W\d_a-z][\w.'’\-]*){1,4}"
)
_EDITION = re.compile(r"\b(?:edition|desk|bureau|wire|newsroom|update)\b", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(slots=True)
class _Findings:
    """What has been found so far in one text."""

    title: str = ""
    outlet: str | None = None
    author: str | None = None
    place: str | None = None
    published: str | None = None
    credits: list[str] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)

    def mark(self, start: int, end: int, kind: AsideKind) -> None:
        self.asides.append(Aside(start, end, kind))


def read_plain(text: str, source: str) -> Article:
    """The article; `source` stands in for an outlet that the text does not name."""
    lines = list(paragraphs(text))
    found = _Findings(outlet=_own_outlet(text[start:end] for start, end in lines))
    _read_top(text, lines, found)
    _read_rest(text, lines, found)
    outlet = found.outlet or unknown_outlet(source)
    return Article(
        id=article_id(None, found.outlet or "", found.title, text),
        title=found.title,
        text=text,
        outlet=outlet,
        source=source,
        author=found.author,
        published=found.published,
        place=found.place,
        credits=tuple(found.credits),
        asides=tuple(sorted(found.asides, key=lambda a: (a.start, a.end))),
    )


def _read_top(text: str, lines: list[Span], found: _Findings) -> None:
    """The head of the article, line by line, until its report begins."""
    for index, (start, end) in enumerate(lines[:_TOP]):
        start = _date_prefix(text, start, end, found)
        line = text[start:end]
        if not line or _date_line(line, start, end, found):
            continue
        if not found.title and _run_together(text, start, end, found):
            return
        if author := byline(line):
            found.author = found.author or author
            found.mark(start, end, "byline")
        elif not found.title and _is_title(line, index, len(lines)):
            found.title = " ".join(line.split())
            found.mark(start, end, "title")
        elif not furniture(line) and ends_like_a_sentence(line):
            return


def _date_prefix(text: str, start: int, end: int, found: _Findings) -> int:
    """Takes a leading "date 2025-08-22"; the offset at which the line goes on."""
    dated = _DATED.match(text[start:end])
    if not dated or found.published or not normalised(dated["day"]):
        return start
    found.published = dated["day"]
    found.mark(start, start + len(dated[0].rstrip()), "byline")
    return start + dated.end()


def _date_line(line: str, start: int, end: int, found: _Findings) -> bool:
    """A line that is nothing but a date."""
    dated = _DATE_LINE.match(line)
    if not dated:
        return False
    day = _day_of(dated)
    if day and not found.published:
        found.published = day
    if day:
        found.mark(start, end, "byline")
    return day is not None


def _day_of(dated: re.Match[str]) -> str | None:
    month = (dated["month"] or dated["month2"])[:3].casefold()
    if month not in _MONTHS:
        return None
    day = int(dated["d1"] or dated["d2"])
    try:
        return normalised(date(int(dated["year"]), _MONTHS.index(month) + 1, day).isoformat())
    except ValueError:
        return None


def _run_together(text: str, start: int, end: int, found: _Findings) -> bool:
    """A title with its byline run together: by slashes, or "… By NAME PLACE — …"."""
    line = text[start:end]
    return _by_slashes(line, start, found) or _by_name(line, start, found)


def _by_slashes(line: str, start: int, found: _Findings) -> bool:
    slashed = _SLASHES.match(line)
    fields = [f.strip() for f in slashed["fields"].strip("/ ").split("/")] if slashed else []
    if slashed is None or any(word_count(f) > 5 for f in fields):
        return False
    _name_fields(fields, found)
    found.title = " ".join(slashed["title"].split())
    found.mark(start, start + slashed.end("title"), "title")
    end = start + slashed.start("fields") + len(slashed["fields"].rstrip())
    found.mark(start + slashed.end("title") + 1, end, "byline")
    return True


def _by_name(line: str, start: int, found: _Findings) -> bool:
    joined = _RUN_TOGETHER.match(line)
    if joined is None:
        return False
    found.title, found.author = " ".join(joined["title"].split()), joined["author"]
    found.mark(start, start + joined.end("title"), "title")
    found.mark(start + joined.end("title") + 1, start + joined.end("author"), "byline")
    _place(line[joined.end() :], found)
    return True


def _name_fields(fields: list[str], found: _Findings) -> None:
    """OUTLET/ PLACE/ AUTHOR/ EDITION/, in whatever order, any of them missing."""
    told = [f for f in fields if not _SECTION.fullmatch(f)]
    places = [f for f in told if _is_place(f)]
    names = [f for f in told if f not in places and not _INITIALS.match(f)]
    outlets = [f for f in names if _TRADE_NAME.fullmatch(f) or not _EDITION.search(f)]
    found.outlet = next(iter(outlets), found.outlet)
    found.place = next(iter(places), None)
    after = told[told.index(outlets[0]) + 1 :] if outlets else told
    people = (f for f in after if f not in places and _PERSON.fullmatch(f))
    found.author = next((f for f in people if not _EDITION.search(f)), None)


def _is_place(value: str) -> bool:
    """In capitals, as a dateline prints it, and no outlet's name or initials."""
    if not value.isupper() or value in AGENCIES or _TRADE_NAME.fullmatch(value.title()):
        return False
    return sum(map(str.isalpha, value)) > 3


def _is_title(line: str, index: int, of: int) -> bool:
    """The first line that is no furniture, no sentence, and has a report below it."""
    if index + 1 >= of or word_count(line) > _TITLE_WORDS or word_count(line) < 2:
        return False
    if furniture(line) or dateline(line) or is_summary_label(line) or credited(line):
        return False
    if line.startswith(("- ", "• ", "* ", "“", '"')) and ends_like_a_sentence(line):
        return False
    return not re.search(r"[.;:,…]\W*$", line)


def _read_rest(text: str, lines: list[Span], found: _Findings) -> None:
    """Dateline, credits, and where the title is printed again."""
    for index, (start, end) in enumerate(lines):
        line = text[start:end]
        if index < 4 * _TOP:
            _place(line, found)
        if whom := credited(line):
            found.credits.append(whom)
            found.mark(start, end, "credit")
        elif (
            found.title
            and len(line) <= 2 * len(found.title)
            and _folded(line) == _folded(found.title)
        ):
            found.mark(start, end, "title")
    found.asides[:] = dict.fromkeys(found.asides)
    found.credits[:] = dict.fromkeys(found.credits)


def _place(line: str, found: _Findings) -> None:
    opening = dateline(line)
    if not opening:
        return
    if not found.place or _is_wider(opening.place, found.place):
        found.place = opening.place
    if opening.agency and is_agency(opening.agency):
        found.credits.append(opening.agency)


def _is_wider(place: str, known: str) -> bool:
    """Two places of a dateline say more than the one of a byline."""
    return "/" in place and "/" not in known


def _own_outlet(lines: Iterable[str]) -> str | None:
    """The first name in the furniture that is an outlet's by its words, or that is named twice."""
    names = [name for line in lines if (name := _own_name(line))]
    return next((n for n in names if _TRADE_NAME.fullmatch(n) or names.count(n) > 1), None)


def _own_name(line: str) -> str | None:
    """The outlet, where a line of its own furniture names it."""
    if len(line) > 240:
        return None
    named = next(filter(None, (form.search(line) for form in _OWN_NAMES)), None)
    if named is None or not furniture(line):
        return None
    name = named["name"]
    return name if word_count(name) <= 5 and name[-1].isalnum() else None


def _folded(line: str) -> str:
    return "".join(c for c in line.casefold() if c.isalnum())


def credits_in(text: str) -> Iterator[str]:
    """Whom the lines of a text credit, for articles whose reader looked at nothing else."""
    for start, end in paragraphs(text):
        line = text[start:end]
        opening = dateline(line)
        if opening and opening.agency and is_agency(opening.agency):
            yield opening.agency
        if end - start <= 240 and (whom := credited(line)):
            yield whom


def with_credits(article: Article) -> Article:
    """The article with whom its lines credit, where its reader did not look for that."""
    if article.credits:
        return article
    return replace(article, credits=tuple(dict.fromkeys(credits_in(article.text))))
