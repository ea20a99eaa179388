"""Spans within a sentence that can go: asides between commas, dashes and brackets, and how it was said."""

import re
from collections.abc import Iterator

from digest.brief.standing import quotations
from digest.brief.tails import is_closed, is_fronted, is_weighty, tails_before

Span = tuple[int, int]

_INSIDE = r"[^,;:—–\"“”()\[\]]"
# By which the main clause comes back behind an aside.
_VERB = (
    r"(?=(?:(?:said|says|told)(?!\s(?:[A-Z]|the\s))|was|were|is|are|has|had|have|will|would|can|could|does|did|died|pleaded|faces|began"
    r"|became|took|went|came|plans|remains|agreed|admitted|declined|refused|announced|confirmed)\b)"
)
_RELATIVE = re.compile(rf",\s(?:who|whose|which|where)\s{_INSIDE}{{8,140}},\s{_VERB}")
_INCLUDING = re.compile(rf",\s(?:including|along with|together with)\s{_INSIDE}{{4,100}},\s{_VERB}")
_APPOSITION = re.compile(rf"(?<=[a-z]),\s(?:an?|the)\s{_INSIDE}{{4,100}},\s{_VERB}")
_DESCRIBED = re.compile(r"(?:The|An?|His|Her|Its|Their)\s")  # and not named
_AGE = re.compile(
    rf"(?<=[A-Za-z.]),\s\d{{1,3}},\s(?:of\s{_INSIDE}{{3,40}}(?:,\s[A-Z][\w.]+)?,\s)?{_VERB}"
)
_AGES = re.compile(r",\s\d{1,3}(?=[,;.])")
_DASH = re.compile(r"\s(?:[—–]|--)\s|—")
_DASHED = re.compile(
    r"(?:\s(?:[—–]|--)\s|—)[^—–;:\"“”]{3,140}?(?:\s(?:[—–]|--)\s|—)(?!(?:not|or|nor)\b)(?=[a-z])"
)
# "the two plans — a bridge and a tunnel —": what they are is told there.
_POINTING = re.compile(
    r"\b(?:the (?:two|three|four|five|other)|these|those|such|which)(?:\s\w+){1,2}$", re.I
)
_PICTURED = re.compile(r"\s\((?:(?:pictured|above|below|right|left),? ?){1,3}\)(?=\s\w)")
_BRACKETED = re.compile(r"\s\((?P<inside>[^()\[\]/]{2,90})\)(?=\s\w)")
_UNITS = re.compile(
    r"(?:about |around |roughly |nearly )?[\d.,]+[ -](?:\w+ )?(?:k?m|cm|mm|km/h|mph|kph|miles?|kilomet(?:er|re)s?"
    r"|met(?:er|re)s?|feet|ft|inches|acres|hectares|pounds|lbs?|kg|kilograms|degrees \w+)"
)
_ADVERB = (
    r"(?:however|meanwhile|for example|for instance|of course|in fact|though|moreover|in turn)"
)
_ADVERBS = re.compile(rf",\s{_ADVERB},\s{_VERB}")
_FRONTED_ADVERB = re.compile(rf"(?<=,)\s{_ADVERB},\s")
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_OCCASION = (
    r"\san? (?:(?:written|brief|joint|emailed|prepared|separate|short|recent|telephone|phone|televised) )?"
    r"(?:statement|news release|press release|release|news conference|press conference|news briefing|press briefing"
    r"|briefing|tweet|email|e-mail|interview|Facebook post|blog post|post)"
)
_WHERE_SAID = rf"\s(?:in|during|at){_OCCASION}"
_WHEN_SAID = rf"\s(?:on )?{_DAY}(?: (?:morning|afternoon|evening|night))?"
_HOW_SAID = re.compile(
    rf"\b(?:said|says|told \w+|announced)(?P<how>{_WHERE_SAID}(?:{_WHEN_SAID})?|{_WHEN_SAID}(?:{_WHERE_SAID})?)"
    r"(?=\s(?:that|the|there|it|he|she|they)\b|\.?$)"
)
_SAID_BEFORE = re.compile(
    rf"(?:In|During|At){_OCCASION}(?:{_WHEN_SAID})?,\s(?=[^,;:“\"]{{3,60}}\ssaid\b)"
)
# ", the mayor said on Monday.", ", according to the mayor"
_TOLD_LAST = re.compile(
    r",\s(?:according to\s[^,;“\"]{4,60}"
    r"|(?=[A-Z]|(?:the|an?|his|her|their|its|police|officials?|authorities|investigators|prosecutors|deputies|witnesses|sources)\b)"
    rf"(?:[\w.’'-]+\s){{1,7}}(?<!was )(?<!were )(?:said|says|told \w+|announced)(?:{_WHERE_SAID}|{_WHEN_SAID}){{0,2}}"
    r"|said(?:\s[A-Z][\w.’'-]*){2,5}(?:,\s(?:an?|the|of)\s[^,;“\"]{4,60})?)\.?$"
)
# What makes an aside more than an aside.
_LIMITS = re.compile(
    r"^\W*(?:and|or|if)\b|\b(?:mostly|mainly|largely|especially|particularly|even|at least|almost|sometimes"
    r"|apparently|possibly|perhaps|likely|probably|often|some|then|now|thought|albeit|although|though|in part"
    r"|partly)\b",
    re.I,
)


def asides(text: str, begin: int, end: int) -> list[Span]:
    """What can go from within `text[begin:end]`, the surest first; nothing of a quotation, no two overlap.

    What is left reads on where the pieces are joined by a space.
    """
    if not is_closed(text[begin:end]):
        return []
    spoken = quotations(text, begin, end)
    found: list[Span] = []
    for kind in (_ways_of_saying, _brackets, _ages, _adverbs, _of_subject, _dashes, _untold):
        for start, stop in kind(text, begin, end):
            if all(stop <= a or b <= start for a, b in (*spoken, *found)):
                found.append((start, stop))
    return found


def _ways_of_saying(text: str, begin: int, end: int) -> Iterator[Span]:
    """Where and when somebody said so, behind "said" or before the sentence ("In a statement, …")."""
    if before := _SAID_BEFORE.match(text, begin, end):
        yield before.span()
    for said in _HOW_SAID.finditer(text, begin, end):
        last = end - said.end("how") <= 1
        yield said.start("how"), end if last else said.end("how")


def _brackets(text: str, begin: int, end: int) -> Iterator[Span]:
    if text.find("(", begin, end) < 0:
        return
    yield from (aside.span() for aside in _PICTURED.finditer(text, begin, end))
    for aside in _BRACKETED.finditer(text, begin, end):
        inside = aside["inside"]
        used = inside.isupper() and text.count(inside, begin, end) > 1
        if not used and (_UNITS.fullmatch(inside) or not _says_more(inside)):
            yield aside.span()


def _ages(text: str, begin: int, end: int) -> Iterator[Span]:
    """The age of the only person whose age is told: several make a list."""
    if text.count(",", begin, end) > 1 and len(_AGES.findall(text, begin, end)) == 1:
        yield from (aside.span() for aside in _AGE.finditer(text, begin, end))


def _adverbs(text: str, begin: int, end: int) -> Iterator[Span]:
    """Behind the subject ("The mayor, however, was away") or what comes before it ("On Monday, though, …")."""
    yield from (aside.span() for aside in _ADVERBS.finditer(text, begin, end))
    if is_fronted(text[begin:end]):
        for aside in _FRONTED_ADVERB.finditer(text, begin, end):
            if text.count(",", begin, aside.start()) == 1:
                yield aside.span()


def _of_subject(text: str, begin: int, end: int) -> Iterator[Span]:
    """Between the subject and its verb, where no other aside comes before."""
    if text.count(",", begin, end) < 2:
        return
    commas = 1 if is_fronted(text[begin:end]) else 0
    described = (_APPOSITION,) if _DESCRIBED.match(text, begin, end) else ()
    for pattern in (_RELATIVE, _INCLUDING, *described):
        for aside in pattern.finditer(text, begin, end):
            before = text.count(",", begin, aside.start())
            if before <= commas and not _says_more(aside[0], pattern is _RELATIVE):
                yield aside.span()


def _dashes(text: str, begin: int, end: int) -> Iterator[Span]:
    if len(_DASH.findall(text, begin, end)) == 2:
        for aside in _DASHED.finditer(text, begin, end):
            tells = _POINTING.search(text[begin : aside.start()])
            if not tells and not _says_more(aside[0].strip(" —–-")):
                yield aside.span()


def _untold(text: str, begin: int, end: int) -> Iterator[Span]:
    """A tail before the words that tell who said so; the comma before it stays."""
    if told := _TOLD_LAST.search(text, begin, end):
        for tail in tails_before(text, begin, told.start()):
            yield tail + 1, told.start() + 1


def _says_more(aside: str, of_clause: bool = False) -> bool:
    return is_weighty(aside, of_clause) or bool(_LIMITS.search(aside))
