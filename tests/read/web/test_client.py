"""The client against real servers on loopback: manners, bounds, redirects, and what is remembered."""

import asyncio
import socket
import threading
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

import pytest

from digest.errors import AddressRefused, FetchError, Gone, NotAllowed, TooLarge, Unreachable
from digest.read.web import Client, FetchOptions, Request, Validators
from digest.read.web.client import Surroundings, retry_after, user_agent
from tests.web import serving

FEED = "<rss version='2.0'><channel><title>Courier</title></channel></rss>"


@pytest.fixture
def web():
    with serving() as served:
        served.put("/feed", FEED)
        yield served


def named(*addresses):
    """The hosts and ports of addresses."""
    return frozenset(("127.0.0.1", int(a.rpartition(":")[2])) for a in addresses)


REAL = Surroundings()


def read(address, *requests, around=REAL, **options):
    """The responses to several requests, one after another, by one client."""
    options = {"delay": 0, "allow_private": True, "private": named(address), **options}

    async def all_of_them():
        async with Client(FetchOptions(**options), around) as client:
            return [await client.get(request) for request in requests]

    return asyncio.run(all_of_them())


def test_a_feed_is_read_and_asked_for_again_only_if_it_changed(web):
    """Both validators go back; 304 has no body; a change brings all of it."""
    (first,) = read(web.address, Request(f"{web.address}/feed"))
    assert (first.status, first.body, first.content_type) == (
        200,
        FEED.encode(),
        "application/rss+xml",
    )
    again = Request(f"{web.address}/feed", first.validators)
    (second,) = read(web.address, again)
    assert (second.status, second.body, second.validators) == (304, b"", first.validators)
    web.put("/feed", FEED + " ")
    (third,) = read(web.address, again)
    assert third.status == 200
    assert third.validators != first.validators


def test_robots_txt_is_asked_for_once_and_obeyed(web):
    """What it forbids is not asked for; a host without one forbids nothing."""
    web.put("/robots.txt", "User-agent: digest\nDisallow: /closed\n", "text/plain")
    web.put("/closed/feed", FEED)
    read(web.address, Request(f"{web.address}/feed"), Request(f"{web.address}/feed"))
    assert len(web.sent("/robots.txt")) == 1
    with pytest.raises(NotAllowed):
        read(web.address, Request(f"{web.address}/closed/feed"))
    assert web.sent("/closed/feed") == []


def test_a_robots_txt_that_fails_forbids_everything_for_now(web):
    """As RFC 9309 asks."""
    web.statuses["/robots.txt"] = 503
    with pytest.raises(Unreachable, match=r"robots\.txt"):
        read(web.address, Request(f"{web.address}/feed"), attempts=1)
    assert web.sent("/feed") == []


@pytest.mark.parametrize("status", [401, 403, 404, 418])
def test_another_answer_is_an_error_that_says_which(web, status):
    """And is not asked for twice."""
    web.statuses["/feed"] = status
    with pytest.raises(FetchError, match=str(status)):
        read(web.address, Request(f"{web.address}/feed"))
    assert len(web.sent("/feed")) == 1


def test_gone_is_an_error_of_its_own(web):
    """So that a source can be stopped."""
    web.statuses["/feed"] = 410
    with pytest.raises(Gone):
        read(web.address, Request(f"{web.address}/feed"))


def test_a_busy_host_is_asked_again_after_longer_and_longer_waits(web):
    """At most three times; the waits grow, with some chance in them."""
    web.statuses["/feed"] = 503
    waits = []

    async def sleep(seconds):
        waits.append(seconds)

    with pytest.raises(FetchError, match="503"):
        read(web.address, Request(f"{web.address}/feed"), around=Surroundings(sleep=sleep))
    assert len(web.sent("/feed")) == 3
    assert 0.5 <= waits[0] <= 1.0 <= waits[1] <= 2.0


def test_a_host_that_wants_to_be_left_alone_for_long_is(web):
    """The error says for how long; it is not asked again."""
    web.statuses["/feed"] = 429
    web.headers["/feed"] = {"Retry-After": "3600"}
    with pytest.raises(FetchError) as raised:
        read(web.address, Request(f"{web.address}/feed"))
    assert raised.value.retry_after == 3600
    assert len(web.sent("/feed")) == 1


def test_a_host_that_wants_to_be_left_alone_is_asked_for_nothing_else(web):
    """Its other addresses fail at once, and say for how long."""
    web.put("/other", FEED)
    web.statuses["/feed"] = 503
    web.headers["/feed"] = {"Retry-After": "3600"}

    async def both():
        options = FetchOptions(delay=0, allow_private=True, private=named(web.address))
        async with Client(options) as client:
            found = [client.get(Request(f"{web.address}{path}")) for path in ("/feed", "/other")]
            return [await asyncio.gather(each, return_exceptions=True) for each in found]

    (_,), (other,) = asyncio.run(both())
    assert 3500 < other.retry_after <= 3600
    assert web.sent("/other") == []


def test_permanent_redirects_are_told_and_others_are_not(web):
    """301 and 308 as long as nothing else comes between."""
    for path, status, to in (("/a", 301, "/b"), ("/b", 308, "/c"), ("/c", 302, "/feed")):
        web.statuses[path] = status
        web.headers[path] = {"Location": to}
    (response,) = read(web.address, Request(f"{web.address}/a"))
    assert response.final_url == f"{web.address}/feed"
    assert response.moved_to == f"{web.address}/c"
    (temporary,) = read(web.address, Request(f"{web.address}/c"))
    assert temporary.moved_to is None


def test_redirects_end(web):
    """A ring of them is an error."""
    web.statuses["/a"] = 302
    web.headers["/a"] = {"Location": "/a"}
    with pytest.raises(FetchError, match="redirects"):
        read(web.address, Request(f"{web.address}/a"))


@pytest.mark.parametrize("to", ["file:///etc/hosts", "data:,x", "http://10.0.0.1/"])
def test_a_redirect_to_what_must_not_be_asked_is_refused(web, to):
    """Another scheme, or a private host."""
    web.statuses["/a"] = 302
    web.headers["/a"] = {"Location": to}
    with pytest.raises(AddressRefused, match="redirects to"):
        read(web.address, Request(f"{web.address}/a"))


def test_a_redirect_to_another_private_host_never_reaches_it(web):
    """That the command allows one private host says nothing of the next."""
    with serving() as other:
        other.put("/feed", FEED)
        web.statuses["/a"] = 302
        web.headers["/a"] = {"Location": f"{other.address}/feed"}
        with pytest.raises(AddressRefused):
            read(web.address, Request(f"{web.address}/a"))
        assert other.asked == []


def test_a_body_over_the_limit_is_refused(web):
    """Whether its length is told or not."""
    web.put("/feed", "x" * 5000)
    with pytest.raises(TooLarge, match="max_bytes"):
        read(web.address, Request(f"{web.address}/feed"), max_bytes=4000)


@contextmanager
def speaking(*parts, pause=0.0):
    """A server that answers every request with these bytes, slowly, and closes."""
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def serve():
        while not done.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(65536)
                for part in parts:
                    if done.wait(pause):
                        return
                    try:
                        connection.sendall(part)
                    except OSError:
                        break

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        done.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(timeout=5)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ((b"\0\1\2garbage\r\n\r\n",), "no HTTP"),
        ((b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nshort",), "broke off"),
        ((b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 40000,), "no HTTP"),
        ((b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n",), "no HTTP"),
        ((b"",), "broke off"),
    ],
)
def test_what_is_no_proper_answer_is_an_error_in_one_line(parts, reason):
    """Garbage, a body that is too short, headers without end, no answer."""
    with speaking(*parts) as address, pytest.raises(FetchError, match=reason) as raised:
        read(address, Request(f"{address}/robots.txt"), attempts=1)
    assert "\n" not in str(raised.value)


def test_an_answer_that_drips_ends_at_the_deadline():
    """No single read is slow; all of it together is."""
    parts = [b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", *[b"x"] * 900]
    begun = time.monotonic()
    with speaking(*parts, pause=0.05) as address, pytest.raises(Unreachable, match="within"):
        read(address, Request(f"{address}/feed"), timeout=0.6, attempts=1)
    assert time.monotonic() - begun < 20


def test_a_host_has_one_request_at_a_time_and_its_delay_between_two():
    """Two hundred sources on four hosts: in flight one each, and never sooner than allowed."""
    delay = 0.01
    with ExitStack() as stack:
        webs = [stack.enter_context(serving(pause=0.002)) for _ in range(4)]
        addresses = [web.put(f"/{n}", FEED) for web in webs for n in range(50)]

        async def all_at_once():
            private = named(*(web.address for web in webs))
            options = FetchOptions(delay=delay, allow_private=True, private=private)
            async with Client(options) as client:
                return await asyncio.gather(*(client.get(Request(a)) for a in addresses))

        responses = asyncio.run(all_at_once())
        assert [r.status for r in responses] == [200] * 200
        for web in webs:
            assert web.most_in_flight == 1
            assert (
                min(b - a for (_, a), (b, _) in zip(web.times, web.times[1:], strict=False))
                >= delay
            )


def test_over_all_hosts_only_so_many_are_asked_at_once():
    """Six hosts that take their time, and two requests at a time."""
    with ExitStack() as stack:
        webs = [stack.enter_context(serving(pause=0.05)) for _ in range(6)]
        addresses = [web.put("/feed", FEED) for web in webs]

        async def all_at_once():
            private = named(*(web.address for web in webs))
            options = FetchOptions(delay=0, concurrency=2, allow_private=True, private=private)
            async with Client(options) as client:
                await asyncio.gather(*(client.get(Request(a)) for a in addresses))

        asyncio.run(all_at_once())
        edges = sorted(
            (t, d)
            for web in webs
            for begun, ended in web.times
            for t, d in ((begun, 1), (ended, -1))
        )
        flying = most = 0
        for _, change in edges:
            flying += change
            most = max(most, flying)
        assert most <= 2


def test_waiting_is_asked_for_in_seconds_or_by_a_date():
    """Anything else asks for nothing."""
    now = datetime(2031, 5, 4, 6, 0, tzinfo=UTC)
    assert retry_after("120", now) == 120
    assert retry_after("Sun, 04 May 2031 06:05:00 GMT", now) == 300
    assert retry_after("Sun, 04 May 2031 05:05:00 GMT", now) == 0
    assert [retry_after(value, now) for value in (None, "", "soon", "-3", "9" * 400)][:4] == [
        None
    ] * 4


def test_we_say_who_we_are():
    """Name, version and where to complain."""
    assert user_agent("desk@news.example").startswith("digest/")
    assert user_agent("desk@news.example").endswith("(+desk@news.example)")
    assert Validators('"1"', None).headers == {"If-None-Match": '"1"'}
