"""Text made safe for Markdown, and still readable as it stands.

Only what CommonMark, or GitHub's extensions of it, would take for markup is escaped.
"""

import re
import textwrap
from urllib.parse import urlsplit

from digest.publish.text import one_line

WIDTH = 72

_ALWAYS = re.compile(r"[\\`*<]|~(?=~)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # inside a word it is never emphasis
_PLAIN_BRACKETS = re.compile(r"(?<![\])!\\])\[[^\[\]()<>\\`]*\](?![(\[:])")
_BARE_ADDRESS = re.compile(
    r"(?<=https)(?=:)|(?<=http)(?=:)|(?<=ftp)(?=:)|(?<=www)(?=\.)|(?<=\w)(?=@)"
)
_LINE_START = re.compile(r"(?m)^(?=[-+=>#])|^(\d{1,9})(?=[.)](\s|$))")


def escape(value: object) -> str:
    """One line of text that renders as itself."""
    text = _ALWAYS.sub(r"\\\g<0>", one_line(str(value)))
    text = _UNDERSCORE.sub(r"\\_", _ENTITY.sub(r"\\&", text))
    return _BARE_ADDRESS.sub(r"\\", _brackets(text))


def heading(value: object) -> str:
    """A heading's text; the punctuation at its end is dropped, as headings do."""
    return _line_starts(escape(value)).rstrip(".,;:!。，；：！ ")


def wrap(text: str, indent: str = "", first: str | None = None) -> str:
    """Escaped text in lines of at most 72 characters where words allow it.

    `first` opens the first line (a list marker), `indent` the others.
    """
    width = WIDTH - len(indent)
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    marked = [_line_starts(line) for line in lines] or [""]
    opening = indent if first is None else first
    return "\n".join([opening + marked[0], *(indent + line for line in marked[1:])])


def link(url: str) -> str:
    """A safe address as a link: bare in angle brackets where every engine shows that alike."""
    if "%" not in url and "xn--" not in url:
        return f"<{url}>"
    return f"[{escape(urlsplit(url).hostname)}]({_ENTITY.sub('&amp;', url)})"


def _brackets(text: str) -> str:
    """Brackets escaped, but for a plain pair such as an editor's [insertion]."""
    pieces, last = [], 0
    for pair in _PLAIN_BRACKETS.finditer(text):
        pieces += [re.sub(r"[\[\]]", r"\\\g<0>", text[last : pair.start()]), pair[0]]
        last = pair.end()
    return "".join([*pieces, re.sub(r"[\[\]]", r"\\\g<0>", text[last:])])


def _line_starts(line: str) -> str:
    """What would open a list, a heading or a quotation at the start of a line, escaped."""
    return _LINE_START.sub(lambda found: (found[1] or "") + "\\", line)
