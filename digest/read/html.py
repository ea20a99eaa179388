"""A web page → `Article`: what the page says of itself, never a guess as fact."""

from collections.abc import Sequence

from digest.errors import ReadError
from digest.language.lines import dateline
from digest.models import Article
from digest.read.identity import article_id, host_of, unknown_outlet
from digest.read.pages import facts, snippets
from digest.read.pages.authors import author
from digest.read.pages.body import body, rows
from digest.read.pages.days import published
from digest.read.pages.linked import linked
from digest.read.pages.titles import title
from digest.read.pages.tree import parse


def read_html(
    page: str, source: str, url: str | None = None, robots: Sequence[str] = ()
) -> Article:
    """The article on a page; ReadError where there is none.

    `url` is where it was fetched from, if it was, and `robots` the values of the X-Robots-Tag
    headers that came with it.
    """
    tree = parse(page)
    if tree is None:
        raise ReadError(source, "no article text on this page")
    rules = snippets.snippet_rules(tree, robots)
    holds_unshowable = snippets.drop_unshowable(tree)
    stated = linked(tree)
    address = facts.own_address(tree, url)
    name = facts.site_name(tree, stated.publisher)
    site_names = (name or "", stated.publisher, host_of(address) or "")
    heading = title(tree, stated.headline, site_names)
    written_by = author(tree, stated.authors, site_names)
    day = published(tree, stated.published, address)
    language = facts.language(tree, stated.language)
    # What must not be shown may stand in the stated body too.
    text = body(tree, (heading, written_by or ""), "" if holds_unshowable else stated.body)
    if not text.strip():
        raise ReadError(source, "no article text on this page")
    outlet = name or host_of(address) or unknown_outlet(source)
    opening = dateline(text.lstrip())
    return Article(
        id=article_id(address, outlet, heading, text),
        title=heading,
        text=text,
        outlet=outlet,
        source=source,
        author=written_by,
        url=address if host_of(address) else None,
        published=day,
        language=language,
        place=opening.place if opening else None,
        may_quote=rules.may_quote,
        rules=rules.rules,
        asides=rows(text),
    )
