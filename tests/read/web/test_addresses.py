"""Which addresses may be asked, decided before anything is connected to."""

import asyncio
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import AddressRefused, FetchError, Unreachable
from digest.read.web import Client, FetchOptions, Request
from digest.read.web.addresses import Policy, host_form, is_public, parsed
from digest.read.web.client import Surroundings

MALFORMED = """
file:///etc/hosts
ftp://news.example/feed
data:text/xml,<rss/>
javascript:1
feed.xml
//news.example/feed
http://
http:///feed
http://news.example:0/
http://news.example:99999/
http://news.example:80 80/
http://reader@news.example/
http://news.example@10.0.0.1/
""".strip().splitlines()

PRIVATE = """
http://127.0.0.1/
http://localhost/
http://paper.localhost/
http://localhost./
http://2130706433/
http://0x7f000001/
http://0177.0.0.1/
http://127.1/
http://0.0.0.0/
http://10.1.2.3/
http://172.16.0.1/
http://192.168.1.1/
http://100.64.0.1/
http://169.254.169.254/latest/
http://[::1]/
http://[::]/
http://[::ffff:127.0.0.1]/
http://[fd00::1]/
http://[fe80::1]/
http://[64:ff9b::7f00:1]/
http://[2002:7f00:1::]/
http://①②⑦.0.0.1/
http://224.0.0.1/
""".strip().splitlines()


async def no_resolver(host, port):
    raise AssertionError(f"{host} was looked up")


USUAL = FetchOptions()


def refusal(url, options=USUAL, resolve=no_resolver):
    """The error of reading an address with a client whose resolver is ours."""

    async def read():
        async with Client(options, Surroundings(resolve=resolve)) as client:
            await client.get(Request(url))

    with pytest.raises(FetchError) as raised:
        asyncio.run(read())
    return raised.value


@pytest.mark.parametrize("url", [*MALFORMED, "", "   ", "http://a\r\nX: y/", "http://a/\x00"])
def test_what_is_no_web_address_is_refused(url):
    """In one line, without a look-up."""
    error = refusal(url)
    assert isinstance(error, AddressRefused)
    assert "\n" not in str(error)


@pytest.mark.parametrize("url", PRIVATE)
def test_private_hosts_are_refused_however_they_are_written(url):
    """By number or by name, before any connection."""
    assert "private" in str(refusal(url))


@pytest.mark.parametrize("inside", ["10.0.0.7", "::1", "::ffff:192.168.0.1"])
def test_a_public_name_with_a_private_address_is_refused(inside):
    """What counts is where the connection would go; one such address among public ones is enough."""

    async def resolve(host, port):
        return ["93.184.216.34", inside]

    options = FetchOptions(attempts=1)
    assert "private" in str(refusal("http://rebinding.example/", options, resolve))


def test_a_name_that_nobody_knows_is_unreachable():
    """As the machine's resolver would say it."""

    async def resolve(host, port):
        raise OSError("no such host")

    assert isinstance(refusal("http://nowhere.example/", resolve=resolve), Unreachable)


def test_only_the_private_hosts_and_ports_that_are_named_are_admitted():
    """Another port of the same host is another server."""
    policy = Policy(True, frozenset({("127.0.0.1", 8000), ("localhost", 8001)}))
    assert policy.address("http://127.1:8000/feed").url == "http://127.0.0.1:8000/feed"
    assert policy.address("http://localhost:8001/").host == "localhost"
    for other in ("http://127.0.0.1:8001/", "http://127.0.0.2:8000/", "http://[::1]:8000/"):
        with pytest.raises(AddressRefused):
            policy.address(other)
    with pytest.raises(AddressRefused):
        Policy(False, frozenset({("127.0.0.1", 8000)})).address("http://127.0.0.1:8000/")


def test_a_name_that_cannot_be_is_refused():
    """It has the form of an encoded name, and is none."""

    async def resolve(host, port):
        return ["93.184.216.34"]

    assert isinstance(refusal("http://xn--a/", resolve=resolve), AddressRefused)


def test_offline_asks_nobody():
    """Not even for the address of a host."""
    assert "offline" in str(refusal("http://news.example/", FetchOptions(offline=True)))


def test_an_address_has_one_form():
    """Case of the host, its default port, its fragment and letters beyond ASCII."""
    assert parsed("HTTP://News.Example:80/ä?q=é#part").url == "http://news.example/%C3%A4?q=%C3%A9"
    assert parsed("../b", base="https://news.example/a/c").url == "https://news.example/b"
    assert host_form("bücher.example") == "xn--bcher-kva.example"


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text):
    """Nothing else comes of it, and an address that is made again is the same."""
    try:
        address = parsed(text)
    except AddressRefused as error:
        assert "\n" not in str(error)
    else:
        assert parsed(address.url) == address


@given(st.ip_addresses())
def test_what_wraps_a_private_address_is_private(ip):
    """An IPv4 address inside an IPv6 one is judged by itself."""
    if ip.version == 4:
        assert is_public(ip_address(f"::ffff:{ip}")) == is_public(ip)
