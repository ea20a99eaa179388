"""Where a sentence can end before its end: what hangs from the main clause and can go.

Nothing goes that denies, limits, doubts, counts or attributes, nor the last thing of a list, nor who
the speaker just named is.
"""

import re
from collections.abc import Iterator

_LEAST_WORDS = 8  # of a sentence without its tail
_NEAR = 14  # words before "and" in which a comma tells of a list
_FEW = 6  # words between two commas of which the first may open an aside
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MARKS = (("“", "”"), ("(", ")"), ("«", "»"), ("[", "]"))

_TAIL = re.compile(
    r"(?:,|\s[—–])\s+(?=(?:which|who|whose|where|while|as|after|following|including|such as|along with|alongside"
    r"|even as|just as|followed by|led by|backed by|fueled by|driven by|prompted by|despite|amid|although|though|since"
    r"|because|so|days|weeks|months|hours|to be|on|in|with|during|before|part of|a|an|adding|noting|saying"
    r"|[a-z]{3,}ing)\b)"
)
_NEW_SUBJECT = (
    r"the|an?|that|its|his|her|their|he|she|it|they|some|many|most|all|both|two|several|officials|police"
    r"|[A-Z]\w+"
)
# ", and the board agreed": a second clause that can go, unlike the last thing of a list.
_CLAUSE = re.compile(rf",\s+and\s+(?=(?:{_NEW_SUBJECT})\b(?:\s\S+){{4}})")
# "and was taken away": a second thing that the subject did.
_SECOND = re.compile(
    r"\band\s+(?=(?:(?:was|were|is|are|has|had|will)|(?:[a-z]{2,}ed|shot|fled|ran|took|went|found)(?:\s\S+){3})\s)"
)
# What came before or with what the sentence tells, without a comma; not "two days after".
_CIRCUMSTANCE = re.compile(r"\b(?:after|amid|despite|as (?:he|she|they))\s")
_BOUND = re.compile(
    r"(?:days?|weeks?|months?|years?|hours?|minutes?|moments?|seconds?|time|shortly|soon|long|immediately|just|right|even|said|says|that|and|or"
    r"|far|occurr\w+|happen\w+|came|comes?|ended|began|start\w*|look\w*|named|not|as|same|such|known|so|only|twice)"
)
_LOOSE = re.compile(
    rf"(?P<second>,?\s+and\s+(?!(?:{_NEW_SUBJECT})\b))|\s+(?:after|amid|despite|as)\b"
)

_FRONTED = re.compile(
    r"(?:When|While|As|After|Although|Though|Despite|Since|Because|Before|Following|Amid|Under|During|In|On|At|With|For|From|Once|By|To|Speaking|According)\b"
)
_DENIES = (
    r"not?|never|none|nobody|nothing|neither|nor|hardly|barely|rarely|only|alleged\w*|if|unless|until|except|but|according|accus\w+|claim\w*"
    r"|suspect\w*|without|den(?:y|ie[sd]|ying)|warn\w*|(?:as|so) long|depending|apart from|other than"
    r"|excluding|besides|unlike"
)
_MARKED = r"n['’]t\b|\d|[“”\"]"
_KEEP = re.compile(
    rf"\b(?:{_DENIES}|sa(?:id|ys?|ying)|tells?|told|f(?:ou|i)nds?|shows?|showed|learn(?:ed|s)|reported\w*|believe\w*|adding|noting)\b|{_MARKED}"
)
# A clause of its own takes along who said what is in it.
_OWN_CLAUSE = re.compile(r"\W+(?:who|which|whose|where|and)\b")
_KEEP_OF_CLAUSE = re.compile(rf"\b(?:{_DENIES})\b|{_MARKED}")
# A verb or doubt that may hold for a tail without a comma.
_HOLDS_ON = re.compile(
    rf"\b(?:{_DENIES}|who|that|which|whose|what|where|when|both|either|between|will|would|could|can|may|might|must|should|expected|likely)\b"
    r"|n['’]t\b|\bto\s\w+\s\w+\s?$"
)
# What is no second thing: it is the news.
_GRAVE = re.compile(
    r"\b(?:kill|shot|shoot|fire|firing|stab|dead|died|dies|death|murder|attack|charg|arrest|bomb|explo|crash|injur|wound)"
)
_DOUBLED = re.compile(r"(?:ed|shot)$")  # "shot and killed"
_SPEAKER = re.compile(
    r"\b(?:said|says|told|according to)\s(?:[A-Z][\w.’'-]*\s?){1,6}(?:,\s\d{1,3})?$"
)
_WHO_IT_IS = re.compile(r",\s+(?:an?|with|in|on|of|part of|including)\b")
# ", the report states", ", a judge ruled Friday"
_SAYS_SO = re.compile(
    rf"\b(?:confirm\w*|announce[sd]?|reports?|states?|stated|estimates?d?|added|noted|wrote|argued|testified)(?:\s(?:on\s)?{_DAYS})?\W*$"
    r"|^,\s+an?\s(?:[\w’'-]+\s){1,10}?(?:found|told|heard|held|ruled|ordered|decided|indicated|revealed|suggested|concluded"
    r"|determined|claimed|warned|learned|confirmed|announced)\b"
)
_PAUSE = re.compile(r",\s|\s[—–]\s")
_DASH = re.compile(r"\s(?:[—–]|--)\s|—")
_HANGS = re.compile(r"\W+(?:who|which|whose|where|an?|including)\b")
_CIRCUMSTANTIAL = re.compile(
    r"(?:after|as|while|following|despite|amid|during|when|with|[a-z]{3,}ing)\b"
)
_ASIDE_OPEN = re.compile(
    r",\s+(?:who|which|whose|where|a|an|the)\s[^,]*$|\b(?:that|and|but),\s[^,]*$"
)
_DOING = re.compile(r",\s[a-z]{3,}ing\b")


def tails(text: str, begin: int, end: int) -> Iterator[int]:
    """Where the sentence `text[begin:end]` can end, the last place first."""
    reach = end
    for at in sorted(_places(text, begin, end), reverse=True):
        # A comma in what goes means that the main clause comes back ("Lee, who was away, resigned").
        if not _PAUSE.search(text, at + 2, reach) and _may_end(text[begin:at], text[at:end]):
            yield at
            reach = at


def tails_before(text: str, begin: int, end: int) -> Iterator[int]:
    """The commas of `text[begin:end]` behind which all can go up to the comma at its end."""
    for tail in (m for p in (_TAIL, _CLAUSE) for m in p.finditer(text, begin, end)):
        kept, dropped = text[begin : tail.start()], text[tail.start() : end]
        if dropped[0] == "," and not _PAUSE.search(dropped, 2) and _may_end(kept, dropped):
            yield tail.start()


def is_closed(text: str) -> bool:
    """Whether its quotations and brackets are closed."""
    return all(text.count(a) == text.count(b) for a, b in _MARKS) and text.count('"') % 2 == 0


def is_fronted(text: str) -> bool:
    """Whether something stands before the main clause, up to a comma."""
    return bool(_FRONTED.match(text))


def is_weighty(dropped: str, of_clause: bool = False) -> bool:
    """Whether it denies, limits, doubts, counts, quotes or (but for a clause of its own) attributes."""
    keep = _KEEP_OF_CLAUSE if of_clause else _KEEP
    return bool(keep.search(dropped) or _SAYS_SO.search(dropped))


def is_denied(text: str) -> bool:
    """Whether it denies, so that a reason or a time behind it may be what is denied."""
    return bool(re.search(r"\b(?:not|never|no|nor|neither)\b|n['’]t\b", text))


def _places(text: str, begin: int, end: int) -> set[int]:
    found = {m.start() for p in (_TAIL, _CLAUSE) for m in p.finditer(text, begin, end)}
    for second in _SECOND.finditer(text, begin, end):
        before = text[begin : second.start()].rstrip().removesuffix(",")
        if before[-1:] not in "—–-":
            found.add(begin + len(before))
    for circumstance in _CIRCUMSTANCE.finditer(text, begin, end):
        before = text[begin : circumstance.start()].rstrip()
        if before[-1:].isalnum() and not _BOUND.fullmatch(re.split(r"\W", before)[-1]):
            found.add(begin + len(before))
    return found


def _may_end(kept: str, dropped: str) -> bool:
    """Whether a sentence can end where its tail began."""
    if len(kept.split()) < _LEAST_WORDS or not is_closed(kept):
        return False
    if is_weighty(dropped, bool(_OWN_CLAUSE.match(dropped))):
        return False
    if _SPEAKER.search(kept) and _WHO_IT_IS.match(dropped):
        return False
    if _lists(kept, dropped) or _comes_back(kept, dropped) or _reaches_over(kept, dropped):
        return False
    clause = kept.partition(", ")[2] if is_fronted(kept) else kept
    return len(clause.split()) >= _LEAST_WORDS and not _ASIDE_OPEN.search(clause)


def _lists(kept: str, dropped: str) -> bool:
    """What goes is the last thing of a list that has begun ("Ada, Bo and Cy")."""
    begun = "," in " ".join(kept.split()[-_NEAR:])
    if _DOING.match(dropped) and " and " in dropped:
        return begun or bool(_DOING.search(kept))
    if re.match(r",\s+an?\b.*\sand\b", dropped):
        named = kept.rsplit(maxsplit=1)[-1][:1].isupper()
        return not named or bool(re.search(r"\sand an?\b", dropped))
    return begun and bool(re.match(r",?\s+(?:and|as well as|along with|alongside)\b", dropped))


def _comes_back(kept: str, dropped: str) -> bool:
    """What goes may belong to the main clause, behind an aside ("Lee, 44, in a boat")."""
    if _DASH.match(dropped) and _DASH.search(kept):
        return True
    if re.match(r",\s+an?\b", dropped) and is_fronted(kept):
        return True
    last = kept.rpartition(", ")[2]
    short = "," in kept and len(last.split()) < _FEW and not _CIRCUMSTANTIAL.match(last)
    return short and not _HANGS.match(dropped)


def _reaches_over(kept: str, dropped: str) -> bool:
    """A verb, a doubt or a "when" before it may hold for what goes; or what goes is the graver thing."""
    loose = _LOOSE.match(dropped)
    if not loose:
        return False
    news = loose["second"] and (_GRAVE.search(dropped) or _DOUBLED.search(kept))
    return bool(news or _HOLDS_ON.search(kept) or is_fronted(kept))
