"""Words that are looked for in a text: `flood`, `river*`, `"coast guard"`."""

import re
from functools import cache

_QUERY = re.compile(
    r"""\s* (?: "(?P<phrase> [^"*]*\w[^"*]* )" | (?P<word> [^\s"*]*\w[^\s"*]* \*? ) ) \s*""", re.X
)


def is_query(text: str) -> bool:
    """Whether it is one word, the beginning of one, or a phrase in quotation marks."""
    return _QUERY.fullmatch(text) is not None


def holds(text: str, query: str) -> bool:
    """Whether a text holds what is looked for, as whole words, in capitals or not."""
    return _pattern(query).search(text.casefold()) is not None


@cache
def _pattern(query: str) -> re.Pattern[str]:
    """ValueError where the query is none."""
    found = _QUERY.fullmatch(query)
    if found is None:
        raise ValueError(f"no query: {query!r}")
    words = (found["phrase"] or found["word"]).casefold()
    whole = r"\s+".join(map(re.escape, words.removesuffix("*").split()))
    end = "" if words.endswith("*") else r"(?!\w)"
    return re.compile(rf"(?<!\w){whole}{end}")
