"""Fragments of HTML, as feeds carry them → plain text."""

import html
import re

TITLE_LIMIT = 1_000  # characters of a title or a name
TEXT_LIMIT = 500_000  # characters of a text

_MARKUP_LIMIT = 2_000_000  # characters of a fragment that are looked at
_LINK_PIECES = 8  # pieces of text beyond which a link is no mere "Read more"

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ufdd0-\ufdef]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
# What turns the direction of a line, and what shows nothing.
_UNSEEN = re.compile(r"[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_TAG = re.compile(r"<(?:/?[a-z][a-z0-9:-]*[\s/>]|!--|/?[a-z][a-z0-9]*\Z)", re.I)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|del|div|em|font|h[1-6]|i|iframe|img|ins|mark|p|q|s|script|small|span"
    r"|strike|strong|style|sub|sup|svg|tt|u|wbr)(?:\s[^<>]*|\s*/)?>",
    re.I,
)
_LEFT_OVER = re.compile(
    r"&(?:amp|nbsp|quot|apos|[lr][sd]quo|[mn]dash|hellip|#\d{2,5}|#x[0-9a-f]{2,4});", re.I
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_MORE = re.compile(
    r"^\W*(?:(?:continue|keep) reading|read (?:more|on\b|full\b|the (?:full|whole|rest|entire)\b)"
    r"|(?:see|view|learn) more\b)",
    re.I,
)

_PARAGRAPHS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5"
    " h6 header hr main ol p pre section summary table ul".split()
)
_LINES = frozenset("li tr caption option".split())
_CELLS = frozenset(("td", "th"))
_DROPPED = frozenset(
    "audio button canvas embed figcaption head iframe input map math noscript object picture script select style svg"
    " template textarea title video".split()
)
_VOID = frozenset(("embed", "input"))  # they have no end of which the parser would tell
_CAPTIONS = frozenset(
    "caption caption-text wp-caption-text wp-caption image-caption photo-caption figure-caption"
    " media-caption".split()
)


def clean(text: str) -> str:
    """The text without control characters; lone surrogates are replaced."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATES.sub("\ufffd", _FORBIDDEN.sub("", text))


def plain_line(value: object) -> str:
    """A title or a name in one line: no markup, no entities, white space folded."""
    if not isinstance(value, str):
        return ""
    line = value[: 4 * TITLE_LIMIT]
    for _ in range(2):  # many escape their titles twice
        line = html.unescape(_flat(line) if _INLINE_TAG.search(line) else line)
    return " ".join(_UNSEEN.sub("", clean(" ".join(line.split()))).split())[:TITLE_LIMIT].rstrip()


def _flat(line: str) -> str:
    return " ".join(_parsed(line).split())


def plain_text(markup: str) -> str:
    r"""The paragraphs of a fragment, parted by "\n\n"; items of lists and rows stand on lines."""
    cleaned = clean(markup[:_MARKUP_LIMIT])
    if not _TAG.search(cleaned):
        unescaped = clean(html.unescape(cleaned))
        if not _INLINE_TAG.search(unescaped):
            return _cut(_folded(_unescaped_twice(unescaped)))
        cleaned = unescaped  # escaped once too often
    return _cut(clean(_unescaped_twice(_parsed(cleaned))))


def _unescaped_twice(text: str) -> str:
    """What is left of references that were escaped twice ("Merck &amp; Co." in plain text)."""
    return html.unescape(text) if _LEFT_OVER.search(text) else text


def _cut(text: str) -> str:
    return text[:TEXT_LIMIT].rstrip()


def plain_lines(text: str) -> str:
    """A text that is no HTML, its lines kept and the white space in them folded."""
    blocks = _BLANK_LINE.split(clean(text[:_MARKUP_LIMIT]))
    lined = ("\n".join(" ".join(line.split()) for line in block.split("\n")) for block in blocks)
    return _cut("\n\n".join(filter(None, (block.strip() for block in lined))))


def _folded(text: str) -> str:
    """Blank lines part paragraphs; within one, white space is a space, as in HTML."""
    blocks = (" ".join(block.split()) for block in _BLANK_LINE.split(text))
    return "\n\n".join(filter(None, blocks))


def _parsed(markup: str) -> str:
    from lxml import etree

    parser = etree.HTMLParser(target=_Text(), encoding="utf-8", huge_tree=True)
    try:
        parser.feed(clean(markup).encode("utf-8"))
        return str(parser.close())
    except etree.LxmlError:
        return _folded(clean(html.unescape(re.sub(r"<[^<>]*>", " ", markup))))


class _Text:
    """What lxml's parser tells of a fragment, taken down as plain text."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._breaks = 0  # line ends due before the next word: 1 a line, 2 a paragraph
        self._space = False
        self._dropped = 0  # depth within what is not read
        self._pre = 0
        self._links: list[int] = []  # where in `_out` each open link began

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._dropped or tag in _DROPPED or _is_caption(attributes):
            self._dropped += tag not in _VOID and tag not in ("br", "hr", "img")
            return
        if tag == "br":
            self._breaks = min(self._breaks + 1, 2)
        elif tag == "a":
            self._links.append(len(self._out))
        self._pre += tag == "pre"
        self._part(tag)

    def end(self, tag: str) -> None:
        if self._dropped:
            self._dropped -= tag not in _VOID and tag not in ("br", "hr", "img")
            return
        if tag == "a" and self._links:
            self._set_apart(self._links.pop())
        self._pre -= tag == "pre"
        self._part(tag)

    def data(self, data: str) -> None:
        if self._dropped:
            return
        if not self._pre:
            self._words(data)
            return
        for number, line in enumerate(data.split("\n")):
            self._breaks = min(self._breaks + 1, 2) if number else self._breaks
            self._words(line)

    def comment(self, text: str) -> None:
        """A comment is no text."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Nor is an instruction."""

    def close(self) -> str:
        return "".join(self._out)

    def _part(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._breaks = 2
        elif tag in _LINES:
            self._breaks = max(self._breaks, 1)
        elif tag in _CELLS:
            self._space = True

    def _words(self, data: str) -> None:
        words = data.split()
        if not words:
            self._space = self._space or bool(data)
            return
        if self._out and self._breaks:
            self._out.append("\n" * self._breaks)
        elif self._out and (self._space or data[0].isspace()):
            self._out.append(" ")
        self._out.append(" ".join(words))
        self._breaks, self._space = 0, data[-1].isspace()

    def _set_apart(self, began: int) -> None:
        """A link to the rest is no part of the sentence before it."""
        linked = self._out[began:] if len(self._out) - began <= _LINK_PIECES else []
        if began and linked and _MORE.match("".join(linked)):
            broken = linked[0] if linked[0].startswith("\n") else "\n\n"
            self._out[began:] = [broken, "".join(linked).strip()]
            self._breaks = max(self._breaks, 2)


def _is_caption(attributes: dict[str, str]) -> bool:
    return not _CAPTIONS.isdisjoint(attributes.get("class", "").casefold().split())
