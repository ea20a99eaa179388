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
        page,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(found, Document) or not (text := found.text or "").strip():
        raise ReadError(source, "no article text on this page")
    url = found.url or url
    outlet = _site_name(page) or found.sitename or host_of(url) or unknown_outlet(source)
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
        published=normalised(_date(page, url)),
        language=language_code(found.language),
        place=opening.place if opening else None,
    )


def _site_name(page: str) -> str | None:
    """The name that the page gives its site, as printed: trafilatura changes its case."""
    from trafilatura.utils import load_html

    tree = load_html(page)
    names = [] if tree is None else tree.xpath('//meta[@property="og:site_name"]/@content')
    return next(filter(None, (" ".join(name.split()).lstrip("@") for name in names)), None)


def _date(page: str, url: str | None) -> str | None:
    """The day of publication that metadata, a `<time>`, JSON-LD or the address gives.

    Nothing else of the page is shown to the search, which would take a day of the report for it.
    """
    from htmldate import find_date
    from lxml import html
    from trafilatura.utils import load_html

    tree = load_html(page)
    if tree is None:
        return None
    telling = tree.xpath('//meta | //time | //script[@type="application/ld+json"]')
    if not telling and not url:
        return None
    told = html.fromstring("<html><head></head><body></body></html>")
    for element in telling:
        element.tail = None
        told[element.tag == "time"].append(element)
    return find_date(told, url=url, extensive_search=False, original_date=True)
