"""The headline: the most central and plainest of the sources' own titles, else cut from a lede."""

import re

from digest.brief.allowance import Allowance
from digest.brief.cutting import Span
from digest.brief.material import Material, capitalised
from digest.brief.standing import is_loosely_timed
from digest.brief.statements import counted
from digest.language.words import words
from digest.models import Article, Document, Passage, Statement
from digest.overrides import Wish

_MOST_WORDS = 18
_LEDE_WORDS = 16
_PAST = ("Back in ", "Last ", "In ", "On ", "Since ")
_LEDES = 3  # sentences at the top of an article that may head the story
_LONG_LEDE = 40  # words of a lede that only its first words can stand for
_LEAST_WORDS = 5  # of a headline cut from a lede
_LABEL_WORDS = 3  # a title of fewer is a label
_LEADS_ON = re.compile(
    r"(?:[\s,]+(?:the|a|an|of|for|to|in|on|at|by|with|and|or|but|from|as|so|its|his|her|their|this|that|which"
    r"|who|whose|is|are|was|were|be|been|has|have|had|will|would|can|could|not|no|into|over|after|than))+\Z",
    re.I,
)
# What a site adds behind a title: "… | Example News".
_SUFFIX = re.compile(r"\s+(?:\||–|—|-|::|»)\s+(?P<site>[^|–—]{2,60})$")
_TRADE = re.compile(r"\b(?:News|Weather|Sports|TV|Radio)\b")
_LABEL = re.compile(
    r"^(?:update\w*|breaking|watch|video|photos?|exclusive|opinion|analysis|live|just in|developing|report)\s*[:\-–|]\s+",
    re.I,
)
_TEASER = re.compile(
    r"\?|!|…|\.\.\.|\b(?:here['’]?s|this is|what (?:to|we)|why|how|you(?:r)?|things|reasons|must|watch|photos?|videos?|live|quiz|opinion|everything|explained)\b",
    re.I,
)


def headline(material: Material, allowance: Allowance, wish: Wish | None = None) -> Statement:
    """The headline of a story; only here may words stand that are cut short to fit.

    That which an editor wishes, where it can be had.
    """
    wished = _wished(material, allowance, wish) if wish else None
    if wished is not None:
        return wished
    titles = [
        (_worth(d, material), -at, d)
        for at, d in enumerate(material.documents.values())
        if len(words(d.article.title)) >= _LABEL_WORDS
    ]
    if titles:
        best = max(titles, key=lambda t: t[:2])[2]
        start, end = _bare(best.article.title, best.article.outlet)
        passage = Passage(best.article.id, start, end, "title")
        return counted(" ".join(best.article.title[start:end].split()), (passage,), (), material)
    return _from_lede(material, allowance)


def _wished(material: Material, allowance: Allowance, wish: Wish) -> Statement | None:
    """The title, or the words at the beginning of a title or sentence, that are wished for."""
    for document in material.documents.values():
        title = document.article.title
        spans = [(0, len(title.rstrip())), _bare(title, document.article.outlet)]
        for start, end in spans[::-1] if wish.words is None else spans:
            shown = " ".join(title[start:end].split())
            wanted = document.article.id == wish.article
            if shown and (wanted or (wish.words and _same(shown, wish.words))):
                passage = Passage(document.article.id, start, end, "title")
                return counted(shown, (passage,), (), material)
    return _sentence_wished(material, allowance, wish.words) if wish.words else None


def _same(shown: str, words: str) -> bool:
    return shown.casefold() == " ".join(words.split()).casefold()


def _sentence_wished(material: Material, allowance: Allowance, words: str) -> Statement | None:
    """The words wished for, at the beginning of a sentence that so many may be shown of."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())) + r"(?!\w)", re.I)
    for ref in material.sentences:
        document = material.documents[ref[0]]
        sentence, text = document.sentences[ref[1]], document.article.text
        found = pattern.match(text, sentence.start, sentence.end)
        if found and allowance.admits(ref[0], len(words.split())):
            passage = Passage(ref[0], *found.span())
            shown = capitalised(" ".join(found[0].split()))
            return counted(shown, (passage,), (), material)
    return None


def may_head(article: Article) -> bool:
    """Whether its publisher allows as many words of its text to be shown as a headline takes."""
    return article.may_quote is None or article.may_quote >= _LEAST_WORDS


def _worth(document: Document, material: Material) -> float:
    """How much of what the story is about a title holds, and how plainly."""
    title = document.article.title
    terms = set(document.title_terms)
    weight = sum(material.term_weights.get(t, 0.0) for t in terms)
    size = len(title.split())
    worth: float = material.freshness[document.article.id] * weight / max(4, size) ** 0.7
    if _TEASER.search(title) or _LABEL.match(title):
        worth *= 0.5
    if _is_cut_off(title, document.article.text):
        worth *= 0.5
    if title.isupper() or size > _MOST_WORDS or size < 4:
        worth *= 0.5
    return round(worth, 6)


def _is_cut_off(title: str, text: str) -> bool:
    """Whether its site cut a title within its last word."""
    last = title.rstrip().rpartition(" ")[2]
    if len(last) < _LABEL_WORDS or not last[-1:].isalpha():
        return False
    return bool(re.search(rf"\b{re.escape(last)}\w", text)) and not re.search(
        rf"\b{re.escape(last)}\b", text
    )


def _bare(title: str, outlet: str) -> tuple[int, int]:
    """The span of a title without what its site puts around it."""
    start, end = 0, len(title.rstrip())
    while (suffix := _SUFFIX.search(title, 0, end)) and _is_site(
        suffix["site"], outlet, title[: suffix.start()]
    ):
        end = suffix.start()
    if label := _LABEL.match(title):
        start = label.end()
    start += len(title[start:end]) - len(title[start:end].lstrip())
    return (start, end) if len(title[start:end].split()) >= 3 else (0, len(title.rstrip()))


def _is_site(suffix: str, outlet: str, before: str) -> bool:
    """A short capitalised tail, behind words enough to be a title."""
    words = suffix.split()
    name = "".join(c for c in suffix.casefold() if c.isalnum())
    known = "".join(c for c in outlet.casefold() if c.isalnum())
    capitals = all(w[:1].isupper() or w[:1].isdigit() or not w[:1].isalpha() for w in words)
    return (
        name in known
        or known in name
        or (
            len(words) <= (9 if _TRADE.search(suffix) else 5)
            and capitals
            and len(before.split()) >= 4
        )
    )


def _from_lede(material: Material, allowance: Allowance) -> Statement:
    """The lede that tells most, cut where a clause ends so that it is short enough for a headline."""
    ledes = [
        material.whole((a, at))
        for a in material.order
        for at in range(min(_LEDES, len(material.documents[a].sentences)))
        if may_head(material.documents[a].article)
    ]
    if not ledes:
        return _nothing(material)
    lede = max(
        ledes,
        key=lambda c: (
            c.stands_alone and not is_loosely_timed(c.text) and not c.text.startswith(_PAST),
            round(sum(material.term_weights.get(t, 0.0) for t in c.terms) / (1 + c.ref[1]), 6),
        ),
    )
    forms = [c for c in material.beginnings(lede.ref) if c.words >= _LEAST_WORDS] or [lede]
    short = min(forms, key=lambda c: (max(0, c.words - _LEDE_WORDS), -c.words))
    most = min(_LONG_LEDE, allowance.left(lede.ref[0]))
    if short.words > most:
        count = max(_LEAST_WORDS, min(_LEDE_WORDS, most))
        article = material.documents[lede.ref[0]].article
        span = (short.pieces[0][0], short.pieces[-1][1])
        return _first_words(article, span, count, material)
    passages = tuple(Passage(short.ref[0], a, b) for a, b in short.pieces)
    return counted(short.text.rstrip(".:;, "), passages, (), material)


def _first_words(article: Article, span: Span, count: int, material: Material) -> Statement:
    """The first words of a sentence, without those that lead on to what is cut off."""
    first = re.compile(rf"\S+(?:\s+\S+){{0,{count - 1}}}").search(article.text, *span)
    start, end = first.span() if first else span
    end = _before_open_mark(article.text, start, end)
    if loose := _LEADS_ON.search(article.text, start, end):
        end = (
            loose.start()
            if len(article.text[start : loose.start()].split()) >= _LABEL_WORDS
            else end
        )
    shown = capitalised(" ".join(article.text[start:end].split()))
    return counted(shown, (Passage(article.id, start, end),), (), material)


def _before_open_mark(text: str, start: int, end: int) -> int:
    """Where words end that would break off within a quotation, if enough are left before it."""
    shown = text[start:end]
    straight = shown.rfind('"') if shown.count('"') % 2 else -1
    open_ = max(straight, shown.rfind("“") if shown.rfind("“") > shown.rfind("”") else -1)
    return start + open_ if len(shown[: max(0, open_)].split()) >= _LABEL_WORDS else end


def _nothing(material: Material) -> Statement:
    """A story whose articles have no sentence: a title however short, else the first words there are."""
    for document in material.documents.values():
        title = document.article.title
        if title.strip():
            passage = Passage(document.article.id, 0, len(title.rstrip()), "title")
            return counted(" ".join(title.split()), (passage,), (), material)
    open_to = [a for a in material.order if may_head(material.documents[a].article)]
    article = material.documents[(open_to or material.order)[0]].article
    own = _LEDE_WORDS if article.may_quote is None else article.may_quote
    count = max(1, min(_LEDE_WORDS, own))
    return _first_words(article, (0, len(article.text)), count, material)
