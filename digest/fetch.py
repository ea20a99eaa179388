"""Sources on the web → the store: what to ask for, what to keep of the answers.

    source ─▶ feed ─▶ entries ─▶ store ─▶ pages still to be read ─▶ store
                 └▶ 304: nothing new

What a feed answered is stored in one transaction, with the list of the pages that are worth reading
for their full text; each page comes in by a transaction of its own.  A run that is killed is
finished by the next one.  `decide` only decides; `Fetcher` only does.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import wraps
from typing import Literal, TypeVar
from urllib.parse import urlsplit

from digest.errors import (
    AddressRefused,
    FetchError,
    Gone,
    NotAllowed,
    ReadError,
    StoreError,
    TooLarge,
    Unreachable,
)
from digest.models import Article
from digest.moments import rfc3339
from digest.read.decode import decode_page
from digest.read.discovery import advertised_feeds
from digest.read.feeds import Entry, Feed, articles_of, read_feed
from digest.read.html import read_html
from digest.read.identity import host_of
from digest.read.plain import with_credits
from digest.read.web import Client, Request, Response, Validators
from digest.store import (
    Failure,
    PageToRead,
    PendingPage,
    SourceState,
    Store,
    Success,
    Taken,
    fingerprint,
)

FullText = Literal["auto", "feed", "page"]
Parsed = TypeVar("Parsed")

ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9,"
    " text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1"
)
ACCEPT_PAGE = "text/html, application/xhtml+xml, */*;q=0.1"

_SHORT_SUMMARY = 200  # words of a summary up to which its page may well say more
_SHORT_CONTENT = 60  # words of what a feed calls the content
_BROKEN_OFF = ("…", "...", "[…]", "[...]", "[&#8230;]")
_ADDS = 1.3  # times the words of its entry that a page must have to be worth more than it
_MOST_PAGES = 50  # of one source in one run


@dataclass(frozen=True, slots=True)
class Target:
    """A source on the web."""

    name: str
    address: str
    kind: Literal["feed", "page", "either"] = "either"
    full_text: FullText = "auto"
    language: str = ""  # of articles that do not tell theirs


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of a source in one run."""

    name: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    pages: int = 0  # read for their full text
    modified: bool = True  # False: its server said that nothing is new
    failed: str | None = None  # the reason


@dataclass(frozen=True, slots=True)
class Plan:
    """What to keep of a feed's entries, and which pages to read."""

    articles: tuple[Article, ...]
    pages: tuple[PageToRead, ...]
    listed: Mapping[str, str]


# ---- deciding --------------------------------------------------------------------------------


def decide(
    entries: Sequence[Article],
    teasers: frozenset[str],
    stored: Mapping[str, str],
    listed: Mapping[str, str],
) -> Plan:
    """What the entries of a feed, as articles, ask for.

    `teasers` are the ids of those whose page is to be read; `stored` has the fingerprint of each
    stored article, `listed` that of each as the feed had it last.  An entry that stands as it stood
    asks for nothing.  One that changed is taken as it is, unless its page said more before: then
    the page is read again, and has the last word.
    """
    articles: list[Article] = []
    pages: list[PageToRead] = []
    now = {entry.id: fingerprint(entry) for entry in entries}
    for entry in entries:
        before = stored.get(entry.id)
        if before is not None and listed.get(entry.id) == now[entry.id]:
            continue
        is_page = entry.id in teasers and entry.url is not None
        if before in (None, listed.get(entry.id), now[entry.id]) or not is_page:
            articles.append(entry)
        if is_page:
            pages.append(PageToRead(str(entry.url), entry))
    return Plan(tuple(articles), tuple(pages), now)


def teasers_among(feed: Feed, entries: Sequence[Article], full_text: FullText) -> frozenset[str]:
    """Ids of the entries whose page is to be read."""
    if full_text == "feed":
        return frozenset()
    full = {entry.url for entry in feed.entries if not is_teaser(entry)}
    return frozenset(e.id for e in entries if full_text == "page" or e.url not in full)


def is_teaser(entry: Entry) -> bool:
    """Whether an entry's text is so short, or so broken off, that its page may say more."""
    enough = _SHORT_CONTENT if entry.is_full else _SHORT_SUMMARY
    return len(entry.text.split()) < enough or entry.text.rstrip().endswith(_BROKEN_OFF)


def merged(entry: Article, page: Article, full_text: FullText) -> Article | None:
    """The article of an entry and its page; None where the page says no more than the entry."""
    adds = len(page.text.split()) >= _ADDS * len(entry.text.split())
    if not page.text.strip() or not (adds or full_text == "page"):
        return None
    return replace(
        page,
        id=entry.id,
        title=entry.title or page.title,
        outlet=page.outlet if entry.outlet == host_of(entry.url) else entry.outlet,
        source=entry.source,
        author=page.author or entry.author,
        url=entry.url,
        published=entry.published or page.published,
        language=page.language or entry.language,
    )


def failure_of(error: ReadError, now: datetime) -> Failure:
    """What to remember of a source that could not be read."""
    wait = error.retry_after if isinstance(error, FetchError) else None
    not_before = None if wait is None else rfc3339(now + timedelta(seconds=wait))
    return Failure(error.reason, isinstance(error, Gone), not_before)


# ---- doing -----------------------------------------------------------------------------------

Tell = Callable[[Fetched], None]
"""Told of each source once it is done."""


class Fetcher:
    """One run over the sources: what is asked for at once is for the client to bound."""

    def __init__(self, client: Client, store: Store, now: Callable[[], datetime]) -> None:
        self._client = client
        self._store = store
        self._now = now
        self._parsing = asyncio.Semaphore(1)  # one page or feed in memory as a tree at a time
        self._silent: set[str] = set()  # hosts that did not answer: their other pages wait

    async def run(self, targets: Sequence[Target], tell: Tell) -> list[Fetched]:
        """What became of each target, in their order."""

        async def one(target: Target) -> Fetched:
            fetched = await self._source(target)
            tell(fetched)
            return fetched

        tasks = [asyncio.ensure_future(one(target)) for target in targets]
        try:
            return list(await asyncio.gather(*tasks))
        finally:
            for task in tasks:
                task.cancel()

    async def _source(self, target: Target) -> Fetched:
        state = self._store.source(target.name)
        if state is None:
            raise StoreError(f"{target.name}: not among the stored sources")
        if reason := resting(state, self._moment()):
            return Fetched(target.name, failed=reason)
        try:
            response = await self._asked(state, target)
            taken = await self._taken(target, response)
        except ReadError as error:
            self._store.take_in(target.name, failure_of(error, self._now()), self._moment())
            return Fetched(target.name, failed=error.reason)
        tallied = _tallied(target.name, taken, await self._pages(target))
        return replace(tallied, modified=response.status != 304)

    async def _asked(self, state: SourceState, target: Target) -> Response:
        accept = ACCEPT_PAGE if target.kind == "page" else ACCEPT_FEED
        validators = Validators(state.etag, state.last_modified)
        return await self._client.get(Request(state.url, validators, accept))

    async def _taken(self, target: Target, response: Response) -> Taken:
        """What the answer of a source brought, stored."""
        success = Success(
            etag=response.validators.etag,
            last_modified=response.validators.last_modified,
            moved_to=response.moved_to,
            modified=response.status != 304,
        )
        if success.modified:
            plan = await self._planned(target, response)
            success = replace(success, articles=plan.articles, pages=plan.pages, listed=plan.listed)
        taken = self._store.take_in(target.name, success, self._moment())
        moved = len(taken.new) + len(taken.changed)
        return replace(taken, unchanged=max(0, len(success.listed) - moved))

    async def _planned(self, target: Target, response: Response) -> Plan:
        if target.kind == "page":
            page = await self._parsed(_page, response, target)
            return Plan((page,), (), {page.id: fingerprint(page)})
        try:
            feed, entries = await self._parsed(_feed, response, target)
        except ReadError:
            if target.kind == "feed":
                raise
            page = await self._parsed(_page, response, target)
            return Plan((page,), (), {page.id: fingerprint(page)})
        ids = [entry.id for entry in entries]
        return decide(
            entries,
            teasers_among(feed, entries, target.full_text),
            self._store.seen(ids),
            self._store.listed(target.name, ids),
        )

    # ---- pages of a feed ---------------------------------------------------------------------

    async def _pages(self, target: Target) -> list[Taken]:
        """What the pages brought that are still to be read; those of one host one after another."""
        by_host: dict[str, list[PendingPage]] = {}
        for page in self._store.pending(target.name, limit=_MOST_PAGES):
            by_host.setdefault(urlsplit(page.url).netloc, []).append(page)
        of_hosts = await asyncio.gather(
            *(self._pages_of(host, pages, target) for host, pages in by_host.items())
        )
        return [taken for of_host in of_hosts for taken in of_host]

    async def _pages_of(
        self, host: str, pages: Sequence[PendingPage], target: Target
    ) -> list[Taken]:
        """As long as the host answers."""
        found = []
        for page in pages:
            if host in self._silent:
                break
            if taken := await self._page(page, target):
                found.append(taken)
        return found

    async def _page(self, page: PendingPage, target: Target) -> Taken | None:
        """The page of a feed's entry, taken in; None where it was put off, or says no more."""
        try:
            response = await self._client.get(Request(page.url, accept=ACCEPT_PAGE))
            article = merged(
                page.entry, await self._parsed(_page, response, target), target.full_text
            )
        except ReadError as error:
            if isinstance(error, Unreachable):
                self._silent.add(urlsplit(page.url).netloc)
            if _may_change(error):
                self._store.put_off(page.source, page.url, error.reason)
                return None
            article = None
        if article is None:
            self._store.drop_page(page.source, page.url)
            return None
        return self._store.take_page(page.source, page.url, article, self._moment())

    async def _parsed(
        self, parse: Callable[[Response, Target, str], Parsed], response: Response, target: Target
    ) -> Parsed:
        """One after another, so that no two trees are in memory."""
        async with self._parsing:
            return await asyncio.to_thread(parse, response, target, self._moment())

    def _moment(self) -> str:
        return rfc3339(self._now())


async def readable(client: Client, target: Target, now: str) -> None:
    """Reads the target and keeps nothing; ReadError where it cannot be read."""
    accept = ACCEPT_PAGE if target.kind == "page" else ACCEPT_FEED
    response = await client.get(Request(target.address, accept=accept))
    (_page if target.kind == "page" else _feed)(response, target, now)


async def found_at(
    client: Client, target: Target, now: str
) -> tuple[Literal["feed", "page"], str, str | None]:
    """What an address is good for: "feed" or "page", the address to read, and what it is called.

    Of a page that advertises feeds, the first.  ReadError where there is neither.
    """
    response = await client.get(Request(target.address, accept=ACCEPT_FEED))
    address = response.moved_to or response.url
    try:
        feed, _ = _feed(response, target, now)
        return "feed", address, feed.title or None
    except ReadError:
        page = decode_page(response.body, response.content_type)
        for advertised in advertised_feeds(page, response.final_url):
            return "feed", advertised.address, advertised.title or None
        return "page", address, _page(response, target, now).outlet


def resting(state: SourceState, now: str) -> str | None:
    """Why a source is not asked now; None where it may be."""
    if state.gone:
        return "is gone for good, as its server said (410); remove it: digest sources remove"
    if state.not_before and state.not_before > now:
        return f"asked to be left alone until {state.not_before}"
    return None


def _may_change(error: ReadError) -> bool:
    """Whether another run may have more luck with a page."""
    refused = isinstance(error, AddressRefused | NotAllowed | Gone | TooLarge)
    return isinstance(error, FetchError) and not refused


def guarded(
    parse: Callable[[Response, Target, str], Parsed],
) -> Callable[[Response, Target, str], Parsed]:
    """The same with one kind of error: what a stranger sends may break any parser, but no run."""

    @wraps(parse)
    def parsed(response: Response, target: Target, now: str) -> Parsed:
        try:
            return parse(response, target, now)
        except ReadError:
            raise
        except Exception as error:
            reason = f"cannot be made sense of ({type(error).__name__})"
            raise ReadError(response.url, reason) from error

    return parsed


@guarded
def _feed(response: Response, target: Target, now: str) -> tuple[Feed, list[Article]]:
    feed = read_feed(
        response.body, response.url, response.final_url, content_type=response.content_type, now=now
    )
    entries = articles_of(feed, response.url)
    return feed, [_with_language(entry, target.language) for entry in entries]


@guarded
def _page(response: Response, target: Target, now: str) -> Article:
    text = decode_page(response.body, response.content_type)
    article = read_html(text, response.url, response.final_url, response.robots)
    if (article.published or "")[:10] > _tomorrow(now):
        article = replace(article, published=None)
    return _with_language(with_credits(article), target.language)


def _tomorrow(now: str) -> str:
    return (datetime.fromisoformat(now) + timedelta(days=1)).date().isoformat()


def _with_language(article: Article, language: str) -> Article:
    return article if article.language else replace(article, language=language)


def _tallied(name: str, listed: Taken, pages: Sequence[Taken]) -> Fetched:
    """An article that is new, and whose page was read at once, is new once."""
    new = {a for each in (listed, *pages) for a in each.new}
    changed = {a for each in (listed, *pages) for a in each.changed} - new
    return Fetched(name, len(new), len(changed), listed.unchanged, len(pages))
