"""Whether a sentence can stand alone: whole, plain, and about something that it names."""

import re
from collections.abc import Collection
from functools import lru_cache

_ENDS = re.compile(r"""[.!…][”"’»)\]]*$|[^.!?…:;,\-–—]$""")
_BROKEN_OFF = re.compile(
    r"(?:…|\.\.\.)[.”’\"']*$|\b(?:of|in|at|to|for|with|from|by|and|or|the|an?)$"
)
_LOOSE_TIME = re.compile(
    r"\b(?:is|are|remains?) (?:still |currently |now |also )?(?:in (?:an? )?(?:critical|serious|stable|grave|fair|custody)"
    r"|hospitali[sz]ed|recovering|searching|looking for|investigating|responding|seeking|at large|missing|being|on the"
    r"|expected|fighting|facing|charged|wanted)\b|\b(?:has|have) not (?:yet )?been\b|\bno arrests?\b|\bdeveloping\b|"
    r"\b(?:last|this|next) (?:week|month|year|night)\b|\b(?:just|recently|now|earlier this|currently)\b",
    re.I,
)
_LEANING = re.compile(
    r"""^[‘'(]?(?:
      Which|Rather|Not\ to\ mention|Recalling|(?:Seconds|Minutes|Moments|Hours|Days|Weeks|Months|Years)\ (?:later|earlier|before|after)\b
    | (?:Eventually|Ultimately|Finally|Subsequently|Consequently|Therefore|Thus|Hence|Similarly|Initially|Previously|Soon)\b
    | (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\ when |(?:More|New|Further)\ details
    |      He|She|They|It|This|That|These|Those|His|Her|Hers|Their|Its|We|I|You|My|Our|Your|Here|There|Then|So|Such|Both|Neither|Another|Others?|Some|Earlier|Later
    | Afterwards?|Instead|Also|Too|Now|Nor|Or|Because|However|Meanwhile|Yet|Still|Again|Once|What|Why|How|Who|Where|When\ asked|Asked
    | The\ (?:two|three|four|five|pair|couple|latter|former|same|other|others|second|first|third|rest|latest|move|decision|statement|news|comments?|remarks?|incident|attack|man|woman|boy|girl|victims?|suspects?|teen\w*|driver|document|report|paper|newspaper|comedian|actor|actress|singer|company|group|agency|family)
    | (?:In|At|On|By|For|From|With|After|Before|During|Since|To|Of|Among)\ (?:this|that|these|those|it|them|his|her|their|its|both|other|another|addition|turn|response|fact|all|the\ (?:same|other|latter|meantime))
    )\b""",
    re.X,
)
_FIRST_PERSON = re.compile(
    r"\b(?:I|we|We|our|Our|us|my|My|me|you|You|your|Your)\b(?!\.)|\b(?:us|me|you|ours|mine|yours)\b"
)
_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|his|their|them|it|its)\b", re.I)
_NAMED = re.compile(
    r"\b(?!(?:The|When|After|While|Since|But|And|For|With|Under|From|According|Asked|Speaking|Despite|Although"
    r"|Though|Because|Before|Once|During|Until|About|Some|Most|Many|Both|All|One|Two|Three)\b)[A-ZÀ-ÖØ-Þ][\w’'-]{2,}"
)
_DESCRIBED = re.compile(r"\b(?:the|a|an)\s+\w+", re.I)
_TELLING_WORD = re.compile(
    r"\b(?!(?:that|this|with|have|been|from|they|them|their|there|what|when|where|which|will|would|could|should|about|just|very|really|going|because|course|don’t|don't|didn't|didn’t)\b)[\w’'-]{4,}"
)
_FEWEST_TELLING = 2  # words of a quotation, beyond which it says something by itself
_FEW = 6  # words of a quotation that are a figure of speech rather than a statement
_INTRODUCED = re.compile(r"\b\w+[:,] “[^”]+$")
# Somebody or something pointed at that nothing before it names: "To meet that goal, …".
_POINTING = re.compile(
    r"^(?:To|In|By|For|On|At|With|From|Under|Of|After|Before|Despite|During|Because of|As part of|Amid)\s(?:[a-z]+\s){0,2}?"
    r"(?:this|that|these|those|such)\s(?!(?:is|was|the|an?|year|week|month|morning|summer|winter|spring|autumn|fall|season)\b)"
    r"|^The\s(?:\d+|[a-z]+)-year-old\b|^More than .{0,30}\bago, s?he\b"
)
# What only the picture shows that a line stands under.
_CAPTION = re.compile(
    r"^(?:[A-Z][\w.’'-]+ ){1,3}?[A-Z][\w.’'-]+/(?:[Ff]or |[A-Z])"
    r"|^(?:[\w-]+ ){1,3}(?:react|mourn|gather|watch|embrace|comfort|cry|hug|console|pray)s? (?:a day|after|outside|near|at|as|during|with)\b"
    r"|\b[A-Z][\w’'-]+ (?:reports for|has more on|has the (?:story|latest|details))\b"
    r"|^(?:Colou?rs?|Pies?|Bars?|Arrows?|Figures?|Tables?|Charts?|Maps?|Graphs?|Dots?) (?:shows?|indicates?|represents?)\b"
    r"|\((?:\d\w\w )?[LR]\)|\(pictured\b|Photo\)"
    r"|^View Images?\b|\bphoto/|\bartist['’]s (?:depiction|impression|rendering)\b|^(?:Mug ?shots?|Photos?|Images?|Pictures?|Videos?|File|Screenshot)\b.{0,80}\b(?:courtesy|by|of|from)\b|\bcourtesy(?: of)? the\b"
    r"|\b(?:is|are) (?:seen|pictured|shown)\b|\((?:center|centre|left|right|above|below|pictured|far (?:left|right)|[lr]\.?)\)|\b(?:pictured|left|right|center|centre|above|below), (?:and|with|speaks|poses)\b"
    r"|\b(?:in this|file) (?:(?:undated|file|handout|\w+ \d+, \d{4},?) ){0,2}(?:photo|image|picture|frame|video grab)"
    r"|^(?:[A-Z][a-z]+\.? \d{1,2}, \d{4}:? )?(?:An?|The|\w+) (?:[\w-]+ ){0,3}(?:waves?|poses?|gestures?|walks? (?:past|near|by|through|along)|stands? (?:near|in front|next|outside"
    r"|guard|behind)|holds? (?:up |a (?:sign|placard|photo|picture|candle))|looks? (?:on|out|over)|sits? (?:in|on|near|outside))\b(?!.*\b(?:said|says)\b)"
)
# "Those reports", "that case": pointed at wherever it stands, unless it was named before.
_POINTED_AT = re.compile(
    r"\b(?:these|those|this)\s(?!(?:who|is|was|has|had|will|would|year|week|month|morning|afternoon|evening|summer|spring"
    r"|autumn|fall|winter|season|weekend|time|century|decade|country|city|state|one|years|whose|that|in|of|with|from|on|at|to|for|are|were|under|not|affected|involved|living"
    r"|seeking|killed|injured|who've|people who)\b)(?P<many>[a-z-]+)|\b(?:of|in|on|at|to|from|with|about|investigated|during|after|before|since|by|for"
    r"|under|matching) that (?:very |same )*(?!(?:the|an?|of|they|he|she|it|which|in|is|was|were|there|their|his|her|its"
    r"|this|these|most|many|some|no|not|any|all|would|could|will|can|may|had|has|have|are|point|reason|end|matter)\b)"
    r"(?P<one>[a-z]+)\b"
)
# What leans wherever it stands: on a sentence before it, or on somebody that it does not name.
_LEANING_INSIDE = re.compile(
    r"\blater,? (?:they|he|she|it)\b|\b(?:like this|as follows)\b|"
    r"\b(?:\w+|\d+) (?:seconds|minutes) (?:later|earlier)\b|"
    r"\b(?:afterwards?|likewise|the former|the latter|(?:all|most|many|some|none|one|two|three|four|five|six|seven|eight|nine|ten|\d+) of (?:them|these|those))\b",
    re.I,
)
_HOWEVER = re.compile(
    r"^.{0,60}, (?:however|though|meanwhile|too|then), |, for (?:example|instance)\b|,? (?:too|though|instead|as well)\.$"
)
_ADDED = re.compile(r"\b(?:added|also)\b(?! (?:to|up|\d))")
# "She spoke beside the mayor": tells how a quotation came about, not what was said.
_SCAFFOLD = re.compile(
    r"\b(?:spoke|speaks|was speaking|were speaking|was asked|were asked"
    r"|(?:comments?|remarks?|statements?|interview|announcement) (?:came|comes?|was made|were made))\b(?!.*\bthat\b)"
)
# What a paper asks of its readers, or tells them to do.
_NOTICE = re.compile(
    r"^(?:Stay (?:with|tuned)|Watch|Tune in|Follow|Check back|Refresh|Download|Sign up|Subscribe|Click|Read more|Share (?:this|on|your)|Listen|Join us|Scroll)\b"
    r"|\b(?:for (?:more|new|the latest|updates?|further)\b.{0,30}\b(?:information|updates?|details|story|developments)\b(?: on this.*)?\.?$)"
    r"|\b(?:Posted|Updated|Published|Last modified):|[Ee]mail notifications|GoFundMe|(?:^|\s)#[A-Za-z]\w+|[Aa]pply (?:today|now|online)|is publishing the name|(?-i:^[A-Z]{2,3}: |^[A-Z]{3,} [A-Z]{3,}: )|\b(?:Figs?|et al)\.|\bFig \d|Extended Data|come forward|^Video \(|stay up to date|^\[.*\]$|Hide Caption|exclusive (?:video|photos|footage)|\bwent [Ll]ive\b|provide (?:another|an) update|^\[?(?:UPDATE|CORRECTION|EDITOR|WARNING)|\bAP Photo\b"
    r"|\b(?:anyone with|(?:is|are) (?:asked|urged|encouraged) to (?:call|contact|come forward)|call (?:the )?\w+ ?stoppers|visit (?:www|http))"
    r"|\(?\b\d{3}\)?[ .-]\d{3}[.-]\d{4}\b",
    re.I,
)
# Who somebody may be, that "he" can stand for.
_PERSON = re.compile(
    r"\b(?:[a-z-]+(?:er|or|ist|man|woman|ian|ee|ess|eer|ier)|(?:accountant|assistant|president|student|agent|resident|client|parent|defendant|migrant|immigrant|servant|applicant|participant|lieutenant|sergeant|opponent|correspondent|superintendent|dissident|adolescent|respondent|militant|occupant|tenant|merchant|consultant|attendant|informant|claimant|inhabitant|recipient)|[\w-]*year-old|person|boy|girl|son|baby|child|kid"
    r"|wife|husband|friend|colleague|relative|nurse|cop|judge|chief|priest|pope|king|queen|prince|head|boss|star|guard"
    r"|victim|suspect|pilot|teen|youth|infant|toddler|guy|lady|host|aide|coach|rival|heir|critic|cleric|skeptic|medic"
    r"|patient|civilian|refugee|everyone|anyone|someone|nobody|who|whose|one)\b",
    re.I,
)
_NO_PERSON = re.compile(
    r"\b(?:other|another|after|over|under|never|ever|whether|rather|later|earlier|former|together|however|per|for|or|nor"
    r"|number|order|power|water|winter|summer|September|October|November|December|center|matter|letter|paper|chapter"
    r"|computer|quarter|either|neither|further|near|moreover|altogether|before|senior|junior|major|minor|prior|interior"
    r"|exterior|door|floor|error|motor|color|flavor|harbor|labor|favor|honor|behavior|different|recent|current"
    r"|apparent|frequent|violent|silent|moment|statement|government|department|event|percent|accident|incident"
    r"|document|agreement|investment|apartment|treatment|announcement|important|significant|restaurant|grant|plant"
    r"|committee|coffee|fee|see|three|free|agree|degree|process|access|success|business|press|less|unless|address|across"
    r"|paper|tower|river|corner|weather|fire|offer|consider|remember|discover|cover|enter|than|then|when|even)\b",
    re.I,
)
_ACCORDING = re.compile(r"^According to [^,]*,")
_HE = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.I)
_OBJECT = re.compile(r"\b(?:him|them)\b", re.I)
_BARE_SUBJECT = re.compile(r"^(?:The|An?)\s+\w+(?:\s+\w+)?\s")  # "The letter ran to eleven pages."
_BARE = 9  # words of a sentence up to which a subject without a name leans on the one before
_LEANING_QUOTE = re.compile(
    r"^[“\"«](?:He|She|They|It|That|These|Those|His|Her|Their|And|But|So|Then)\b"
)
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]{12,}’")
_SPOKEN = re.compile(r"\w+")
_RUN = 4  # words of a quotation by which it is known again
_ATTRIBUTION = re.compile(
    r"\b(?:sa(?:id|ys?)|saying|told|emphasi[sz]ed|stressed|remarked|underlined|acknowledged|admitted|testified|vowed|concluded|added|adds|wrote|writes|asked|asks|stated|explained|insisted|warned|noted|argued|replied|answered|tweeted|posted|recalled"
    r"|declared|announced|confirmed|claimed|called|according)\b",
    re.I,
)
_MARKUP = re.compile(r"\w\?\w|\[\d+\]|\]\(|\*\*|__|`|https?://|<\w|\|\s|@\w|pic\.twitter|^\W*[#>]")
_MARKS = (("“", "”"), ("(", ")"), ("«", "»"), ("[", "]"))


def quoted_runs(text: str) -> frozenset[str]:
    """Every four words in a row that stand inside one quotation of the text, folded."""
    spoken = (_SPOKEN.findall(quoted.casefold()) for quoted in QUOTED.findall(text))
    return frozenset(
        " ".join(said[at : at + _RUN]) for said in spoken for at in range(len(said) - _RUN + 1)
    )


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of `text[start:end]` that stand in quotation marks; one never closed goes to the end."""
    found = [match.span() for match in QUOTED.finditer(text, start, end)]
    open_ = text.find("“", max([start, *(b for _, b in found)]), end)
    return [*found, (open_, end)] if open_ >= 0 else found


def has_markup(text: str) -> bool:
    """Whether a sentence holds Markdown, HTML or an address, which nobody should have to read."""
    return bool(_MARKUP.search(text))


def is_whole(text: str) -> bool:
    """A finished sentence: not broken off, no markup in it, its marks and brackets in pairs.

    A quotation that its sentence introduces ("Lee said: “…") may go on after it.
    """
    if not _ENDS.search(text) or _BROKEN_OFF.search(text) or has_markup(text):
        return False
    if _INTRODUCED.search(text) and text.count("“") == text.count("”") + 1:
        text += "”"
    return all(text.count(a) == text.count(b) for a, b in _MARKS) and text.count('"') % 2 == 0


@lru_cache(maxsize=1 << 11)
def stands_alone(text: str, people: tuple[str, ...] | None = None) -> bool:
    """Whether somebody who has read nothing else understands the sentence.

    `people` are the names of people in it, where that is known.
    """
    if not is_whole(text) or text[:1] in "-–—…,;:)(\x96\x97" or not text[:1].strip():
        return False
    if len(text.split()) < 6 or text.endswith(("?", "!")) or text.isupper():
        return False
    if _NOTICE.search(text) or leans(text):
        return False
    bare = QUOTED.sub(" ", text)
    if _is_quotation(text) and not _is_attributed(text, bare):
        return False
    if _CAPTION.search(bare) or _FIRST_PERSON.search(bare) or _dangles(bare):
        return False
    return people is None or not _nobody_before(bare, people)


def is_loosely_timed(text: str) -> bool:
    """Whether it takes the article's day to know when: "last week", "has just resigned"."""
    return bool(_LOOSE_TIME.search(QUOTED.sub(" ", text)))


def leans(text: str) -> bool:
    """Whether a sentence leans on the one before it."""
    if (_LEANING_QUOTE if text[:1] in '“"«' else _LEANING).match(text):
        return True
    before = text.partition("“")[0].partition('"')[0]
    bare = QUOTED.sub(" ", text)
    if (
        _POINTING.match(text)
        or _points_back(text)
        or _HOWEVER.search(text)
        or _LEANING_INSIDE.search(text)
        or _ADDED.search(bare)
        or _SCAFFOLD.search(before[:110])
    ):
        return True
    short = len(text.split()) <= _BARE and not re.search(r"\d|[A-ZÀ-Þ]", text[1:])
    return short and bool(_BARE_SUBJECT.match(text))


def _points_back(text: str) -> bool:
    """It points at something that it has not named itself."""
    bare = QUOTED.sub(" ", text)
    for found in _POINTED_AT.finditer(bare):
        noun = (found["many"] or found["one"]).rstrip("s")
        if noun not in bare[: found.start()].casefold():
            return True
    return False


def _is_quotation(text: str) -> bool:
    """It begins with a quotation, or more than a few of its words are one."""
    return text[:1] in '“"«' or any(len(quoted.split()) > _FEW for quoted in QUOTED.findall(text))


def _is_attributed(text: str, bare: str) -> bool:
    """Whether a quotation says something, and who said it."""
    told = sum(len(_TELLING_WORD.findall(said)) for said in QUOTED.findall(text))
    named = re.search(r"[A-ZÀ-Þ]\w+", bare) is not None
    return told >= _FEWEST_TELLING and named and _ATTRIBUTION.search(bare) is not None


def _dangles(bare: str) -> bool:
    """A pronoun comes before anything that it could stand for."""
    pronoun = _PRONOUN.search(bare)
    if not pronoun:
        return False
    before = _ACCORDING.sub("", bare[: pronoun.start()])
    if _NAMED.search(before[1:]) or _NAMED.match(before):
        return False
    return bool(_OBJECT.match(bare, pronoun.start())) or not _DESCRIBED.search(before)


def _nobody_before(bare: str, people: Collection[str]) -> bool:
    """Somebody is "he" or "her" before anybody was named or described."""
    pronoun = _HE.search(bare)
    if not pronoun:
        return False
    before = _ACCORDING.sub("", bare[: pronoun.start()])
    if any(name in before for name in people):
        return False
    return not any(not _NO_PERSON.fullmatch(found[0]) for found in _PERSON.finditer(before))
