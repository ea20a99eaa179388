"""Who wrote the article, as its page says: metadata first, then what is marked or reads as a byline."""

import re
from collections.abc import Iterable, Iterator

from digest.read.pages.tree import Tree, after_label, metas, opening, short, tokens

_META = (
    "author article:author og:author parsely-author sailthru.author byl dc.creator dcterms.creator"
    " citation_author shareaholic:article_author_name og:article:author book:author"
).split()
_MOST = 12  # marked elements that are looked at
_LONGEST = 100  # characters of a byline
_WORDS = 5  # of a name

_BY = re.compile(
    r"^(?:(?:(?:\w+ )?(?:written|posted|authored|published|reported|reviewed|words|guide|story|text|analysis"
    r"|review|opinion|article|report|contributed)\s+)?by\b|(?:about the )?authors?\b\s*:?|von\b|par\b|por\b)\s*:?\s*",
    re.I,
)
_ROLE = re.compile(
    r"\b(?:editors?|writers?|reporters?|correspondents?|journalists?|columnists?|contributors?|contributing"
    r"|staff|producers?|founders?|co-?founder|director|manager|analyst|professor|fellow|bureau|agency"
    r"|chief|news|magazine|reviewed|updated|published|posted|team|author|intern|specialist|strategist)\b",
    re.I,
)
_DATE = re.compile(
    r"\s*\W?\s*(?:(?:updated|published|posted|last)\b.*|(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d.*|\d{1,4}[\s./-].*|\d+ min.*)$",
    re.I,
)
_MAIL = re.compile(r"\s*[(<\[]?\S+@\S+[)>\]]?|\[email.protected\]")
_CUT = re.compile(r"\s+[-–—|•·/]\s+|\s*[|•·]\s*|\s{2,}|\s*;\s*")
_ADDRESS = re.compile(r"https?:|www\.|^@|\.(?:com|org|net)\b|/", re.I)
_NOBODY = frozenset(
    "admin administrator editor editors staff webmaster author guest user unknown default none null"
    " undefined root wordpress super superadmin website site".split()
)
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:(?:by-?lines?|authors?|writer|creator|autor)(?:(?:__|[-_])?(?:name|link|title|displayname))?"
    r"|byline[\w-]*|[\w-]+[-_](?:author|byline)(?:[-_]+name)?)(?=\s|$)"
)
_NOT_THE_AUTHOR = re.compile(
    r"comment|related|recommend|sidebar|footer|teaser|reviewer|quote|(?:^|[\s_-])(?:menu|nav|dropdown)"
)
_PROFILE = re.compile(r"/(?:authors?|contributors?|writers?|journalists?|reporters?)/[^/?#]", re.I)
_LABEL = re.compile(
    r"(?:(?:about the )?authors?|(?:written|authored|posted|published|words) by|by)\W*", re.I
)
_BEGINS = re.compile(r"(?:written|posted|story|words|text|by)\b", re.I)
_PRINTED_BY = re.compile(
    r"^(?:(?:[Ww]ritten|WRITTEN|[Pp]osted|[Ss]tory|[Ww]ords|[Tt]ext) )?(?:[Bb]y|BY):? (?P<name>[^\n]{3,80})$"
)


def author(tree: Tree, stated: Iterable[str], site_names: Iterable[str]) -> str | None:
    """The author's name, several joined by ", " or as printed; None where nothing tells.

    `stated` is what JSON-LD states.  A name of the site is taken only where the page prints none.
    """
    sites = frozenset(_folded(name) for name in site_names if name)
    of_site: str | None = None
    for names in _candidates(tree, tuple(stated)):
        kept = tuple(dict.fromkeys(filter(None, map(cleaned, names))))
        if not kept:
            continue
        if any(_folded(name) not in sites for name in kept):
            return ", ".join(kept)
        of_site = of_site or ", ".join(kept)
    return of_site


def cleaned(name: str) -> str | None:
    """A name without "by", address, role and date; None where that leaves no name."""
    name = _MAIL.sub(" ", " ".join(name[: 4 * _LONGEST].split()))
    name = _BY.sub("", name.strip(" ,;:–—-"))
    name = _CUT.split(_DATE.sub("", name))[0]
    while "," in name and _ROLE.search(name[name.rindex(",") :]):
        name = name[: name.rindex(",")]
    name = name.strip(" ,;:–—-|·•*")
    if not name or len(name) > _LONGEST or _ADDRESS.search(name) or name.casefold() in _NOBODY:
        return None
    return name if re.search(r"[^\W\d_]{2}", name) else None


def _candidates(tree: Tree, stated: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Lists of names, the surest first; what is printed must look like a name."""
    yield stated
    for key in _META:
        yield tuple(metas(tree, key))
    yield tuple(_labelled(tree))
    for found in _printed(tree):
        name = cleaned(found)
        if name and looks_like_name(name):
            yield (name,)


def looks_like_name(name: str) -> bool:
    """A few words with capitals, no sentence, no number."""
    words = re.findall(r"[^\s,]+", name)
    names = [w for w in words if w not in ("and", "de", "van", "von", "der", "da", "di", "la", "&")]
    people = 1 + sum(w in ("and", "&") for w in words) + name.count(",")
    if not names or len(names) > _WORDS * people or len(name) > 80:
        return False
    return all(_is_capital(w) for w in names) and not re.search(r"[!?{}\[\]<>=_]|\d", name)


def _is_capital(word: str) -> bool:
    letters = word.lstrip("(“\"'‘")
    return bool(letters) and not letters[0].islower()


def _labelled(tree: Tree) -> Iterator[str]:
    """`twitter:data1` where `twitter:label1` says that it is the author."""
    for number in ("1", "2"):
        label = next(metas(tree, f"twitter:label{number}"), "").casefold()
        if "written by" in label or "author" in label or label in ("by", "verfasst von"):
            yield from metas(tree, f"twitter:data{number}")


def _printed(tree: Tree) -> Iterator[str]:
    """Names that the page prints: marked as the author's, in a byline, linked to a profile."""
    marked = "//*[contains(@rel, 'author') or contains(@itemprop, 'author')][not(self::meta or self::link)]"
    yield from _texts(tree.xpath(marked))
    classed = [e for e in tree.xpath("//body//*[@class or @id]") if _is_marked(e)]
    yield from _texts(sorted(classed, key=_rank))
    yield from _texts(tree.xpath("//body//address"))
    yield from _texts(a for a in tree.xpath("//body//a[@href]") if _PROFILE.search(a.get("href")))
    yield from after_label(tree, _LABEL, _LONGEST)
    yield from _read_as_byline(tree)


def _texts(elements: Iterable[Tree]) -> Iterator[str]:
    """Short texts of elements that stand in nothing that is about another article."""
    left = _MOST
    for element in elements:
        if left == 0:
            return
        if (line := short(element, _LONGEST)) and not _is_aside(element):
            left -= 1
            yield line


def _is_marked(element: Tree) -> bool:
    return any(_MARKED.search(name) for name in (element.get("class") or "").casefold().split())


def _rank(element: Tree) -> int:
    """An author's name before a whole byline."""
    return 0 if "name" in tokens(element) or element.tag == "a" else 1


def _is_aside(element: Tree) -> bool:
    """Whether the element or one that holds it belongs to comments, teasers or pictures."""
    for at, holder in enumerate((element, *element.iterancestors())):
        if holder.tag in ("body", "article", "main", "html"):
            return False
        if holder.tag in ("aside", "footer", "nav", "figure") or _NOT_THE_AUTHOR.search(
            tokens(holder)
        ):
            return True
        if at > 6:
            return False
    return False


def _read_as_byline(tree: Tree) -> Iterator[str]:
    """Short lines that begin with "By", whatever they are marked as."""
    left = 3
    for element in tree.iter(
        "p", "div", "span", "li", "h2", "h3", "h4", "h5", "h6", "em", "strong"
    ):
        if left == 0:
            return
        if len(element) > 3 or not _BEGINS.match(opening(element)):
            continue
        found = _PRINTED_BY.match(short(element, _LONGEST))
        if found and not _is_aside(element):
            left -= 1
            yield found["name"]


def _folded(name: str) -> str:
    return "".join(re.findall(r"\w+", name.casefold()))
