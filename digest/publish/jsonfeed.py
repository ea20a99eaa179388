"""JSON Feed 1.1."""

from collections.abc import Iterator, Sequence

import msgspec

from digest.models import Edition
from digest.publish.entries import Entry, entries
from digest.publish.feeds import described
from digest.publish.press import Press
from digest.publish.rendition import Rendition
from digest.publish.text import language_tag, one_line, rfc3339
from digest.publish.view import Source

PATH = "feed.json"


def feed(editions: Sequence[Edition], press: Press) -> Iterator[Rendition]:
    """`feed.json`, with the sources of every story under `_digest`."""
    site = press.site
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": one_line(site.title),
        "home_page_url": site.address(),
        "feed_url": site.address(PATH),
        "description": described(site),
        "language": language_tag(site.language) or "en",
        "authors": [{"name": one_line(site.title), "url": site.address()}],
        "items": [_item(entry) for entry in entries(editions, press)],
    }
    if site.hub:
        told["hubs"] = [{"type": "WebSub", "url": site.hub}]
    written = msgspec.json.format(msgspec.json.encode(told), indent=1)
    yield Rendition(f"site/{PATH}", written + b"\n")


def _item(entry: Entry) -> dict[str, object]:
    view = entry.view
    bullets = "\n".join(f"- {words.text}" for words in view.quick_look)
    return {
        "id": entry.id,
        "url": entry.link,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "content_text": f"{entry.summary}\n\n{bullets}" if bullets else entry.summary,
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated),
        "language": language_tag(view.edition.language) or "en",
        "_digest": {
            "edition": view.edition.id,
            "story": view.story.id,
            "outlets": view.outlets,
            "origins": len(view.origins),
            "sources": [_source(source) for source in view.sources],
        },
    }


def _source(source: Source) -> dict[str, object]:
    article = source.article
    return {
        "outlet": one_line(article.outlet),
        "title": one_line(article.title),
        "author": one_line(article.author) if article.author else None,
        "url": source.link,
        "published": article.published,
        "origin": source.letter,
        "statements": source.statements,
    }
