"""Bytes → text: UTF-8 with or without BOM, else what charset-normalizer finds.

A web page tells its encoding in its header or its `<meta>`, and browsers read names of encodings in
their own way (https://encoding.spec.whatwg.org/): Latin-1 means Windows-1252.
"""

import codecs
import re

from digest.errors import ReadError

_CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 27}
_HEAD = 4096  # bytes of a page among which it names its encoding
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_NAMED_IN_PAGE = re.compile(
    rb"<(?:meta\b[^>]{0,400}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)
_AS_BROWSERS_READ = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# UTF-8 that was read as Latin-1 or Windows-1252 and written as UTF-8 again.  Control characters, or
# what a curly quotation mark becomes, give it away.
_SECOND = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_TWICE = re.compile(f"[\xc2-\xf4][{_SECOND}]{{1,3}}")
_SURELY_TWICE = re.compile("[\xc2-\xf4][\x80-\x9f]|â€[™œ˜“”¦]")


def decode(data: bytes, source: str) -> str:
    r"""The text, its line ends made `\n` and nothing else changed.  ReadError where it is no text."""
    if b"\0" in data[:65536] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadError(source, "binary, not text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _guessed(data, source)
    if sum(ord(c) in _CONTROL for c in text[:4096]) > len(text[:4096]) // 10:
        raise ReadError(source, "binary, not text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decode_page(data: bytes, content_type: str = "") -> str:
    """A web page's text, whatever its bytes are: what cannot be decoded is replaced.

    The encoding is that of a byte order mark, of the Content-Type header, of `<meta>`, or UTF-8
    where the bytes are that; else charset-normalizer finds it.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _written_once(data[len(mark) :].decode(name, "replace"))
    header, meta = _CHARSET.search(content_type), _NAMED_IN_PAGE.search(data[:_HEAD])
    for told in (header[1] if header else "", meta[1].decode("ascii") if meta else ""):
        name = _python_name(told)
        if name == "utf-8" or (name and not _is_utf_8(data)):
            text = _decoded(data, name)
            if text is not None:
                return _written_once(text)
    if _is_utf_8(data):
        return _written_once(data.decode("utf-8"))
    return _written_once(_found(data) or data.decode("utf-8", "replace"))


def _python_name(charset: str) -> str:
    """The codec that browsers use for the name of an encoding; "" where there is none."""
    try:
        name = codecs.lookup(charset).name if charset else ""
    except (LookupError, ValueError):
        return ""
    # A page that says UTF-16 in letters of one byte is not in it.
    name = "utf-8" if name.startswith("utf-16") else name
    return _AS_BROWSERS_READ.get(name, name)


def _decoded(data: bytes, name: str) -> str | None:
    """The text, with a few replacements at most; None where the encoding is plainly another."""
    try:
        text = data.decode(name, "replace")
    except (LookupError, ValueError):
        return None  # a codec that is none of text: rot13, zlib
    bad = text.count("\N{REPLACEMENT CHARACTER}")
    return text if bad * 200 <= len(text) else None


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _found(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best) if best else None


def _written_once(text: str) -> str:
    r"""The text, where a part of it was encoded twice set right again: "itâ\x80\x99s" is "it’s"."""
    return _TWICE.sub(_unfolded, text) if _SURELY_TWICE.search(text) else text


def _unfolded(found: re.Match[str]) -> str:
    data = b"".join(c.encode("cp1252", "ignore") or c.encode("latin-1") for c in found[0])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _guessed(data: bytes, source: str) -> str:
    text = _found(data)
    if text is None:
        raise ReadError(source, "in no encoding that can be told: save it as UTF-8")
    return text
