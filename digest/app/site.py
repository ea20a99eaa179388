"""What the configuration says of an edition and of its site."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from digest.brief.allowance import Limits
from digest.config import Config
from digest.edition import Masthead
from digest.models import Edition
from digest.publish import Rendition, Site, environment, render
from digest.sections import Section


def masthead_of(config: Config, day: str) -> Masthead:
    """What an edition of that day is called."""
    host = urlsplit(config.site.url).hostname or "localhost"
    return Masthead(str(config.title), day, str(config.language), host, config.limits.max_stories)


def limits_of(config: Config) -> Limits:
    """How much a brief may hold."""
    limits = config.limits
    return Limits(limits.bullets, limits.max_words_shown, limits.max_share_shown)


def sections_of(config: Config) -> tuple[Section, ...]:
    """The sections that the editor made."""
    return tuple(Section(str(s.name), tuple(map(str, s.words))) for s in config.sections)


def site_of(config: Config) -> Site:
    """What every page says of the site."""
    return Site(
        url=str(config.site.url),
        title=str(config.title),
        language=str(config.language),
        max_words_shown=config.limits.max_words_shown,
        max_share_shown=config.limits.max_share_shown,
    )


def template_folders(config: Config) -> list[Path]:
    """Where templates are looked for, the editor's own first."""
    own = [config.site.templates] if config.site.templates else []
    return [*own, shipped("templates")]


def shipped(folder: str) -> Path:
    """A file or folder that lies inside an installed package, and beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / folder
    return inside if inside.exists() else package.parent / folder


def renditions(editions: Sequence[Edition], config: Config) -> Iterator[Rendition]:
    """Every file of the site; `editions` newest first."""
    return render(editions, site_of(config), environment(template_folders(config)))
