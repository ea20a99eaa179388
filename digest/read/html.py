"""A saved web page → `Article`, through trafilatura."""

from digest.errors import ReadError
from digest.language.lines import dateline
from digest.models import Article
from digest.read.dates import normalised
from digest.read.identity import article_id, host_of, language_code, unknown_outlet


def read_html(page: str, source: str, url: str | None = None) -> Article:
    """The article on a page; `url` where it was fetched from, if it was.  ReadError where there is none."""
    import trafilatura
    from trafilatura.settings import Document

    found = trafilatura.bare_extraction(
        page, url=url, with_metadata=True, include_comments=False, include_tables=False
    )
    if not isinstance(found, Document) or not (text := found.text or "").strip():
        raise ReadError(source, "no article text on this page")
    url = found.url or url
    outlet = found.sitename or host_of(url) or unknown_outlet(source)
    title = " ".join((found.title or "").split())
    opening = dateline(text.lstrip())
    return Article(
        id=article_id(url, outlet, title, text),
        title=title,
        text=text,
        outlet=outlet,
        source=source,
        author=found.author,
        url=url if host_of(url) else None,
        published=normalised(found.date),
        language=language_code(found.language),
        place=opening.place if opening else None,
    )
