"""The Jinja environment that all templates are rendered in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from markupsafe import Markup

from digest.publish import markdown_text, text

if TYPE_CHECKING:
    from jinja2 import Environment


def environment(folders: Sequence[Path]) -> "Environment":
    """Templates from `folders`; the first folder that has a template wins.

    HTML and XML are escaped; what a template renders is rid of control characters and bidirectional
    overrides; a name that does not exist is an error, never an empty string.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape

    class Harmless(Template):
        def render(self, *args: Any, **values: Any) -> str:
            return text.clean(super().render(*args, **values))

    made = Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        auto_reload=False,
        autoescape=select_autoescape(("html", "xml"), default=False),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.template_class = Harmless
    made.filters |= {
        "clean": text.one_line,
        "count": text.count,
        "plain_date": text.plain_date,
        "full_date": text.full_date,
        "json_ld": json_ld,
        "lang": lang,
        "md": markdown_text.escape,
        "md_heading": markdown_text.heading,
        "md_link": markdown_text.link,
        "md_wrap": markdown_text.wrap,
    }
    return made


def json_ld(value: object) -> Markup:
    """JSON that cannot end the script element it stands in."""
    written = msgspec.json.format(msgspec.json.encode(value), indent=1).decode()
    for character in "<>&\u2028\u2029":
        written = written.replace(character, f"\\u{ord(character):04x}")
    return Markup(written)


def lang(language: str | None) -> str:
    """The attribute of an element in another language than its page; nothing where it has none."""
    return Markup(' lang="{}"').format(language) if language else ""
