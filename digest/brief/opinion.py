"""What is no report: comment and obituaries by where they stand, and sentences that say nothing."""

import re

from digest.models import Article

_PLACE = re.compile(
    r"/(?:opinions?|editorials?|comment(?:isfree|ary)?|columns?|columnists?|op-?eds?|letters|blogs?|obituar(?:y|ies))(?:/|$)",
    re.I,
)
_LABEL = re.compile(
    r"\b(?:opinion|editorial|commentary|op-ed|column|obituar(?:y|ies)|legacy\.com)\b", re.I
)
# What an author thinks of what is told, and what says nothing, outside quotations.
_COMMENT = re.compile(
    r"^(?:Sadly|Unfortunately|Thankfully|Luckily|Shockingly|Surprisingly|Incredibly|Ironically|Frankly|Clearly|Obviously"
    r"|Perhaps|Maybe|Needless to say|Suffice|Leave it to|Let’s|Let's|Imagine|Consider|Remember|Never mind|Of course"
    r"|Even more|No wonder|Small wonder|It turns out|Say what|And yet|Truth)\b"
    r"|\b(?:fascinating|horrifying|heartwarming|heartbreaking|jaw-dropping|mind-boggling|ridiculous(?:ly)?|absurd(?:ly)?"
    r"|shameful(?:ly)?|painfully|disgraceful(?:ly)?|hilarious(?:ly)?|must-see|needless to say|to say the least"
    r"|thoughts and prayers|hearts? (?:go|goes|went) out|out ?pour(?:ing)? of (?:support|love|grief)"
    r"|truly (?:touched|grateful)"
    r"|has a role to play|described what|(?:released|issued) the following|strong words|closely monitoring"
    r"|mourning the loss"
    r"|get back to us|a lot (?:we|they) still|still a lot|at the end of the day|time will tell|remains to be seen"
    r"|no attorneys?|declined to (?:name|comment|give|release|say|elaborate)"
    r"|nothing if not|was (?:brilliant|stunning|amazing|awful)|like never before|above and beyond|aired a story"
    r"|could not be reached|no further (?:details|information)|chilling"
    r"|not (?:immediately|yet) (?:known|clear|available|respond|return|been (?:released|identified))"
    r"|shed(?:s|ding)? (?:new )?light|exclusive interview|no wonder)\b",
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def is_opinion(article: Article) -> bool:
    """Whether an article is printed as comment."""
    labels = f"{article.outlet} | {article.section or ''}"
    begins = article.title.partition(":")[0] if ":" in article.title else ""
    return bool(
        _LABEL.search(labels) or _LABEL.fullmatch(begins) or _PLACE.search(article.url or "")
    )


def is_comment(text: str) -> bool:
    """Whether a sentence says what its author thinks of it."""
    return bool(_COMMENT.search(_QUOTED.sub(" ", text)))
