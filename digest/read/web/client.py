"""The client: one request at a time a host, with a delay; bounded in bytes, time and redirects.

    get ─▶ attempts ─▶ redirects ─▶ robots.txt ─▶ turn at the host ─▶ exchange

Whatever goes wrong is a `FetchError`; an address is checked before each request (`addresses`), and
the connection goes to an IP address that was.
"""

import asyncio
import random
import re
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Self

import httpcore
import httpx

from digest.errors import AddressRefused, FetchError, Gone, NotAllowed, Unreachable
from digest.read.web.addresses import Address, Policy, Resolve, system_resolve
from digest.read.web.bodies import ACCEPTED, bounded, decompressed
from digest.read.web.messages import Request, Response, Validators
from digest.read.web.robots import AGENT, MOST_BYTES, Robots, read_robots

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_MOST_REDIRECTS = 5
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_WORTH_ANOTHER_TRY = (429, 500, 502, 503, 504)
_LONGEST_WAIT = 60.0  # seconds that a host may ask to be left alone within one run
_BACK_OFF = 0.5  # seconds before the second attempt, twice as many before each further one
_CONNECT = 10.0  # seconds
_VALIDATOR = re.compile(r"[!-~](?:[ -~]{0,998}[!-~])?")


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How hosts are asked."""

    contact: str | None = None  # in the User-Agent
    delay: float = 1.0  # seconds between two requests to one host
    concurrency: int = 8  # requests at a time, over all hosts
    max_bytes: int = 10_000_000  # of a body, compressed or not
    timeout: float = 20.0  # seconds of network for one address, attempts and redirects included
    allow_private: bool = False
    private: frozenset[tuple[str, int]] = frozenset()  # hosts and ports then admitted
    offline: bool = False
    attempts: int = 3


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the client takes from outside."""

    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random  # 0 to 1
    resolve: Resolve = system_resolve


@dataclass(slots=True)
class _Host:
    """Whose turn it is at a host, and when the next may be."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    not_before: float = 0.0
    robots: "asyncio.Future[Robots] | None" = None
    troubles: int = 0  # with its robots.txt
    resting_until: float = 0.0  # as it asked
    delay: float = 0.0


@dataclass(slots=True)
class _Budget:
    """Seconds of network that are left for an address."""

    left: float


@dataclass(frozen=True, slots=True)
class _Answer:
    """One exchange: status, headers, and the body where it is to be read."""

    status: int
    headers: httpx.Headers
    body: bytes


class Client:
    """Reads addresses; used as `async with Client(options) as client`."""

    def __init__(self, options: FetchOptions, around: Surroundings = Surroundings()) -> None:
        self._options = options
        self._around = around
        self._policy = Policy(options.allow_private, options.private)
        self._hosts: dict[tuple[str, int], _Host] = {}
        self._free = asyncio.Semaphore(options.concurrency)
        self._agent = user_agent(options.contact)
        self._transport = _GuardedTransport(self._policy, around.resolve)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._transport.aclose()

    async def get(self, request: Request) -> Response:
        """What there is at an address.  FetchError, of the kind that says why, where nothing is."""
        if self._options.offline:
            raise AddressRefused(request.url, "the network is switched off (fetch.offline)")
        budget = _Budget(self._options.timeout)
        for attempt in range(1, self._options.attempts + 1):
            try:
                return await self._followed(request, budget)
            except _Passing as trouble:
                wait = self._wait(trouble, attempt)
                if wait is None or attempt == self._options.attempts or budget.left <= 0:
                    self._let_rest(request, trouble.error)
                    raise trouble.error from trouble.__cause__
                await self._around.sleep(wait)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _let_rest(self, request: Request, error: FetchError) -> None:
        """Where a host asks to be left alone, none of its other addresses is asked for either."""
        if error.retry_after:
            host = self._host(self._policy.address(request.url))
            host.resting_until = self._around.clock() + error.retry_after

    def _refuse_resting(self, address: Address) -> None:
        left = self._host(address).resting_until - self._around.clock()
        if left > 0:
            raise FetchError(address.url, "its host asked to be left alone for a while", left)

    def _wait(self, trouble: "_Passing", attempt: int) -> float | None:
        """Seconds before another attempt; None where it is not worth waiting."""
        asked = trouble.error.retry_after
        if asked is not None:
            return asked if asked <= min(_LONGEST_WAIT, self._options.timeout) else None
        back_off: float = _BACK_OFF * 2 ** (attempt - 1)
        return back_off * (1 + self._around.chance())

    # ---- redirects ---------------------------------------------------------------------------

    async def _followed(self, request: Request, budget: _Budget) -> Response:
        address = self._policy.address(request.url)
        moved_to: str | None = None
        permanent = True
        for _ in range(_MOST_REDIRECTS + 1):
            self._refuse_resting(address)
            await self._obey_robots(address, budget)
            headers = {"Accept": request.accept, **request.validators.headers}
            answer = await self._exchanged(address, headers, self._options.max_bytes, budget)
            if answer.status not in _REDIRECTS:
                return self._response(request, address, moved_to, answer)
            permanent = permanent and answer.status in _PERMANENT
            address = self._redirected(request, address, answer)
            moved_to = address.url if permanent else moved_to
        raise FetchError(request.url, f"leads through more than {_MOST_REDIRECTS} redirects")

    def _redirected(self, request: Request, address: Address, answer: _Answer) -> Address:
        to = answer.headers.get("Location")
        if not to:
            raise FetchError(
                request.url, f"answered {_status(answer.status)} and does not say where to"
            )
        try:
            return self._policy.address(to, base=address.url)
        except AddressRefused as error:
            reason = f"redirects to {error.source}, which {error.reason}"
            raise AddressRefused(request.url, reason) from error

    def _response(
        self, request: Request, address: Address, moved_to: str | None, answer: _Answer
    ) -> Response:
        self._refuse_other_than_200(request, answer)
        headers = answer.headers
        before = request.validators if answer.status == 304 else Validators()
        return Response(
            url=request.url,
            final_url=address.url,
            moved_to=moved_to,
            status=answer.status,
            body=answer.body,
            content_type=headers.get("Content-Type", ""),
            robots=tuple(headers.get_list("X-Robots-Tag")),
            validators=Validators(
                _sendable(headers.get("ETag")) or before.etag,
                _sendable(headers.get("Last-Modified")) or before.last_modified,
            ),
        )

    def _refuse_other_than_200(self, request: Request, answer: _Answer) -> None:
        status, url = answer.status, request.url
        if status in (200, 203) or (status == 304 and request.validators.headers):
            return
        wait = retry_after(answer.headers.get("Retry-After"), self._around.now())
        if status == 410:
            raise Gone(url, "is gone for good (410)")
        error = FetchError(url, f"answered {_status(status)}{_hint(status)}", wait)
        raise _Passing(error) if status in _WORTH_ANOTHER_TRY else error

    # ---- robots.txt --------------------------------------------------------------------------

    async def _obey_robots(self, address: Address, budget: _Budget) -> None:
        """NotAllowed where the host does not want the address read."""
        host = self._host(address)
        if host.robots is None:
            host.robots = asyncio.get_running_loop().create_future()
            host.robots.add_done_callback(_seen)
            try:
                robots = await self._robots(address, budget)
                host.delay = robots.delay
                host.not_before = max(host.not_before, self._around.clock() + robots.delay)
                host.robots.set_result(robots)
            except BaseException as error:
                self._robots_failed(host, error)
                raise
        try:
            robots = await asyncio.shield(host.robots)
        except _Passing as trouble:
            raise _Passing(_of(address, trouble.error)) from trouble
        except FetchError as error:
            raise _of(address, error) from error
        if not robots.allows(address.url):
            raise NotAllowed(address.url, "its robots.txt forbids programs to read it")

    def _robots_failed(self, host: _Host, error: BaseException) -> None:
        """Tells whoever waits for them; trouble that may pass is tried again, so many times."""
        assert host.robots is not None, "somebody is asking for them"
        known = isinstance(error, FetchError | _Passing)
        host.robots.set_exception(error if known else asyncio.CancelledError())
        host.troubles += 1
        if not known or (isinstance(error, _Passing) and host.troubles < self._options.attempts):
            host.robots = None

    async def _robots(self, address: Address, budget: _Budget) -> Robots:
        """The rules of the address's host; none where it has no such file."""
        at = self._policy.address("/robots.txt", base=address.url)
        for _ in range(_MOST_REDIRECTS + 1):
            answer = await self._exchanged(at, {}, MOST_BYTES, budget, cut=True)
            if answer.status in _REDIRECTS and answer.headers.get("Location"):
                at = self._policy.address(answer.headers["Location"], base=at.url)
            elif answer.status == 429 or answer.status >= 500:
                wait = retry_after(answer.headers.get("Retry-After"), self._around.now())
                reason = f"its robots.txt cannot be read ({_status(answer.status)})"
                raise _Passing(Unreachable(address.url, reason, wait))
            else:
                return read_robots(answer.body) if answer.status == 200 else Robots()
        return Robots()

    # ---- one exchange ------------------------------------------------------------------------

    def _host(self, address: Address) -> _Host:
        return self._hosts.setdefault((address.host, address.port), _Host())

    @asynccontextmanager
    async def _turn(self, address: Address) -> "AsyncIterator[None]":
        """The host's attention, for one request, once its delay is over."""
        host = self._host(address)
        async with host.turn:
            while (wait := host.not_before - self._around.clock()) > 0:
                await self._around.sleep(wait)
            try:
                async with self._free:
                    yield
            finally:
                delay = max(self._options.delay, host.delay)
                host.not_before = self._around.clock() + delay

    async def _exchanged(
        self,
        address: Address,
        headers: Mapping[str, str],
        most: int,
        budget: _Budget,
        cut: bool = False,
    ) -> _Answer:
        """One request and its answer; with `cut`, a body that is too long is cut off."""
        async with self._turn(address):
            begun = self._around.clock()
            try:
                async with asyncio.timeout(max(0.0, budget.left)):
                    return await self._answered(address, headers, most, cut)
            except TimeoutError as error:
                raise Unreachable(
                    address.url,
                    f"did not answer within {self._options.timeout:g} s (fetch.timeout)",
                ) from error
            except (httpx.InvalidURL, UnicodeError) as error:  # a name that only looks like one
                raise AddressRefused(address.url, "has a host that cannot be") from error
            except httpx.HTTPError as error:
                raise _translated(address, error) from error
            except FetchError as error:  # of the connection, which knows host and port alone
                raise _of(address, error) from error
            finally:
                budget.left -= self._around.clock() - begun

    async def _answered(
        self, address: Address, headers: Mapping[str, str], most: int, cut: bool
    ) -> _Answer:
        asked = {
            "User-Agent": self._agent,
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
            **headers,
        }
        timeout = {"connect": _CONNECT, "read": self._options.timeout, "write": _CONNECT}
        request = httpx.Request("GET", address.url, headers=asked, extensions={"timeout": timeout})
        response = await self._transport.handle_async_request(request)
        try:
            body = await _body(response, most, address.url, cut)
        finally:
            await response.aclose()
        return _Answer(response.status_code, response.headers, body)


async def _body(response: httpx.Response, most: int, source: str, cut: bool) -> bytes:
    """The body of a full answer; nothing of any other."""
    if response.status_code not in (200, 203):
        return b""
    declared = response.headers.get("Content-Length", "")
    if not cut and declared.isdigit() and int(declared[:20]) > most:
        await bounded(_one_too_many(most), most, source)
    chunks = aiter(response.stream)  # type: ignore[arg-type]
    if cut:
        return await _beginning(chunks, most)
    body = await bounded(chunks, most, source)
    return decompressed(body, response.headers.get("Content-Encoding", ""), most, source)


async def _one_too_many(most: int) -> "AsyncIterator[bytes]":
    yield bytes(most + 1)


async def _beginning(chunks: "AsyncIterator[bytes]", most: int) -> bytes:
    found = bytearray()
    async for chunk in chunks:
        found += chunk
        if len(found) >= most:
            break
    return bytes(found[:most])


class _Passing(Exception):  # noqa: N818
    """Trouble that another attempt may not have."""

    def __init__(self, error: FetchError) -> None:
        super().__init__(str(error))
        self.error = error


def _of(address: Address, error: FetchError) -> FetchError:
    """The same trouble with another address."""
    return type(error)(address.url, error.reason, error.retry_after)


def _translated(address: Address, error: httpx.HTTPError) -> Exception:
    """What httpx says, as ours; a connection that broke is worth another try."""
    if isinstance(error, httpx.TimeoutException):
        return Unreachable(address.url, "did not answer in time")
    if isinstance(error, httpx.ConnectError):
        return Unreachable(address.url, f"cannot be connected to: {_one_line(error)}")
    broken = isinstance(error, httpx.NetworkError) or "disconnected" in str(error)
    broken = broken or "peer closed" in str(error)
    told = Unreachable(address.url, f"its answer broke off: {_one_line(error)}")
    return _Passing(told) if broken else FetchError(address.url, f"is no HTTP: {_one_line(error)}")


def _one_line(error: Exception) -> str:
    text = " ".join(str(error).split())
    return "".join(c if c.isprintable() else "?" for c in text)[:120] or type(error).__name__


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for: a number, or a date; None where it asks for none."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())


def user_agent(contact: str | None) -> str:
    """How we introduce ourselves."""
    try:
        name = f"{AGENT}/{version('digest')}"
    except PackageNotFoundError:
        name = AGENT
    return f"{name} (+{contact})" if contact else name


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _hint(status: int) -> str:
    return {
        401: ": it wants a password, which is never sent",
        403: ": it does not let programs read it",
        404: ": look up its address",
    }.get(status, "")


def _sendable(validator: str | None) -> str | None:
    """A validator that can be sent back as it came; None for any other."""
    return validator if validator and _VALIDATOR.fullmatch(validator) else None


def _seen(robots: "asyncio.Future[Robots]") -> None:
    """An error that nobody waits for is no news."""
    if not robots.cancelled():
        robots.exception()


# ---- connections -----------------------------------------------------------------------------


class _GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects to IP addresses that the policy admits, whatever a name resolves to by then."""

    def __init__(self, policy: Policy, resolve: Resolve) -> None:
        self._policy = policy
        self._resolve = resolve
        self._backend = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first admitted address that takes one."""
        name = f"[{host}]" if ":" in host else host
        address = Address(f"//{name}:{port}", host, port)
        found = await self._policy.admitted(address, self._resolve)
        for ip in found[:-1]:
            try:
                return await self._backend.connect_tcp(ip, port, timeout, local_address)
            except httpcore.ConnectError:
                continue
        return await self._backend.connect_tcp(found[-1], port, timeout, local_address)

    async def sleep(self, seconds: float) -> None:
        """As httpcore wants it."""
        await self._backend.sleep(seconds)


class _GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport, on connections that are checked; none is kept for later."""

    def __init__(self, policy: Policy, resolve: Resolve) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_keepalive_connections=0,
            network_backend=_GuardedBackend(policy, resolve),
        )
