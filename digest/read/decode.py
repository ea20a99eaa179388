"""Bytes → text: UTF-8 with or without BOM, else what charset-normalizer finds."""

from digest.errors import ReadError

_CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 27}


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


def _guessed(data: bytes, source: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise ReadError(source, "in no encoding that can be told: save it as UTF-8")
    return str(best)
