"""Addresses that others wrote → absolute http(s) addresses, or none."""

import re
from urllib.parse import quote, urljoin, urlsplit

LONGEST = 2_000  # characters of an address

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
_UNSAFE = re.compile(r"[\s\"<>\\^`{|}]")


def web_address(value: object, base: str | None = None) -> str | None:
    """The http(s) address, absolute against `base`; None for any other scheme and for what is none."""
    if not isinstance(value, str) or not 0 < len(value) <= 2 * LONGEST:
        return None
    given = _BREAKS.sub("", value).strip()
    try:
        address = urljoin(base or "", given)
        parts = urlsplit(address)
        named = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    if not given or not named or "@" in parts.netloc or _UNSAFE.search(parts.netloc):
        return None
    safe = _UNSAFE.sub(lambda found: quote(found[0]), address)
    return safe if len(safe) <= LONGEST else None
