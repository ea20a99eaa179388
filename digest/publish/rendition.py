"""What every format is given, and what it gives back."""

from dataclasses import dataclass

from digest.models import Edition


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file of the site."""

    path: str  # relative to the output folder, parted by "/"
    data: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """What a site has that its editions do not say."""

    url: str  # its public address
    title: str
    language: str = "en"
    ttl_minutes: int = 60  # how long a feed may be kept
    hub: str | None = None  # a WebSub hub that the feeds name
    max_words_shown: int = 250  # of any one article in an edition
    max_share_shown: float = 0.35  # of its words

    def address(self, path: str = "") -> str:
        """The public address of a file of the site; a folder's own address for its index."""
        return self.url.rstrip("/") + "/" + path.removesuffix("index.html")


@dataclass(frozen=True, slots=True)
class Page:
    """What every page has."""

    path: str  # relative to `site/`
    title: str
    description: str
    language: str
    kind: str = "website"  # OpenGraph type
    same_as: str = ""  # path of the page that search engines shall take for this one

    @property
    def root(self) -> str:
        """The way from the page back to the top of the site, so that links work anywhere."""
        return "../" * self.path.count("/")


def page(path: str, text: str) -> Rendition:
    """A file of the site from its text; `path` is relative to `site/`."""
    return Rendition(f"site/{path}", text.encode("utf-8"))


def edition_folder(edition: Edition) -> str:
    """Where an edition's own files lie, relative to `site/`."""
    return f"editions/{edition.id}/"


def story_path(slug: str) -> str:
    """Where a story's page lies, relative to `site/`."""
    return f"stories/{slug}/index.html"
