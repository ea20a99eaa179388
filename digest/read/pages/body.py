"""The text of the article on a page, a paragraph a line, through trafilatura.

trafilatura is asked twice, for a balanced text and for a full one, and the full one is taken unless
it lost most of the other.  Before, what is surely no report is taken out of the tree; after, the
lines at the top that repeat title, byline and date.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from digest.models import Aside
from digest.read.pages.days import is_day
from digest.read.pages.tree import Tree, opening, printed, remove, short, tokens

_MOST_ELEMENTS = 15_000  # for trafilatura, whose time grows with their square
_COLLAPSED = 0.5  # of the balanced text's length, under which the full one is not believed
_NEARLY_ALL = 0.85  # of what the page prints, over which no fuller text is asked for
_FULLER = 2.0  # times the text's words that a stated body must have to take its place
_TOP = 10  # lines among which title, byline and date stand

_LINES = ("a", "p", "li", "div", "span", "strong", "b", "em", "i", "h2", "h3", "h4", "h5")
_HOLDERS = 4  # of a link that are looked at, itself counted
_PARTS = 4  # elements in a pointer
_BLOCKS = ("p", "li", "h2", "h3", "h4", "blockquote", "pre")
_POINTER = re.compile(
    r"^\W*(?:related(?: (?:article|story|stories|reading|content|link))?s?|also read|read also|read more|read next"
    r"|see also|more on this|you may also like|don[’']t miss|recommended(?: reading)?|watch|listen)\b\s*[:|–—-]",
    re.I,
)
_OF_FORMS = re.compile(
    r"^\W*(?:table of contents(?: show| hide)?|contents|in this article|thank you! your submission has been received!"
    r"|oops! something went wrong while submitting the form\.?|this field is required\.?|loading(?:\.\.\.|…)?"
    r"|advertisement|sponsored content)\W*$",
    re.I,
)
_LINK_WORDS = re.compile(
    r"^\W*(?:read more|read the full (?:story|article)|continue reading|learn more|see more|show more|view more"
    r"|share(?: this)?(?: article| story)?|back to top|copy link|subscribe(?: now)?|sign up(?: now)?|print)\W*$",
    re.I,
)
_NO_REPORT = re.compile(
    r"(?:^|[\s_-])(?:author-?(?:bio|box|info|card|profile|description|details?)|about-?(?:the-?)?authors?"
    r"|authorbox|post-author-box|article-?author-?bio|bio-?box|newsletter[\w-]*|[\w-]*-newsletter|subscribe-?\w*"
    r"|related-?(?:posts?|articles?|stor(?:y|ies)|content|links?|news)|read-?(?:more|next)|more-?stories"
    r"|share-?(?:bar|buttons?|tools?|links?)|social-?(?:share|links|icons)|donat(?:e|ion)[\w-]*|cookie[\w-]*)(?=\s|$)"
)
_AFTERWORD = re.compile(
    r"^\W*(?:about the (?:author|writer|reviewer)s?|about the newsroom|explore more|more news|more stories|related(?: \w+)?"
    r"|you(?:[’']ll| may| might) also (?:like|love|enjoy)|read next|read more|recommended(?: for you)?|share this\b.{0,20}"
    r"|leave a (?:reply|comment)|comments?|\d+ comments?|join the conversation|(?:our )?newsletter|sign up for .{0,60}"
    r"|subscribe to .{0,60}|further reading|more from .{0,40}|more book recommendations|most (?:read|popular)|trending(?: now)?"
    r"|a message from .{0,60}|disclaimer|tags|topics|filed under|editors[’'] picks|latest (?:news|stories|posts))\W*$",
    re.I,
)
_REPORT = 0.6  # share of the words that stand before such a heading
_ROW = 400  # characters of a table's row; a longer one is what a page is laid out in
_TELLING = re.compile(
    r"\W*(?:related|also|read|see|more|you|don|recommended|watch|listen|continue|learn|show|view|share|back|copy"
    r"|subscribe|sign|print)",
    re.I,
)
_ALL = 0.95  # of a paragraph's characters, where it is but a link
_LEAST_WORDS = 3  # of such a paragraph, itself not counted: a shorter one may be an item of a list
_LINKED = 0.25  # of a pointer's characters that are a link
_LINE = 250  # characters of a pointer
_SMALL = 0.3  # share of the page's text that such an element may hold
_WRITTEN = re.compile(
    r"^(?:written|posted|published|updated|last updated|by|author)\b.{0,12}$", re.I
)
_WORD = re.compile(r"\w+")


def body(tree: Tree, repeated: Iterable[str], stated: str = "") -> str:
    """The text, "" where there is none; the tree is spoilt.

    `repeated` are title, author and the like, which are dropped at the top; `stated` is the body
    that JSON-LD gives, taken where it is far fuller than what the page shows.
    """
    _prune(tree)
    text = _plain(tree) if _is_vast(tree) else _extracted(tree)
    if len(stated.split()) >= _FULLER * len(text.split()) and _agree(stated, text):
        text = stated
    return _without_edges(text, frozenset(filter(None, map(_folded, repeated))))


def rows(text: str) -> tuple[Aside, ...]:
    """The rows of tables in a text that `body` gave: kept, but no sentences."""
    lines = re.finditer(rf"^\|[^\n]{{0,{_ROW}}}\|[ \t]*$", text, re.M)
    return tuple(Aside(found.start(), found.end(), "label") for found in lines)


def _extracted(tree: Tree) -> str:
    balanced = _ask(tree, favor_recall=False)
    if len(balanced) >= _NEARLY_ALL * len(printed(tree)):
        return balanced
    full = _ask(tree, favor_recall=True)
    return full if len(full) >= _COLLAPSED * len(balanced) else balanced


def _ask(tree: Tree, favor_recall: bool) -> str:
    import trafilatura
    from trafilatura.settings import Document

    found = trafilatura.bare_extraction(tree, include_comments=False, favor_recall=favor_recall)
    return (found.text or "") if isinstance(found, Document) else ""


def _is_vast(tree: Tree) -> bool:
    return (
        sum(1 for _ in zip(tree.iter(), range(_MOST_ELEMENTS + 1), strict=False)) > _MOST_ELEMENTS
    )


def _plain(tree: Tree) -> str:
    """Paragraphs, headings and items of the article, else of all the page, as they stand."""
    part = next(iter(tree.xpath("//article | //main")), tree)
    blocks = (e for e in part.iter(*_BLOCKS) if not any(True for _ in e.iterancestors(*_BLOCKS)))
    return "\n".join(filter(None, map(printed, blocks)))


def _prune(tree: Tree) -> None:
    """Takes out scripts, pointers to other articles, and blocks named after what is no report."""
    from lxml import etree

    etree.strip_elements(tree, "script", "style", "svg", "template", with_tail=False)
    for link in list(tree.iter("a")):
        if pointers := [e for e in _holders(link) if _points_elsewhere(e)]:
            remove(pointers[-1])
    whole = len(printed(tree)) or 1
    for element in tree.xpath("//body//*[@class or @id]"):
        if _is_no_report(tokens(element)) and _is_block(element, _SMALL * whole):
            remove(element)


def _holders(link: Tree) -> Iterator[Tree]:
    """A link and what holds little more than it, from within."""
    element = link
    for _ in range(_HOLDERS):
        if element is None or element.tag not in _LINES or len(element) > _PARTS:
            return
        yield element
        element = element.getparent()


@lru_cache(maxsize=4096)
def _is_no_report(names: str) -> bool:
    return bool(_NO_REPORT.search(names))


def _is_block(element: Tree, most: float) -> bool:
    """Whether it is but a part of the page, and not that which holds the article's heading."""
    if element.tag in ("article", "main") or len(printed(element)) >= most:
        return False
    return next(element.iter("h1"), None) is None


def _points_elsewhere(element: Tree) -> bool:
    """A line that is mostly a link and says so, or a paragraph that is but a link."""
    is_paragraph = element.tag == "p"
    if not is_paragraph and not _TELLING.match(opening(element)):
        return False
    line = short(element, _LINE)
    if element.tag == "a":
        return bool(_LINK_WORDS.match(line) or _POINTER.match(line))
    linked = sum(len(printed(link)) for link in element.iter("a")) if line else 0
    if is_paragraph and linked >= _ALL * len(line) and len(line.split()) > _LEAST_WORDS:
        return True
    return bool(_POINTER.match(line)) and linked >= _LINKED * len(line)


def _agree(stated: str, text: str) -> bool:
    """Whether what the page shows stands in what it states, by words."""
    shown = _WORD.findall(text.casefold())
    said = frozenset(_WORD.findall(stated.casefold()))
    return sum(word in said for word in shown) >= 0.6 * len(shown)


def _without_edges(text: str, repeated: frozenset[str]) -> str:
    """The lines between what repeats what is known of the article and what leads on to others."""
    lines = [line for line in text.splitlines() if _WORD.search(line)]
    lines = [line for line in lines if not (_LINK_WORDS.match(line) or _OF_FORMS.match(line))]
    top = 0
    for at, line in enumerate(lines[:_TOP]):
        if _folded(line) in repeated or _WRITTEN.match(line.strip()) or is_day(line):
            top = at + 1
        elif len(line.split()) > 12:
            break
    return "\n".join(lines[top : _end(lines, repeated)])


def _end(lines: list[str], repeated: frozenset[str]) -> int:
    """Where what comes after an article begins, under its heading or the author's name."""
    before = list(accumulate((len(line.split()) for line in lines), initial=0))
    for at, line in enumerate(lines):
        if before[at] < _REPORT * before[-1]:
            continue
        if _folded(line) in repeated or _AFTERWORD.match(line.strip()):
            return at
    return len(lines)


def _folded(line: str) -> str:
    return "".join(_WORD.findall(line.casefold()))
