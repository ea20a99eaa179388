"""The forms that lines take which came along with an article and are no part of its report.

A form is a plain regular expression of a line's beginning, after bullets and brackets; case tells
nothing but inside `(?-i:...)`.  Each is about the shape or the voice of a line, never about one
outlet's wording of the day, and none may fit a sentence of a report: a prompt that slips through is
a blemish, a sentence that is lost is lost news.
"""

import re

from digest.models import AsideKind

AGENCIES = (
    "AP", "Associated Press", "Reuters", "AFP", "Agence France-Presse", "UPI", "PA", "PA Media", "DPA",
    "EFE", "ANSA", "Xinhua", "TASS", "Interfax", "Kyodo", "Bloomberg", "CNN", "BBC", "Ukrinform",
    "Getty", "Getty Images", "EPA", "Press Association",
)  # fmt: skip
AGENCY = "|".join(re.escape(a) for a in sorted(AGENCIES, key=len, reverse=True))

_LEAD = r"^[\s#*•·‣>»×+_|\-–—(\[]{0,8}"
_NETWORK = (
    "(?:twitter|x|facebook|instagram|telegram|google\\+?|google news|whatsapp|youtube|bluesky"
    "|mastodon|threads|linkedin|reddit|tiktok|pinterest|tumblr)"
)
_NAME = r"(?-i:[^\W\d_a-zß-öø-ÿ][\w.'’\-]*)"
_TITLE = rf"{_NAME}(?: (?:{_NAME}|of|and|for|the|&))*"


_TRADE = (
    "(?:Times|Post|News|Journal|Herald|Tribune|Observer|Gazette|Courier|Standard|Chronicle|Guardian"
    "|Telegraph|Mail|Press|Star|Sun|Review|Record|Globe|Mirror|Independent|Monitor|Register|Examiner"
    "|Dispatch|Bulletin|Daily|Weekly|Today|Radio|TV|Wire|Voice|Report|Reporter|Inquirer|Sentinel"
    "|Argus|Echo|Advertiser|Express|Citizen|Leader|Messenger|Lantern|Beacon|Newspaper|Magazine"
    "|Broadcasting|Inquiry|Intelligencer|Mercury|Ledger|Banner|Argosy|Digest|Insider|Spectator)"
)
# A name of a newspaper, an agency or a station: a word of the trade begins or ends it.
TRADE_NAME = rf"(?:The |the )?(?:{_TRADE}(?: {_NAME}){{0,4}}|{_NAME}(?: (?:{_NAME}|of|and|for|the|&)){{0,4}}? {_TRADE})"


def _lines(*forms: str) -> re.Pattern[str]:
    return re.compile(f"{_LEAD}(?:{'|'.join(forms)})$", re.I)


PROMPT = _lines(
    r"(?:add|post|leave|write) (?:a|your) (?:comments?|reply|response)\b(?:[^.]{0,80})?\W*",
    r"(?:view|show|hide|load|read|see)(?: all| more| the| \d+)* (?:comments?|replies|responses)\W*",
    r"\d+ (?:comments?|replies|responses?)(?: on [“\"'‘].{0,120}| so far| yet)?\W*",
    r"no (?:comments?|replies|responses|votes?|ratings?)(?: yet| so far)?\W*",
    r"comments?(?: \(\d+\)|: ?\d+| (?:are |have been )?(?:closed|off|disabled|turned off))?\W*",
    r"comment(?:s|ing) (?:on|for) this .{0,40}(?:closed|disabled|off)\W*",
    r"you must (?:be |first )?(?:registered|logged|signed|log|sign)[ -]?(?:in|up|on)?\b.{0,80}",
    r"you must .{0,40}(?:to comment|a comment|to reply)\W*",
    r"(?:you must|please) enter the (?:characters?|code|text|words?)\b.{0,120}",
    r"(?:please )?(?:log|sign)[ -]?in(?: (?:to|or|with|here|now|using)\b.{0,80})?\W*",
    r"your e-?mail (?:address )?(?:will (?:not|never)|won['’]t|is (?:not|never|kept)|stays)\b.{0,100}",
    r"(?:required fields|(?:all )?fields (?:marked|with an? (?:asterisk|star)))\b.{0,80}",
    r"(?:nobody|no one) has (?:rated|commented on) this\b.{0,40}",
    r"\d+ (?:votes?|ratings?)\W*",
    r"(?:please wait|one moment|loading|submitting|sending)(?:,? please)?[.…\s]*",
    r"rate this\b.{0,60}",
    r"(?:please )?(?:enable|turn on|activate) java ?script\b.*",
    r"join the (?:conversation|discussion|debate)\b.{0,60}",
    r"(?:media playback|this video|(?:your|this) browser)\b.{0,60}"
    r"(?:unsupported|not supported|cannot be played|not support)\b.*",
    r"there was (?:a problem|an error) (?:saving|loading|submitting|sending|processing|with your)\b.{0,80}",
    r"your notification .{0,60}",
    r"(?:report|flag) (?:an?|this) (?:error|typo|comment|mistake)\b.{0,60}",
    r"(?:have|got|do you have) (?:an? )?(?:news |story )?(?:tip|story|stories|question|feedback)s?\b"
    r".{0,60}(?:\?|\bus\b).{0,80}",
    r"what do you think\?.{0,80}",
    r"(?:post|leave|share|write|add|tell us|let us know)\b.{0,80}"
    r"\b(?:in the comments|in comments|comments? section|comments? below)(?: below)?[.!]?",
    r"message: ?\*.{0,200}",
    r"captcha\b.{0,60}",
)
COMMENT_COUNT = _lines(r"\d+ comments?\W*", r"comments?(?: \(\d+\)|: ?\d+)\W*")
APPEAL = _lines(
    r"(?:please )?support (?:us|our (?:work|journalis\w+|newsroom|report\w+|mission|coverage|site|paper)"
    r"|(?:independent|local|quality|free) (?:journalism|media|news|reporting|press))\b.{0,80}",
    rf"support (?:(?-i:[Tt]he) {_TITLE}[!.:]?|{_TITLE}!)\s*",
    r"(?:please )?(?:donate|subscribe)(?: (?:now|today|here|to|for|online)\b.{0,160})?\W*",
    r"(?:please )?sign ?up(?: (?:for|to|here|now|today|by|with|below)\b.{0,160})?\W*",
    r"(?:please )?(?:join us|become an? (?:member|subscriber|supporter|patron))\b.{0,160}",
    r"(?:get|receive) (?:our|the|your|all the|daily|breaking) .{0,100}"
    r"(?:newsletter|inbox|alerts?|headlines|briefing|news)\b.{0,80}",
    r"(?:keep|help|back|fund|save|protect|stand with) .{0,60}"
    r"\b(?:us|our|free|independent|alive|journalism|going)\b.{0,40}!\s*",
    r"(?:want|like|love|enjoy\w*) (?:more|this|what you)\b.{0,80}(?:newsletter|subscri|sign up)\b.{0,60}",
    r"stay (?:up to date|informed|connected|tuned|in the loop)\b.{0,80}",
    rf"(?:follow|like|find|join|add) (?:us|@?\w+(?: \w+){{0,3}}) on {_NETWORK}\b.{{0,120}}",
    r"follow (?:us|@\w+|our)\b.{0,100}",
    r"download (?:the|our) .{0,40}\bapp\b.{0,60}",
    r"(?:make|give) an? (?:one-?time |monthly |small )?(?:donation|gift|contribution)\b.{0,80}",
    r"thank you for (?:your support|standing|reading|supporting|being (?:a|our)|subscribing)\b.{0,120}",
    r"if you (?:can|value|like|liked|enjoy|enjoyed|believe)\b.{0,80}"
    r"(?:support us|our \w+|subscrib|donat|member|contribut).{0,120}",
    r"(?:this|the) (?:article|story|content|page|post) is (?:only )?(?:for|(?:only )?available (?:only )?to"
    r"|reserved for|exclusive to|free for) (?:our |paying |registered )?(?:subscribers?|members?)\b.{0,40}",
    r"you(?: have|['’]ve) .{0,30}\bfree (?:articles?|stor(?:y|ies))\b.{0,80}",
    r"to (?:continue|keep) reading\b.{0,120}",
    r"already an? (?:subscriber|member)\b.{0,60}",
    r"(?:cet|ce) (?:article|contenu) est réservé .{0,20}\babonné.{0,40}",
    r"diese[rs]? (?:artikel|beitrag|inhalt|text) ist nur für .{0,40}(?:verfügbar|zugänglich|lesbar)\W*",
    r"not ready to (?:support|donate|subscribe)\b.{0,40}",
    r"(?:remind|ask) me (?:later|again)\W*",
    r"(?:once|one-?time|one gift|monthly|each month|annual|annually|yearly|weekly)\W*",
    r"(?:pa[iy]e?ment methods?|ways to pay)\W*",
    rf"share (?:this|via|your (?:thoughts|story|views?)|on {_NETWORK})\b.{{0,60}}",
    r"(?:e-?mail|print|tweet|pin|save|bookmark) this(?: [^.]{0,40})?\W*",
    r"by (?:signing up|subscribing|clicking|continuing)\b.{0,80}\byou (?:agree|consent|accept)\b.{0,200}",
)
_A_LETTER_FROM = r"an? (?:message|appeal|letter|note|word) from"
LETTER = _lines(
    r"dear (?:readers?|friends?|supporters?|subscribers?)\b.{0,30}",
    rf"{_A_LETTER_FROM} (?:the [^.:]{{2,60}}|(?-i:{TRADE_NAME})):\W*",
)
SIGNED_LETTER = re.compile(rf"{_LEAD}{_A_LETTER_FROM} (?P<whom>[^:]{{2,60}}):?$", re.I)
NAVIGATION = _lines(
    r"(?:(?:continue|keep) reading|read (?:more|next|also|the (?:full|main|whole|rest)|or share))"
    r"(?: ?[:>»|–-].{0,160}|(?: [^\s.]+){0,3}\W*|(?: \S+){0,14}(?<![.!?]))",
    r"the post .{2,250} (?:appeared first|first appeared) on (?!\w+day\b)(?-i:[^\W\d_a-z])\S*(?: [^\s,]+){0,5}",
    r"(?:tags?|filed under|categor(?:y|ies)) ?: ?\S.{0,200}(?<![.!?])",
    r"continue(?: to (?:the )?(?:site|article|page|story|next|main)\b.{0,20})?\W*",
    r"(?:advertisements?|sponsored(?: content)?|promoted(?: content)?)(?: (?:continue|scroll)\b.*)?\W*",
    r"(?:story|article|text) (?:continues|resumes)\b.{0,40}",
    r"(?:related|see also|more|also read|most (?:read|popular|viewed)|trending|recommended|watch|listen"
    r"|photos?|videos?|gallery|in pictures|up next|latest|tags?|topics?|filed under|categor(?:y|ies)"
    rf"|share|print|e-?mail|tweet|pocket|copy link|close|menu|home|search|back to top|{_NETWORK}"
    r"|skip to .{0,30}|previous|next|newer|older|preview|expand|collapse|play|pause|mute|embed)"
    r"(?: (?:articles?|stories|news|topics?|coverage|content|posts?|story|article|video|photos?"
    rf"|from .{{0,40}}(?<![.])|on {_NETWORK}))?\W*",
    r"(?:related|see also|more|also read|read also|watch|listen|recommended|must (?:read|watch)"
    r"|related (?:articles?|story|stories|content|news|coverage)) ?:.{0,200}",
    r"(?:related (?:articles?|stories|coverage|photos)|must (?:read|watch))\b.{0,100}(?<![.!?])",
    r"(?:click|tap) (?:here|for more|on the|to (?:share|e-?mail|print|expand|view|enlarge|play|see|read|watch))"
    r"\b.{0,120}",
    r"for more (?:on|of|from|information|details|about|(?:\w+ )?(?:news|stories|coverage))\b.{0,80}"
    r"(?:listen|visit|click|follow|go to|sign up|contact)\b.{0,80}",
    r"(?:image|photo|slide|picture) \d+ of \d+\b.{0,300}",
    r"view (?:all|image|photos?|gallery|slideshow)\b.{0,40}",
    r"(?:see|show|load|view) (?:more|all|less)(?: (?:videos?|photos?|stories|articles|news|posts|images))?\W*",
    r"\d+ (?:shares?|likes?|views?|min(?:ute)?s?(?: read)?)\W*",
    r"(?:last )?(?:updated|modified|published|posted|created) ?:? ?(?:on |at )?"
    r"(?:\d{1,2}[:./]\d|\d{4}-\d|\d{1,2} (?-i:[A-Z])[a-z]{2}|(?-i:[A-Z])[a-z]{2,8}\.?,? \d"
    r"|\d+ (?:minute|hour|day|week|month|year)s? ago).{0,80}",
    r"this is an? (?:developing|breaking)(?: news)? story\b.{0,120}",
    r"(?:please )?check back (?:for|later|here|soon)\b.{0,80}",
    r"(?:publiée?|mise? à jour|modifiée?) (?:le|à|il y a)\b[^.!?]{0,100}\d ?h?(?:eures)?[\s)]{0,3}",
    r"temps de lecture ?:.{0,30}",
    r"(?:https?://|www\.|pic\.twitter\.com/)\S+",
    r"@\w+|[\w.+-]+@[\w-]+\.[\w.]+(?: or \S+)?",
    r"[\W_]+",
    r"[^|.!?]{2,40}(?: \| [^|.!?]{2,40}){2,}",
    r"#\w+(?:[\s,]+#\w+)+\s*",
    r"to contact the (?:reporter|editor|author|writer)s?\b.{0,300}",
    rf"(?:contact|reach|e-?mail|follow) (?:the (?:reporter|author|writer|editor)|him|her|me|us|{_NAME} {_NAME})"
    r"\b.{0,40}@.{0,80}",
    r"(?:these|this|the|our) crawls?\b.{0,200}\b(?:archives?|hosts?|pages?)\b.{0,200}",
    r"(?:starting in|since) \d{4}\b.{0,60}\bcrawl data\b.{0,120}",
    r"(?:this is )?an? (?:set|collection) of web (?:collections|pages?|captures)\b.{0,200}",
    r"when you tweet with a location\b.{0,200}",
)
# What a web archive says of its own copies, where a page is missing: a whole paragraph at a time.
ARCHIVE = _lines(
    r"(?:these|our) crawls are\b.{0,60}\bto archive (?:pages|sites|websites)\b.*",
    r"this is an? (?:set|collection) of web (?:collections|pages?|captures)\b.*",
    r"\w+ is an? (?:set|collection) of .{0,40}\bWARCs?\b.*",
)
CREDIT = _lines(
    r"(?:tm and )?(?:copyright ?(?:©|\(c\)|\d{4}|by\b).*|©.*|\(c\) ?\d.*|all rights reserved\b.*)",
    r"all (?:content|contents|text|photos) (?:©|copyright).{0,200}",
    r"(?:with )?(?:additional )?(?:reporting|writing|editing|compiled|edited|translated|translation) ?:.{2,200}",
    r"this (?:article|story|post|piece|column) (?:was |is |has been |had been )?(?:first |originally |also )?"
    r"(?:re)?(?:published|appeared|posted|produced|amended|translated|provided|adapted)\b.{0,160}",
    r"(?:this report (?:was )?)?(?:first|originally) (?:published|appeared|posted)\b(?: (?:in|on|at|by)\b)?"
    r"(?!.*, (?:the|an?|it|he|she|they|his|her|its)\b).{0,120}",
    rf"{_NAME} {_NAME}(?:(?:,| and) {_NAME} {_NAME}){{0,4}} reported from {_NAME}.{{0,60}}",
    r"our standards ?:.{0,120}",
    r"an? version of this (?:article|story|piece|report) (?:appear|was|ran|is)\w*\b.{0,200}",
    r"information from ?:.{0,120}",
)
CREDITED_BY = re.compile(
    rf"{_LEAD}(?:with )?(?:additional )?(?:reporting|writing|editing|compiled|edited|translated|photos?"
    r"|photographs?|pictures?|graphics?|illustrations?)(?: and (?:writing|editing|photos?))? by (?P<names>.{3,240})$",
    re.I,
)
CAPTION = _lines(
    r"(?:file )?(?:photo|picture|image|video|credit|caption|photograph|illustration)s?"
    r"(?: credits?| caption| courtesy| by)? ?[:|/].*",
    r"(?:image|photo|picture|media) (?:copyright|caption|credit)\b.{0,300}",
    r"(?:hide|show|toggle|enlarge|close) (?:full |this )?(?:caption|image|photo)\b.{0,300}",
    r"buy photo\b.{0,300}",
    r"(?-i:FILE) ?[-–—].{5,}",
    r"this undated .{0,40}\bphoto\b.*",
    r"courtesy(?: of)? (?-i:[A-Z])[^.!?]{2,60}",
    r"(?:l to r|(?:from )?left to right)[:,].{3,300}",
    rf"[^.!?]{{3,60}} ?/ ?(?:{AGENCY})(?: images)?",
)
# "Credit: banks will lend again, the minister said.": a report that begins like a caption.
TOLD = re.compile(
    r"^\W{0,8}\w+(?: \w+)? ?: .{8,}\b(?:said|says|told|heard|announced|warned|reported|added|insisted"
    r"|claimed|explained|according to)\b.{0,200}[.!?][\s\"'”’»)]*$",
    re.I,
)
# "Minister X at the ministry. Ministry of Y": a caption and its credit, and no full stop at the end.
CAPTION_CREDIT = re.compile(
    r"^[^.\n]{10,240}[a-z0-9)”’]{4}[.]\s+(?=[^.]*[a-z])(?:[A-Z][\w&'’.\-]*(?:[ /]+|$)|of |the |and |for ){1,7}$"
)
# What stands at the end of a caption, an appeal or a credit, whatever stands before it.
_PHOTOGRAPHED = (
    r"(?:getty\ images|ap\ photo|afp/getty|staff\ photographer|file\ photo|handout\ photo|screengrab"
    r"|shutterstock|via\ storyful)"
)
CAPTION_END = re.compile(
    rf"""(?:
      \((?:photos?|images?|pictures?|file|credit|courtesy|pic|source)\b[^()]{{0,80}}\)\W*
    | \[(?:photo|image)\b[^\[\]]{{0,80}}\]\W*
    | \((?=[^()]*(?-i:[A-Z])[\w.]+\ (?-i:[A-Z])|[^()]*/\ ?(?:{AGENCY})\b)(?-i:[A-Z])[^()\d]{{1,60}}/\ ?[A-Za-z][^()\d]{{1,50}}\)\.?
    | \((?:{AGENCY})(?:\ (?:photo|images?|file)[^()]{{0,30}}|/[^()]{{2,50}})\)\.?
    | (?<![.!?…”"'’])\ \((?:{AGENCY})\)
    | (?:[/|©:]\ ?|[.!?…”"'’)]\ ){_PHOTOGRAPHED}\b[^.]{{0,60}}\.?
    | \b(?:full|hide|toggle)\ caption\b.{{0,60}}
    | \bin\ this\ (?:[\w.,]+\ ){{0,4}}file\ photo\b.{{0,60}}
    | \(@\w+\)\ (?-i:[A-Z])[a-z]+\ \d{{1,2}},\ \d{{4}}
    )$""",
    re.I | re.X,
)
# Without any of these no end tells anything.
TELLING = (
    ")", "]", "images", "photo", "caption", "screengrab", "shutterstock", "storyful", "mailbox", "inbox",
    "reserved", "contributed",
)  # fmt: skip
# An agency after the full stop: the last line of a wire report, unless the rest is a caption's.
AGENCY_END = re.compile(rf"[.…”\"'’]\s+\((?:{AGENCY})\)\.?$", re.I)
CAPTION_SIGN = re.compile(
    r"\.\.\. \(|… \(|\b(?:file )?photo\b|\b(?:19|20)\d\d\b|\bis (?:seen|shown|pictured)\b|, (?:left|right|cent(?:er|re)),"
)
APPEAL_END = re.compile(r"\bin your (?:in|mail)box\b.{0,20}$", re.I)
CREDIT_END = re.compile(
    r"\b(?:all rights reserved\b.{0,130}"
    r"|contributed (?:to (?:this|the) (?:report|story|article|piece|post)|(?:additional )?reporting)\b.{0,60})$",
    re.I,
)

BEGINNINGS: tuple[tuple[AsideKind, re.Pattern[str]], ...] = (
    ("appeal", LETTER),
    ("prompt", PROMPT),
    ("appeal", APPEAL),
    ("navigation", NAVIGATION),
    ("credit", CREDIT),
    ("caption", CAPTION),
)
ENDINGS: tuple[tuple[AsideKind, re.Pattern[str]], ...] = (
    ("caption", CAPTION_END),
    ("appeal", APPEAL_END),
    ("credit", CREDIT_END),
)
LABEL = re.compile(
    r"^\W{0,8}(?:deep look|quick looks?|full (?:story|report|text)|the (?:latest|full story)|background|breaking(?: news)?"
    r"|exclusive|opinion|analysis|explainer|article (?:tools|excerpt)|story highlights"
    r"|editor['’]?s['’]? (?:note|choice|picks?)|transcript|updated?|developing(?: story)?)\W*$",
    re.I,
)
SUMMARY_LABEL = re.compile(
    r"\b(?:quick (?:looks?|facts|read|take)|key (?:facts|points|takeaways|findings)|highlights?|at a glance|in brief"
    r"|what (?:to|you need to) know|takeaways|summary|tl;?dr|main points|the essentials)\b",
    re.I,
)

# An outlet that speaks of itself to its readers: of what only it does, or of what charities do too.
OWN_TRADE = re.compile(
    r"newsletter|subscri|our (?:readers|journalis|newsroom|report(?:ing|ers)|mission)|support (?:us|our)\b|help us\b"
    r"|your (?:inbox|mailbox|e-?mail|tweets)|privacy policy|terms (?:of (?:use|service)|and conditions)|readers like you",
    re.I,
)
SHARED_TRADE = re.compile(
    r"donat|contribut|membership|\bgifts?\b|supporting [A-Z]|(?:your|every) support|cookies|unbiased|third-party"
    r"|(?:independent|quality|free|honest|local) (?:media|journalism|press|news)",
    re.I,
)
FIRST_PERSON = re.compile(r"\b(?:we|our|ours|us)\b", re.I)
SECOND_PERSON = re.compile(r"\b(?:you|your|yours)\b", re.I)
QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)")
TRANSCRIBED = re.compile(r"^[A-Z][A-Z .'’\-]{1,40}: ")
