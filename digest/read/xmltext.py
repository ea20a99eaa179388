"""Bytes of XML that others wrote → text that a strict parser takes, and that holds no trap.

Nothing before the root element is kept: no DOCTYPE, so that no entity, external or nested, is
ever expanded.  References are resolved from the table of HTML alone.
"""

import codecs
import html.entities
import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

_TOKEN = re.compile(r"[\w.:-]{1,40}", re.A)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.A)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I | re.A)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings in ASCII alone that valid UTF-8 cannot be told from.
_SHIFTED = re.compile(r"iso-?2022-?\w+|hz(?:-gb-2312)?", re.I)

_SKIPPED = r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
_FIRST = re.compile(
    rf"{_SKIPPED}|<(?P<prefix>[a-z_][\w.-]{{0,40}}:)?(?P<name>[a-z_][\w.-]{{0,40}})(?=[\s/>])",
    re.S | re.I,
)
_REFERENCE = re.compile(
    rf"(?P<kept>{_SKIPPED})|&(?:#(?P<code>\d{{1,9}}|x[0-9a-f]{{1,8}});|(?P<name>[a-z]\w{{0,31}});)?",
    re.S | re.I,
)
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))


@dataclass(frozen=True, slots=True)
class Root:
    """The first element of a document: its name without prefix, in lower case, and where it begins."""

    name: str
    tag: str  # as written, with prefix
    start: int


def decoded(data: bytes, content_type: str = "") -> str:
    """The text, by its byte order mark, else UTF-8 where it is that, else as it declares itself."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for sign, encoding in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if data[:64].lstrip(b" \r\n\t").startswith(sign):
            return data.decode(encoding, "replace")
    declared = _declared(data, content_type)
    if not _SHIFTED.fullmatch(declared):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return _as_declared(data, declared)


def _declared(data: bytes, content_type: str) -> str:
    inside, outside = _DECLARED.match(data[:400]), _CHARSET.search(content_type)
    names = (outside[1] if outside else "", inside[1].decode("ascii") if inside else "")
    return next((name for name in names if _is_text_encoding(name)), "")


def _is_text_encoding(name: str) -> bool:
    """Whether it is known, and neither UTF-7 nor one of those that are no encodings of text."""
    if not _TOKEN.fullmatch(name):
        return False
    try:
        known = codecs.lookup(name).name
        b"<".decode(name)
    except (LookupError, UnicodeError, ValueError):
        return False
    return not known.startswith(("utf-7", "utf-16", "utf-32", "unicode", "raw", "idna", "punycode"))


def _as_declared(data: bytes, declared: str) -> str:
    if declared and codecs.lookup(declared).name != "utf-8":
        return data.decode(declared, "replace")
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    valid = sum(1 for c in text if c > "\x7f") - broken
    return text if valid >= broken else data.decode("cp1252", "replace")


def root_of(text: str) -> Root | None:
    """The first element, comments and instructions passed over; None where there is none."""
    for found in _FIRST.finditer(text):
        if name := found["name"]:
            return Root(name.casefold(), (found["prefix"] or "") + name, found.start())
    return None


def repaired(text: str) -> str:
    """References to characters made plain, unknown ones dropped, what XML forbids taken out."""
    return _NOT_XML.sub("", _REFERENCE.sub(_resolved, text))


def _resolved(found: re.Match[str]) -> str:
    if found["kept"] is not None:
        return found["kept"]
    if code := found["code"]:
        return _character(int(code[1:], 16) if code[0] in "xX" else int(code))
    if not (name := found["name"]):
        return "&amp;"
    return found[0] if name in _OWN else escape(html.entities.html5.get(f"{name};", ""))


def _character(code: int) -> str:
    """A reference that XML allows, its own signs left as references; "" for what it forbids."""
    if code in (0x22, 0x26, 0x27, 0x3C, 0x3E):
        return f"&#{code};"
    if not 0 < code <= 0x10FFFF:
        return ""
    if 0x80 <= code <= 0x9F:  # as browsers read them
        return bytes([code]).decode("cp1252", "ignore")
    return chr(code)
