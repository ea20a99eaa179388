"""The bytes of an answer: never more than allowed, compressed or not."""

import zlib
from collections.abc import AsyncIterator

from digest.errors import FetchError, TooLarge

ACCEPTED = "gzip, deflate"
_GZIP = b"\x1f\x8b"
_MOST_ENCODINGS = 3


async def bounded(chunks: AsyncIterator[bytes], most: int, source: str) -> bytes:
    """All of the chunks; TooLarge as soon as they are more than `most` bytes."""
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > most:
            raise TooLarge(source, _too_large(most))
    return bytes(body)


def decompressed(body: bytes, encoding: str, most: int, source: str) -> bytes:
    """The body without its content encodings; FetchError where they are not what they say."""
    encodings = [e for each in encoding.split(",") if (e := each.strip().casefold())]
    if len(encodings) > _MOST_ENCODINGS:
        raise FetchError(source, "is compressed more often than anybody should")
    for name in reversed(encodings):
        body = _without(body, name, most, source)
    return body


def _without(body: bytes, encoding: str, most: int, source: str) -> bytes:
    match encoding:
        case "identity":
            return body
        case "gzip" | "x-gzip":
            return _inflated(body, 31, most, source) if body.startswith(_GZIP) else body
        case "deflate":
            wrapped = len(body) >= 2 and body[0] & 0x0F == 8 and int.from_bytes(body[:2]) % 31 == 0
            return _inflated(body, 15 if wrapped else -15, most, source)
    raise FetchError(source, f"is compressed in a way that was not asked for ({encoding[:20]})")


def _inflated(body: bytes, window: int, most: int, source: str) -> bytes:
    """Every member of a compressed body; what follows the last is passed over."""
    found = bytearray()
    while body:
        member = zlib.decompressobj(window)
        try:
            found += member.decompress(body, most + 1 - len(found))
        except zlib.error as error:
            raise FetchError(source, "is compressed, and damaged") from error
        if len(found) > most:
            raise TooLarge(source, _too_large(most))
        if not member.eof:
            raise FetchError(source, "is compressed, and broken off")
        body = member.unused_data if member.unused_data.startswith(_GZIP) else b""
    return bytes(found)


def _too_large(most: int) -> str:
    return f"is larger than {most / 1e6:g} MB (fetch.max_bytes)"
