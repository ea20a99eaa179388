"""What a line of a crawled article is: report, or furniture that came along with it.

Crawlers save a page's donation block, comment prompt and captions as if they were paragraphs.  Each
rule here is about the form or the voice of a line, never about one outlet's wording of the day.
"""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from digest.models import AsideKind


class Dateline(NamedTuple):
    """The opening of a report that names its place: `text[:end]`."""

    end: int
    place: str
    agency: str | None


AGENCIES = (
    "AP", "Associated Press", "Reuters", "AFP", "Agence France-Presse", "UPI", "PA", "PA Media", "DPA", "dpa",
    "EFE", "ANSA", "Xinhua", "TASS", "Interfax", "Kyodo", "Bloomberg", "CNN", "BBC", "Ukrinform", "Getty",
    "Getty Images", "EPA", "Press Association",
)  # fmt: skip
_AGENCY = "|".join(re.escape(a) for a in sorted(AGENCIES, key=len, reverse=True))

_ENDS = re.compile(r"""[.!?…。！？][\s"'”’»)\]*_]*$""")

_PROMPT = re.compile(
    r"""^(?:
      (?:\d+|no|add\ (?:a|your)|post\ (?:a|your)|leave\ (?:a|your)|view|show|hide|load|write\ a|read|see)\ (?:all\ |more\ |\d+\ )*(?:comments?|repl(?:y|ies)|responses?)\b.{0,20}
    | comments?(?:\ \(\d+\)|\ (?:are\ )?(?:closed|off|disabled))?[.:]?
    | (?:you\ )?must\ (?:be\ )?(?:register|log|sign).*
    | you\ must\ .{0,40}(?:comment|reply|vote).*
    | you\ must\ enter\ the\ characters.*
    | (?:please\ )?(?:log|sign)\ ?-?in\b.{0,60}
    | your\ e-?mail\ (?:address\ )?will\ not\ be.*
    | required\ fields\ .*
    | (?:no|\d+)\ (?:votes?|ratings?)\b.{0,20}
    | (?:please\ wait|loading|submitting|sending)[.…\ ]*
    | rate\ this\b.*
    | (?:please\ )?(?:enable|turn\ on)\ java\ ?script.*
    | join\ the\ (?:conversation|discussion|debate).*
    | (?:media\ playback|this\ video|your\ browser).{0,80}(?:unsupported|not\ supported|cannot\ be\ played|not\ support).*
    | there\ was\ a\ problem\ .{0,80}
    | your\ notification\ .{0,60}
    | (?:report|flag)\ (?:an?\ )?(?:error|typo|comment).{0,60}
    | have\ (?:a\ )?(?:news\ )?(?:tip|story)s?\b.{0,120}
    | what\ do\ you\ think\?.{0,80}
    | message:\ .{0,200}
    | captcha.*
    )$""",
    re.I | re.X,
)
_APPEAL = re.compile(
    r"""^(?:
      support\ (?:us|our|independent|local|the\ [A-Z]|[A-Z]).{0,80}
    | (?:please\ )?(?:donate|subscribe|sign\ ?up|join\ us|become\ an?\ (?:member|subscriber|supporter|patron))\b.{0,160}
    | (?:get|receive)\ (?:our|the|your|all\ the)\ .{0,80}(?:newsletter|inbox|alerts?|headlines|briefing|news).{0,80}
    | (?:keep|help|back|fund|save|protect|stand\ with)\ .{0,80}!
    | (?:want|like)\ (?:more|this)\ .{0,80}(?:newsletter|subscribe|sign\ up).{0,60}
    | stay\ (?:up\ to\ date|informed|connected|tuned).{0,80}
    | (?:follow|like|find|join|add)\ (?:us|@?\w+(?:\ \w+){0,3})\ on\ (?:twitter|x|facebook|instagram|telegram|google|whatsapp|youtube).{0,120}
    | download\ (?:the|our)\ .{0,40}\bapp\b.{0,60}
    | (?:make|give)\ an?\ (?:one-?time\ |monthly\ )?(?:donation|gift|contribution).{0,80}
    | thank\ you\ for\ (?:your\ support|standing|reading|supporting|being).{0,120}
    | if\ you\ (?:can|value|like|enjoyed?|believe).{0,80}(?:support|subscrib|donat|member|contribut).{0,120}
    | not\ ready\ to\ (?:support|donate|subscribe).{0,40}
    | remind\ me\ later\.?
    | \W*(?:once|one-?time|monthly|annual(?:ly)?|yearly|weekly)\W*
    | (?:payment|paiment|payement)\ methods?\W*
    | share\ (?:this|on|via|your)\b.{0,60}
    | (?:email|print|tweet|pin|save)\ this\ .{0,40}
    )$""",
    re.I | re.X,
)
_LETTER = re.compile(
    r"^\W*(?:dear (?:readers?|friends?|supporters?|subscribers?)\b.{0,30}|an? (?:message|appeal|letter|note|word) from (?:the )?[A-Z].{0,60})$",
    re.I,
)
_NAVIGATION = re.compile(
    r"""^\W*(?:
      (?:continue\ )?read(?:ing)?\ (?:more|next|also|on|the\ (?:full|main|rest)|or\ share).{0,160}
    | continue(?:\ to\ .{0,40})?
    | (?:advertisements?|sponsored(?:\ content)?|promoted)(?:\ continue.*)?
    | (?:story|article|text)\ continues?\ .{0,40}
    | (?:related|see\ also|more|also\ read|most\ (?:read|popular|viewed)|trending|recommended|watch|listen|photos?|videos?|gallery|in\ pictures|up\ next|latest|tags?|topics?|filed\ under|categor(?:y|ies)|share|print|e-?mail|tweet|twitter|facebook|google\+?|pinterest|linkedin|reddit|whatsapp|telegram|tumblr|pocket|copy\ link|close|menu|home|search|back\ to\ top|skip\ to\ .{0,30}|previous|next|newer|older|preview|expand|collapse|play|pause|mute|embed)(?:\ (?:articles?|stories|news|topics?|coverage|content|posts?|story|article|video|photos?|on\ .{0,40}))?\W*
    | (?:related|see\ also|more|also\ read|read\ also|watch|related\ (?:articles?|stories|content|news|coverage))\ ?:.{0,200}
    | (?:click|tap)\ (?:here|to|on)\b.{0,120}
    | for\ more\ .{0,80}(?:listen|visit|click|follow|see|go\ to|news).{0,80}
    | (?:image|photo|slide)\ \d+\ of\ \d+.{0,300}
    | view\ (?:all|image|photos?|gallery|slideshow).{0,40}
    | \d+\ (?:shares?|likes?|views?|min(?:ute)?s?\ read)\W*
    | (?:last\ )?(?:updated|modified|published|posted)\ ?:?\ (?:on\ |at\ )?(?:\d|[A-Z][a-z]{2,8}\.?\ \d).{0,60}
    | https?://\S+ | www\.\S+
    | pic\.twitter\.com/\S+ | @\w+
    | [_*=~#\-–—•·|]{2,}
    )\W*$""",
    re.I | re.X,
)
_CREDIT = re.compile(
    r"""^\W*(?:
      (?:\(?(?:tm\ and\ )?copyright|©|\(c\)\ ?\d|all\ rights\ reserved).*
    | (?:with\ )?(?:additional\ )?(?:reporting|writing|editing|contribut\w+|compiled|edited|translated|photos?|pictures?|graphics?|illustrations?)\ ?(?:by\b|:).{0,200}
    | (?:the\ )?(?:associated\ press|reuters|afp|[\w\ .&']{2,40})\ contributed\b.{0,80}
    | (?:this\ (?:article|story|report|piece)|originally|first)\ (?:was\ |is\ )?(?:first\ |originally\ |also\ |re)?(?:published|appeared|posted|produced|reported|provided).{0,160}
    | information\ from\ ?:.{0,120}
    | (?:\w+\ ){1,3}reported\ from\ .{0,60}
    )$""",
    re.I | re.X,
)
_CAPTION = re.compile(
    rf"""^(?:
      \W*(?:photos?|pictures?|images?|video|file\ photo|credits?|caption|media\ caption|photograph|illustration)(?:\ credit|\ caption|\ courtesy|\ by)?\ ?[:|/].*
    | [^.!?]{{3,60}}\ ?/\ ?(?:{_AGENCY})(?:\ images)?
    )$""",
    re.I | re.X,
)
# What stands at the end of a caption, an appeal or a credit, whatever stands before it.
_CAPTION_END = re.compile(
    rf"""(?:
      \((?:photos?|images?|pictures?|file|credit|courtesy|pic|video)\b[^()]{{0,80}}\)\W*
    | \([^()/\n]{{2,50}}\ ?/\ ?[^()\n]{{2,50}}\)\.?
    | \((?:{_AGENCY})(?:\ (?:photo|images?|file)[^()]{{0,30}})?\)\.?
    | \b(?:getty\ images|ap\ photo|afp/getty|staff\ photographer|file\ photo|screengrab|handout\ photo|shutterstock|via\ storyful)\b.{{0,60}}
    )$""",
    re.I | re.X,
)
_APPEAL_END = re.compile(r"\bin your (?:in|mail)box\b.{0,20}$", re.I)
_CREDIT_END = re.compile(
    r"\b(?:all rights reserved\b.{0,100}|contributed (?:to this|reporting|from).{0,80})$", re.I
)
# "Minister X at the ministry. Ministry of Y": a caption and its credit, and no full stop at the end.
_CAPTION_CREDIT = re.compile(
    r"^[^\n]{10,240}[a-z0-9)”’]{4}[.]\s+(?:[A-Z][\w&'’.\-]*(?:[ /]+|$)|of |the |and |for ){1,7}$"
)
_TRADE = re.compile(
    r"newsletter|subscri|donat|contribut|membership|our (?:readers|journalis|newsroom|report(?:ing|ers)|work|staff|mission)"
    r"|support (?:us|our|independent)|(?:your|every) (?:support|gift|donation|contribution|inbox|mailbox|email)|help us|privacy policy"
    r"|terms (?:of|and) |cookies|(?:independent|quality|free|honest|local) (?:media|journalism|press|news)|supporting [A-Z]|readers like you"
    r"|unbiased|your [Tt]weets|third-party applications|Wayback Machine|Internet Archive|web collections",
    re.I,
)
_VOICE = re.compile(r"\b(?:we|our|us|you|your|ours|yours)\b", re.I)
_SPEAKS = frozenset(("we", "our", "us", "you", "your", "we're", "we’re", "you're", "you’re", "us."))
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")

_SUMMARY_LABEL = re.compile(
    r"\b(?:quick (?:looks?|facts|read|take)|key (?:facts|points|takeaways|findings)|highlights?|at a glance|in brief"
    r"|what (?:to|you need to) know|takeaways|summary|tl;?dr|main points|the essentials)\b",
    re.I,
)
_LABEL = re.compile(
    r"^\W*(?:deep look|quick looks?|full (?:story|report|text)|the (?:latest|full story)|background|breaking(?: news)?|exclusive|opinion|analysis"
    r"|explainer|article (?:tools|excerpt)|story highlights|editor['’]?s['’]? (?:note|choice|picks?)|transcript|updated?|developing(?: story)?)\W*$",
    re.I,
)
_DATELINE = re.compile(
    r"^\W{0,2}(?P<place>(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’\-]+|[A-Z]\.)(?:(?:,? ?/ ?|,? | & )(?:[A-ZÀ-ÖØ-Þ][\w.'’\-]*|de|del|la|di)){0,5}?)\)?"
    r"(?: ?,? ?(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}))?"
    r"(?: ?\((?P<agency>[^()]{2,40})\))?(?: ?,? ?(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?))?\s?(?:[—–]|--?|-)\s?(?=[“\"'‘(]?[A-ZÀ-ÖØ-Þ\d])"
)
_PLACE_IN_BRACKETS = re.compile(
    r"^\((?P<place>[A-Z][\w .,'’\-]{2,40})\) ?[—–-] ?(?=[“\"'‘]?[A-ZÀ-Þ\d])"
)
_BYLINE = re.compile(
    r"^\W*(?:by|from|von|par|por|di)\s*:?\s+(?P<author>[A-ZÀ-Þ][\w.'’\-]*(?: (?:de |van |von |al-|el-|bin )?[A-ZÀ-Þ][\w.'’\-]*){1,3})"
    r"(?:,? and (?P<second>[A-ZÀ-Þ][\w.'’\-]*(?: [A-ZÀ-Þ][\w.'’\-]*){1,3}))?(?P<rest>[,|•·/–— -].{0,80})?$",
    re.I,
)
_CREDIT_TO = re.compile(
    r"^\W*(?P<label>[A-Za-z]{4,8})\s*:\s*(?P<whom>[^\s:][^\n:]{2,80})$"
    r"|^\W*(?:via|source is)\s+(?P<via>[A-Z][^\n:.]{2,60})\.?$"
    r"|(?:originally|first) (?:published|appeared|posted|reported) (?:in|on|at|by) (?P<first>(?:the )?[A-Z][^\n,.;()]{2,60}|[\w-]+(?:\.[\w-]+)+)",
    re.I,
)


def ends_like_a_sentence(line: str) -> bool:
    """Whether a line closes with a full stop, or what stands for one."""
    return bool(_ENDS.search(line))


def word_count(line: str) -> int:
    """Words as white space parts them."""
    return len(line.split())


def furniture(line: str) -> AsideKind | None:
    """The kind of a line that is no report, by its form and voice; None for a line that may be one."""
    if len(line) <= _LONGEST and (kind := _by_beginning(line)):
        return kind
    end = line[-_END:]
    for ending, form in _ENDINGS:
        if form.search(end):
            return ending
    return "appeal" if _begs(line) else None


def _by_beginning(line: str) -> AsideKind | None:
    if opens_letter(line):
        return "appeal"
    if credited(line):
        return "credit"
    for kind, form in _FORMS:
        if form.match(line):
            return kind
    return "caption" if not ends_like_a_sentence(line) and _CAPTION_CREDIT.match(line) else None


def _begs(line: str) -> bool:
    """The outlet speaks of itself to its readers, outside of quotation marks."""
    if _SPEAKS.isdisjoint(line.casefold().split()) or not _TRADE.search(line):
        return False
    bare = _QUOTED.sub(" ", line)
    trade, voice = len(_TRADE.findall(bare)), len(_VOICE.findall(bare))
    return (trade >= 1 and voice >= 2) or (trade >= 2 and voice + trade >= 3)


_LONGEST = 330  # code points of a line that its form can tell
_END = 180  # code points in which a telling end stands
_ENDINGS: tuple[tuple[AsideKind, re.Pattern[str]], ...] = (
    ("caption", _CAPTION_END),
    ("appeal", _APPEAL_END),
    ("credit", _CREDIT_END),
)
_FORMS: tuple[tuple[AsideKind, re.Pattern[str]], ...] = (
    ("prompt", _PROMPT),
    ("appeal", _APPEAL),
    ("navigation", _NAVIGATION),
    ("credit", _CREDIT),
    ("caption", _CAPTION),
    ("label", _LABEL),
)


def opens_letter(line: str) -> bool:
    """An outlet begins to address its readers ("Dear readers,"): what follows is no report."""
    return bool(_LETTER.match(line))


def is_summary_label(line: str) -> bool:
    """A heading under which an outlet lists its own summary."""
    return word_count(line) <= 10 and not _ENDS.search(line) and bool(_SUMMARY_LABEL.search(line))


def is_heading(line: str) -> bool:
    """Short, and no sentence: what heads the paragraphs below it."""
    count = word_count(line)
    if line.endswith("?"):
        return count <= 9 and not line.startswith(("“", '"'))
    return count <= 14 and not ends_like_a_sentence(line) and not line.endswith((",", ";", "…"))


def dateline(line: str) -> Dateline | None:
    """The dateline that opens a line ("KYIV (Reuters) — "), with its place and agency."""
    found = _DATELINE.match(line) or _PLACE_IN_BRACKETS.match(line)
    if not found or found.end() > 80:
        return None
    place = found["place"].strip(" .,-")
    inside = found.groupdict().get("agency")
    agency = inside.split("/")[0].strip() if inside else None
    return Dateline(found.end(), place, agency)


def byline(line: str) -> str | None:
    """The author that a byline names ("By Ann Lee, Staff Writer")."""
    found = _BYLINE.match(line) if len(line) <= 140 else None
    if not found or not found["author"][:1].isupper():
        return None
    second = found["second"]
    return f"{found['author']} and {second}" if second else found["author"]


def credited(line: str) -> str | None:
    """Whom a line names as the origin of the text ("Source: …", also misspelt)."""
    found = _CREDIT_TO.search(line) if len(line) <= 240 else None
    if not found:
        return None
    if found["label"]:
        alike = SequenceMatcher(None, found["label"].casefold().rstrip("s"), "source").ratio()
        return found["whom"].strip(" .") if alike >= 0.72 else None
    return (found["via"] or found["first"] or "").strip(" .") or None
