"""OPML 2.0, written: a list of outlines, which may hold outlines."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

# What XML 1.0 cannot hold, however it is escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Outline:
    """A line of the list, and those below it."""

    text: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    below: tuple["Outline", ...] = ()


def opml(title: str, outlines: Sequence[Outline], modified: datetime | None = None) -> bytes:
    """The list as a file; `modified` has a zone, and is left away where it is None."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = _allowed(title)
    if modified is not None:
        etree.SubElement(head, "dateModified").text = format_datetime(modified)
    body = etree.SubElement(root, "body")
    # A body needs an outline.
    for outline in outlines or [Outline("No sources yet")]:
        _write(outline, body)
    etree.indent(root)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _write(outline: Outline, parent: "_Element") -> None:
    from lxml import etree

    attributes = {"text": outline.text, **outline.attributes}
    made = etree.SubElement(parent, "outline", {k: _allowed(v) for k, v in attributes.items()})
    for below in outline.below:
        _write(below, made)


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("", text)
