"""When the article was published, as its page says; nothing here depends on the day of reading."""

import re
from collections.abc import Iterator
from datetime import datetime

from digest.read.dates import normalised
from digest.read.pages.tree import Tree, after_label, metas, opening, short, tokens

# Both bounds are fixed: with the library's own, which is today, an old edition would change.
_EARLIEST = datetime(1995, 1, 1)
_LATEST = datetime(2100, 1, 1)

_META = (
    "article:published_time og:article:published_time article:published datepublished"
    " parsely-pub-date sailthru.date publish_date publish-date pubdate published_at publication_date"
    " date.published dc.date.issued dcterms.issued dcterms.created dc.date dcterms.date"
    " citation_publication_date citation_date cxenseparse:recs:publishtime date"
    " shareaholic:article_published_time og:published_time"
).split()
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_DATED = re.compile(
    r"(?:^|[\s_-])(?:[\w-]*(?:date|time|publish|posted|timestamp|byline|author|meta)[\w-]*)(?=\s|$)"
)
_OTHERS = re.compile(r"comment|related|recommend|sidebar|footer|teaser|event|copyright|popular")
_LINES = ("p", "div", "span", "li", "small", "time", "em")
_LABELLED = re.compile(
    r"^\W*(?:last\s+)?(?:updated|published|posted|date|modified|reviewed)\b", re.I
)
# Atomic and possessive: words that fit two ways would be tried in every combination.
_BESIDE_A_DAY = re.compile(
    r"\W*+(?:(?>(?:last|first|date|updated|published|posted|modified|on|at|[ap]\.?m|utc|gmt|[a-z][sd]?t"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}(?::\d\d)+|\d+ min(?:ute)?s? read)\b)\W*+)*+",
    re.I,
)
_LABEL = re.compile(r"(?:date )?(?:published|posted|date)(?: on)?\W*", re.I)
_MOST = 40  # elements of a kind that are looked at
_PARTS = 8  # of an element that is one line
_LINE = 120  # characters of a line that tells a day
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAY = re.compile(
    rf"(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\.?,?\s+(?P<y1>(?:19|20)\d\d)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?P<m2>{_MONTH})\.?,?\s+(?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)[-/.](?P<n3>\d{1,2})[-/.](?P<d3>\d{1,2})(?!\d)",
    re.I,
)
_SLASHED = re.compile(r"(?<!\d)(?P<n>\d{1,2})/(?P<d>\d{1,2})/(?P<y>(?:19|20)\d\d)(?!\d)")


def published(tree: Tree, stated: str, url: str | None) -> str | None:
    """RFC 3339 or a date: what JSON-LD states, `<meta>`, the address, `<time>`, or a dated line tell."""
    for value in (stated, *metas(tree, *_META)):
        if found := day_of(value):
            return found
    if found := _of_address(url):
        return found
    return next(_timed(tree), None) or next(_printed(tree), None) or _searched(tree)


def day_of(value: str) -> str | None:
    """A day, with its time where that is exactly told; None where the value holds none."""
    value = value[:_LINE]
    exact = normalised(_repaired(value))
    return exact if exact and _within(exact) else _day_in(value)


def is_day(line: str) -> bool:
    """Whether a line says no more than when the article was published or changed."""
    found = _DAY.search(line) if len(line) <= _LINE else None
    rest = line[: found.start()] + line[found.end() :] if found else line
    return found is not None and bool(_BESIDE_A_DAY.fullmatch(rest))


def _repaired(value: str) -> str:
    """Forms near to ISO 8601 that publishers write: a space before the zone, odd fractions."""
    value = re.sub(r"(?<=\d)\s+(?=[+-]\d\d:?\d\d$)", "", value.strip())
    return re.sub(r"(:\d\d)\.\d+", r"\1", value)


def _within(day: str) -> bool:
    return f"{_EARLIEST:%Y}" <= day[:4] < f"{_LATEST:%Y}"


def _day_in(text: str) -> str | None:
    """The first day written in a text; of 25/9/2025 and 9/25/2025 only what can be one of them."""
    if found := _DAY.search(text):
        parts = found.groupdict()
        month = parts["n3"] or _MONTHS.index((parts["m1"] or parts["m2"]).casefold()[:3]) + 1
        day = parts["d1"] or parts["d2"] or parts["d3"]
        return _checked(parts["y1"] or parts["y2"] or parts["y3"], month, day)
    if found := _SLASHED.search(text):
        month, day = int(found["n"]), int(found["d"])
        if month != day and month <= 12 and day <= 12:
            return None
        return _checked(found["y"], *((month, day) if month <= 12 else (day, month)))
    return None


def _checked(year: str, month: str | int, day: str | int) -> str | None:
    found = normalised(f"{year}-{int(month):02}-{int(day):02}")
    return found if found and _within(found) else None


def _of_address(url: str | None) -> str | None:
    found = _ADDRESS.search(url or "")
    return _checked(found[1], found[2], found[3]) if found else None


def _timed(tree: Tree) -> Iterator[str]:
    """Days that elements state for machines."""
    stating = "//time | //abbr[@title] | //*[contains(@itemprop, 'datePublished')]"
    for element in tree.xpath(stating)[:_MOST]:
        if not _is_of_another(element):
            told = (element.get(key) for key in ("datetime", "content", "title"))
            yield from filter(None, map(day_of, filter(None, (*told, short(element, _LINE)))))


def _printed(tree: Tree) -> Iterator[str]:
    """Days in short lines that are marked as dates, or say that they are."""
    from lxml import etree

    left = _MOST
    for element in tree.iter(etree.Element):
        if left == 0:
            break
        if len(element) > _PARTS:
            continue
        marked = _DATED.search(tokens(element))
        if not marked and (element.tag not in _LINES or not _LABELLED.match(opening(element))):
            continue
        line = short(element, _LINE)
        if line and not _is_of_another(element):
            left -= 1
            if found := _day_in(line):
                yield found
    for line in after_label(tree, _LABEL, _LINE):
        if found := _day_in(line):
            yield found


def _searched(tree: Tree) -> str | None:
    """What htmldate makes of the same metadata: it knows more languages and forms."""
    from htmldate import find_date
    from lxml import html

    told = html.fromstring("<html><head></head><body></body></html>")
    for value in metas(tree, *_META):
        if _SLASHED.search(value):
            continue  # day or month first: it would guess
        told[0].append(
            html.Element("meta", {"property": "article:published_time", "content": value})
        )
    for time in tree.xpath("//time")[:_MOST]:
        if not _is_of_another(time):
            told[1].append(html.Element("time"))
            told[1][-1].text = short(time, _LINE)
    if not len(told[0]) and not len(told[1]):
        return None
    return find_date(
        told, extensive_search=False, original_date=True, min_date=_EARLIEST, max_date=_LATEST
    )


def _is_of_another(element: Tree) -> bool:
    """Whether it stands in what is about another article, or is when the page was changed."""
    for holder in (element, *element.iterancestors()):
        if holder.tag in ("aside", "footer", "nav") or _OTHERS.search(tokens(holder)):
            return holder.tag not in ("body", "html")
    return False
