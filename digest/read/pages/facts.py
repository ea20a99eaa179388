"""What a page says of its outlet, its language and its own address."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from digest.read.identity import canonical, host_of, language_code, same_site
from digest.read.pages.tree import Tree, metas


def site_name(tree: Tree, publisher: str) -> str | None:
    """The name that the page gives its site, as printed."""
    names = (*metas(tree, "og:site_name"), publisher, *metas(tree, "application-name"))
    return next(filter(None, (name.lstrip("@").strip() for name in names)), None)


def language(tree: Tree, stated: str) -> str:
    """ISO 639-1 as the page says of itself, "" where it does not."""
    root = tree.getroottree().getroot()
    tags = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        *metas(tree, "og:locale", "content-language", "language", "dc.language"),
        *(
            meta.get("content") or ""
            for meta in tree.iter("meta")
            if (meta.get("http-equiv") or "").strip().casefold() == "content-language"
        ),
        stated,
    )
    return next(filter(None, map(language_code, tags)), "")


def own_address(tree: Tree, url: str | None) -> str | None:
    """The address that the page calls its own where that can be believed, else `url`.

    It can where it is on the same site, and not the front page of it unless `url` is as well.
    """
    return next((a for a in _called(tree, url) if _believed(a, url)), url)


def _called(tree: Tree, url: str | None) -> Iterator[str]:
    links = tree.xpath("//link[@href]")
    named = [a.get("href") for a in links if "canonical" in (a.get("rel") or "").casefold().split()]
    for address in (*named, *metas(tree, "og:url")):
        try:
            joined = urljoin(url or "", address.strip())
        except ValueError:
            continue
        if host_of(joined):
            yield joined


def _believed(address: str, url: str | None) -> bool:
    known, said = host_of(canonical(url)) if url else None, host_of(canonical(address))
    if known is None or said is None:
        return said is not None and not _is_front(address)
    return same_site(known, said) and (not _is_front(address) or _is_front(url or ""))


def _is_front(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query
