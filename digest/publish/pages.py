"""The site's HTML pages and their stylesheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.models import Edition
from digest.publish.rendition import Rendition, Site, edition_folder, page, story_path
from digest.publish.text import instant, language_tag, one_line, rfc3339
from digest.publish.view import Source, StoryView, times, views

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Page:
    """What every page has."""

    path: str  # relative to `site/`
    title: str
    description: str
    language: str
    kind: str = "website"  # OpenGraph type

    @property
    def root(self) -> str:
        """The way from the page back to the top of the site, so that links work anywhere."""
        return "../" * self.path.count("/")


def front(editions: Sequence[Edition], site: Site, templates: "Environment") -> Iterator[Rendition]:
    """The newest edition as the front page."""
    edition = editions[0]
    stories = views(edition, site)
    lead, minor = parted(stories)
    about = Page("index.html", site.title, _described(edition), _language(edition, site))
    yield _rendered(templates, "index.html", site, about, edition=edition, lead=lead, minor=minor)


def archive(
    editions: Sequence[Edition], site: Site, templates: "Environment"
) -> Iterator[Rendition]:
    """A page that lists all editions."""
    described = f"Every edition of {site.title}, the newest first."
    about = Page("archive/index.html", f"Archive: {site.title}", described, site.language)
    yield _rendered(templates, "archive.html", site, about, editions=editions)


def stories(
    editions: Sequence[Edition], site: Site, templates: "Environment"
) -> Iterator[Rendition]:
    """A page a story, as it stands in the newest edition that holds it."""
    seen: set[str] = set()
    for edition in editions:
        fresh = [view for view in views(edition, site) if view.story.slug not in seen]
        seen.update(view.story.slug for view in fresh)
        yield from (_story(view, site, templates) for view in fresh)


def stylesheet(
    editions: Sequence[Edition], site: Site, templates: "Environment"
) -> Iterator[Rendition]:
    """The one stylesheet of all pages."""
    yield page("style.css", templates.get_template("style.css").render())


def edition_page(edition: Edition, site: Site, templates: "Environment") -> Rendition:
    """An edition's own page, with every Quick Look in full and what was left out."""
    path = edition_folder(edition) + "index.html"
    title = f"{one_line(edition.title)}, {edition.date}"
    about = Page(path, title, _described(edition), _language(edition, site))
    return _rendered(
        templates, "edition.html", site, about, edition=edition, stories=views(edition, site)
    )


def parted(stories: tuple[StoryView, ...]) -> tuple[tuple[StoryView, ...], tuple[StoryView, ...]]:
    """The stories shown in full, and those in one line.

    Stories of a single article that come after the last one of several are minor; the leading
    story never is.
    """
    several = [place for place, view in enumerate(stories) if len(view.story.articles) > 1]
    end = several[-1] + 1 if several else 1
    return stories[:end], stories[end:]


def _story(view: StoryView, site: Site, templates: "Environment") -> Rendition:
    lead = view.standfirst or next(iter(view.quick_look), view.headline)
    about = Page(
        path=story_path(view.story.slug),
        title=f"{view.headline.text} · {site.title}",
        description=lead.text,
        language=_language(view.edition, site),
        kind="article",
    )
    report = structured(view, site)
    return _rendered(templates, "story.html", site, about, view=view, report=report)


def structured(view: StoryView, site: Site) -> dict[str, object]:
    """The story as schema.org data: a report that is based on its sources, which others wrote."""
    published, updated = map(rfc3339, times(view.story, view.edition))
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "headline": view.headline.text,
        "url": site.address(story_path(view.story.slug)),
        "datePublished": published,
        "dateModified": updated,
        "inLanguage": _language(view.edition, site),
        "publisher": {"@type": "Organization", "name": site.title, "url": site.address()},
        "isBasedOn": [source.link for source in view.sources if source.link],
        "citation": [_cited(source) for source in view.sources],
    }


def _cited(source: Source) -> dict[str, object]:
    article = source.article
    published = instant(article.published)
    known = {
        "name": one_line(article.title),
        "url": source.link,
        "datePublished": rfc3339(published) if published else None,
        "author": {"@type": "Person", "name": one_line(article.author)} if article.author else None,
        "publisher": {"@type": "Organization", "name": one_line(article.outlet)},
    }
    return {"@type": "Article", **{key: value for key, value in known.items() if value}}


def _language(edition: Edition, site: Site) -> str:
    return language_tag(edition.language) or language_tag(site.language) or "en"


def _described(edition: Edition) -> str:
    headlines = [one_line(story.headline.text) for story in edition.stories[:3]]
    return ". ".join(headlines) or "An edition without a story."


def _rendered(
    templates: "Environment", name: str, site: Site, about: Page, **values: object
) -> Rendition:
    text = templates.get_template(name).render(site=site, page=about, **values)
    return page(about.path, text)
