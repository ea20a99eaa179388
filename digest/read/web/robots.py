"""robots.txt (RFC 9309): what of a host programs may read, and how often.

Our own matching: libraries make a regular expression of each pattern, and a hostile one then takes
for ever.  Here a pattern is matched in one pass over the address.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

AGENT = "digest"
MOST_BYTES = 512_000
_LONGEST_DELAY = 60.0  # seconds that a host may ask for between two requests
_SAFE = "/*$?&=;:@!,+()'~-._%#[]"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of paths, and whether they may be read."""

    pattern: str  # `*` stands for anything, `$` at its end for the end
    allows: bool


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host that concern us; none allow everything."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0  # seconds that it wants between two requests

    def allows(self, url: str) -> bool:
        """Whether we may read the address: the longest pattern that fits says so."""
        parts = urlsplit(url)
        path = _escaped(parts.path or "/") + (f"?{_escaped(parts.query)}" if parts.query else "")
        fitting = (rule for rule in self.rules if _fits(rule.pattern, path))
        best = max(fitting, key=lambda r: (len(r.pattern), r.allows), default=None)
        return best is None or best.allows


def read_robots(body: bytes) -> Robots:
    """The rules for us in a robots.txt, else those for everybody; the rest of it is passed over."""
    groups: dict[str, list[tuple[str, str]]] = {AGENT: [], "*": []}
    named: set[str] = set()
    for agents, key, value in _statements(body[:MOST_BYTES].decode("utf-8-sig", "replace")):
        for agent in agents & groups.keys():
            named.add(agent)
            groups[agent].append((key, value))
    said = groups[AGENT if AGENT in named else "*"]
    rules = {Rule(_escaped(v), k == "allow") for k, v in said if k in ("allow", "disallow") and v}
    delays = [_seconds(value) for key, value in said if key == "crawl-delay"]
    ordered = sorted(rules, key=lambda rule: (rule.pattern, rule.allows))
    return Robots(tuple(ordered), max(delays, default=0.0))


def _statements(text: str) -> Iterator[tuple[frozenset[str], str, str]]:
    """Each line that says something, with the programs that it is said to."""
    agents: set[str] = set()
    begun = False  # the group that the last agents head has lines already
    for line in text.splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().casefold(), value.strip()
        if key == "user-agent":
            agents = set() if begun else agents
            agents.add(value.casefold())
            begun = False
        elif colon and key != "sitemap":
            begun = True
            yield frozenset(agents), key, value
        if len(agents) > 1:  # of many programs, only those that matter are kept
            agents &= {AGENT, "*"} | {value.casefold()}


def _fits(pattern: str, path: str) -> bool:
    """Whether the path begins with the pattern; leftmost is enough, as `*` takes whatever is left."""
    to_the_end = pattern.endswith("$")
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    last = pieces.pop() if pieces and to_the_end else ""
    for piece in pieces:
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    if not to_the_end:
        return True
    return (
        path.endswith(last) and len(path) - len(last) >= at if "*" in pattern else at == len(path)
    )


def _escaped(text: str) -> str:
    """One form of what can be written with and without `%`."""
    return quote(unquote(text), safe=_SAFE)


def _seconds(value: str) -> float:
    try:
        return min(_LONGEST_DELAY, max(0.0, float(value)))
    except ValueError:
        return 0.0
