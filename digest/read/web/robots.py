"""robots.txt (RFC 9309): what a host lets programs read, and how often."""

from dataclasses import dataclass
from typing import Any

AGENT = "digest"
MOST_BYTES = 512_000
_LONGEST_DELAY = 60.0  # seconds that a host may ask for between two requests


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host."""

    rules: Any = None  # None: everything is allowed

    def allows(self, url: str) -> bool:
        """Whether we may read the address."""
        return self.rules is None or bool(self.rules.can_fetch(url, AGENT))

    @property
    def delay(self) -> float:
        """Seconds that it wants between two requests."""
        asked = None if self.rules is None else self.rules.crawl_delay(AGENT)
        return min(_LONGEST_DELAY, max(0.0, float(asked or 0)))


def read_robots(body: bytes) -> Robots:
    """The rules of a robots.txt; what cannot be understood in it forbids nothing."""
    from protego import Protego

    try:
        return Robots(Protego.parse(body[:MOST_BYTES].decode("utf-8", "replace")))
    except Exception:  # whatever a stranger's file makes of the parser
        return Robots()
