"""The Jinja environment that all templates are rendered in."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from digest.publish import markdown_text, text

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def environment(folders: Sequence[Path]) -> "Environment":
    """Templates from `folders`; the first folder that has a template wins.

    HTML and XML are escaped; every value that a template prints is rid of control characters and
    bidirectional overrides first; a name that does not exist is an error, never an empty string.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    made = Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=select_autoescape(("html", "xml"), default=False),
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "clean": text.one_line,
        "count": text.count,
        "plain_date": text.plain_date,
        "full_date": text.full_date,
        "json_ld": json_ld,
        "md": markdown_text.escape,
        "md_heading": markdown_text.heading,
        "md_link": markdown_text.link,
        "md_wrap": markdown_text.wrap,
    }
    return made


def json_ld(value: object) -> "Markup":
    """JSON that cannot end the script element it stands in."""
    from markupsafe import Markup

    written = json.dumps(value, ensure_ascii=False, indent=1)
    for character in "<>&\u2028\u2029":
        written = written.replace(character, f"\\u{ord(character):04x}")
    return Markup(written)


def _harmless(value: object) -> object:
    from markupsafe import Markup

    if isinstance(value, Markup):
        return Markup(text.clean(value))
    return text.clean(value) if isinstance(value, str) else value
