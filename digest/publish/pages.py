"""The site's HTML pages and their stylesheet."""

from collections.abc import Iterator, Sequence

from digest.models import Edition
from digest.publish.forwarding import leading
from digest.publish.press import Press
from digest.publish.rendition import Page, Rendition, Site, edition_folder, page, story_path
from digest.publish.text import instant, language_tag, one_line, rfc3339
from digest.publish.view import Source, StoryView, times

_UNKNOWN = "Unknown outlet ("  # how an outlet's name begins where nothing tells it


def front(editions: Sequence[Edition], press: Press) -> Iterator[Rendition]:
    """The newest edition as the front page."""
    edition = editions[0]
    lead, minor = parted(press.stories(edition))
    title, language = press.site.title, _language(edition, press.site)
    about = Page("index.html", title, _described(edition), language)
    yield _rendered(press, "index.html", about, edition=edition, lead=lead, minor=minor)


def archive(editions: Sequence[Edition], press: Press) -> Iterator[Rendition]:
    """A page that lists all editions."""
    title, language = press.site.title, press.site.language
    described = f"Every edition of {title}, the newest first."
    about = Page("archive/index.html", f"Archive: {title}", described, language)
    yield _rendered(press, "archive.html", about, editions=editions)


def stories(editions: Sequence[Edition], press: Press) -> Iterator[Rendition]:
    """A page a story, as it stands in the newest edition that holds it; none where it is forwarded."""
    seen = {forward.slug for forward, *_ in leading(editions).values()}
    for edition in editions:
        fresh = [view for view in press.stories(edition) if view.story.slug not in seen]
        seen.update(view.story.slug for view in fresh)
        yield from (_story(view, press) for view in fresh)


def stylesheet(editions: Sequence[Edition], press: Press) -> Iterator[Rendition]:
    """The one stylesheet of all pages."""
    yield page("style.css", press.filled("style.css"))


def edition_page(edition: Edition, press: Press) -> Rendition:
    """An edition's own page, with every Quick Look in full and what was left out."""
    path = edition_folder(edition) + "index.html"
    title = f"{one_line(edition.title)}, {edition.date}"
    about = Page(path, title, _described(edition), _language(edition, press.site))
    stories = press.stories(edition)
    return _rendered(press, "edition.html", about, edition=edition, stories=stories)


def parted(stories: tuple[StoryView, ...]) -> tuple[tuple[StoryView, ...], tuple[StoryView, ...]]:
    """The stories shown in full, and those in one line.

    Stories of a single article that come after the last one of several are minor; the leading
    story never is.
    """
    several = [place for place, view in enumerate(stories) if len(view.story.articles) > 1]
    end = several[-1] + 1 if several else 1
    return stories[:end], stories[end:]


def _story(view: StoryView, press: Press) -> Rendition:
    lead = view.standfirst or next(iter(view.quick_look), view.headline)
    about = Page(
        path=story_path(view.story.slug),
        title=f"{view.headline.text} · {press.site.title}",
        description=lead.text,
        language=_language(view.edition, press.site),
        kind="article",
    )
    report = structured(view, press.site)
    return _rendered(press, "story.html", about, view=view, report=report)


def structured(view: StoryView, site: Site) -> dict[str, object]:
    """The story as schema.org data: a report that is based on its sources, which others wrote."""
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "headline": view.headline.text,
        "url": site.address(story_path(view.story.slug)),
        **_dates(view),
        "inLanguage": _language(view.edition, site),
        "publisher": {"@type": "Organization", "name": site.title, "url": site.address()},
        "isBasedOn": [source.link for source in view.sources if source.link],
        "citation": [_cited(source) for source in view.sources],
    }


def _dates(view: StoryView) -> dict[str, object]:
    """When the story was first reported and last changed; nothing where no source has a date."""
    if instant(view.story.published) is None:
        return {}
    published, updated = map(rfc3339, times(view.story, view.edition))
    return {"datePublished": published, "dateModified": updated}


def _cited(source: Source) -> dict[str, object]:
    article = source.article
    published = instant(article.published)
    known = {
        "name": one_line(article.title),
        "url": source.link,
        "datePublished": rfc3339(published) if published else None,
        "author": {"@type": "Person", "name": one_line(article.author)} if article.author else None,
        "publisher": None
        if article.outlet.startswith(_UNKNOWN)
        else {"@type": "Organization", "name": one_line(article.outlet)},
    }
    return {"@type": "Article", **{key: value for key, value in known.items() if value}}


def _language(edition: Edition, site: Site) -> str:
    return language_tag(edition.language) or language_tag(site.language) or "en"


def _described(edition: Edition) -> str:
    headlines = [one_line(story.headline.text) for story in edition.stories[:3]]
    return ". ".join(headlines) or "An edition without a story."


def _rendered(press: Press, template: str, about: Page, **values: object) -> Rendition:
    return page(about.path, press.filled(template, page=about, **values))
