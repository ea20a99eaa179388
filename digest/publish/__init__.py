"""An edition as files: pages, Markdown, feeds, lists of sources, JSON.

Every format is a function of the editions and the press, which holds the site and the templates.
None reads anything else, and none writes: what they give back are `Rendition`s.  A new format is
one function and one line in one of the two tables.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from digest.errors import EditionError
from digest.models import Edition
from digest.publish import edition_json, feeds, forwarding, jsonfeed, markdown, opml, pages, sitemap
from digest.publish.press import Press
from digest.publish.rendition import Rendition, Site
from digest.publish.templating import environment

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Press", "Rendition", "Site", "environment", "render", "render_edition", "render_site"]

EditionFormat = Callable[[Edition, Press], Rendition]
SiteFormat = Callable[[Sequence[Edition], Press], Iterable[Rendition]]

EDITION_FORMATS: dict[str, EditionFormat] = {
    "page": pages.edition_page,
    "markdown": markdown.edition_page,
    "json": edition_json.edition_page,
}

SITE_FORMATS: dict[str, SiteFormat] = {
    "front page": pages.front,
    "archive": pages.archive,
    "stories": pages.stories,
    "forwarded stories": forwarding.forwards,
    "stylesheet": pages.stylesheet,
    "rss": feeds.rss,
    "atom": feeds.atom,
    "json feed": jsonfeed.feed,
    "opml": opml.sources,
    "sitemap": sitemap.sitemap,
    "robots": sitemap.robots,
}


def render_edition(edition: Edition, press: Press) -> Iterator[Rendition]:
    """The files that are an edition's own; they change only when it does."""
    for make in EDITION_FORMATS.values():
        yield make(edition, press)


def render_site(editions: Sequence[Edition], press: Press) -> Iterator[Rendition]:
    """The files that all editions share; `editions` newest first, at least one."""
    if not editions:
        raise EditionError("nothing to publish: the archive holds no edition; run a build first")
    for make in SITE_FORMATS.values():
        yield from make(editions, press)


def render(
    editions: Sequence[Edition], site: Site, templates: "Environment"
) -> Iterator[Rendition]:
    """Everything under `site/`, from all archived editions, newest first."""
    press = Press(site, templates)
    yield from render_site(editions, press)
    for edition in editions:
        yield from render_edition(edition, press)
