"""Which addresses may be asked: http and https, on public hosts, and private ones that were named.

An address is checked before anything is looked up, and again when a connection is made: every IP
address that its host then has must be admitted, and the connection goes to one of those.
"""

import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from digest.errors import AddressRefused, Unreachable

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""A host and port → its IP addresses; OSError where there are none."""

_IP = IPv4Address | IPv6Address
_PORTS = {"http": 80, "https": 443}
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\\ud800-\udfff]")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)$")
_NAT64 = IPv6Network("64:ff9b::/96")
_SAFE = "/?%:@!$&'()*+,;=~-._#[]"
_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Address:
    """An address that can be asked for."""

    url: str  # host in its one form, everything else escaped
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Policy:
    """Which hosts are admitted."""

    allow_private: bool = False
    private: frozenset[tuple[str, int]] = frozenset()  # with `allow_private`: these, and no others

    def address(self, url: str, base: str | None = None) -> Address:
        """The address, made absolute; AddressRefused for one that must not be asked for."""
        address = parsed(url, base)
        literal = _as_ip(address.host)
        named_local = address.host == "localhost" or address.host.endswith(".localhost")
        if named_local or literal:
            self.check(address, "127.0.0.1" if named_local else str(literal))
        return address

    def check(self, address: Address, ip: str) -> None:
        """AddressRefused where the address must not be connected to at that IP address."""
        if is_public(ip_address(ip.partition("%")[0])):
            return
        if self.allow_private and (address.host, address.port) in self._named():
            return
        allowed = (
            "only private hosts and ports that a source or the command itself names are asked"
            if self.allow_private
            else "private hosts are asked only with --allow-private or fetch.allow_private"
        )
        raise AddressRefused(address.url, f"is on a private host ({ip}): {allowed}")

    def _named(self) -> set[tuple[str, int]]:
        return {(host_form(host) or host, port) for host, port in self.private}

    async def admitted(self, address: Address, resolve: Resolve) -> Sequence[str]:
        """The IP addresses to connect to: those of the host, every one of which is admitted."""
        literal = _as_ip(address.host)
        if literal:
            found: Sequence[str] = [str(literal)]
        else:
            try:
                found = await resolve(address.host, address.port)
            except (OSError, UnicodeError) as error:
                raise Unreachable(address.url, "its host is not known; check the name") from error
        for ip in found:
            self.check(address, ip)
        if not found:
            raise Unreachable(address.url, "its host has no address")
        return found


def parsed(url: str, base: str | None = None) -> Address:
    """The parts of an http or https address; AddressRefused where it is none."""
    shown = _shown(url)
    if len(url) > _LONGEST:
        raise AddressRefused(shown, "is too long for an address")
    if _UNSEEN.search(url.strip(" ")):
        raise AddressRefused(shown, "holds spaces or control characters")
    try:
        parts = urlsplit(urljoin(base, url.strip(" ")) if base else url.strip(" "))
        port = parts.port
    except ValueError as error:
        raise AddressRefused(shown, "is no address") from error
    if parts.scheme not in _PORTS:
        raise AddressRefused(shown, "is neither http nor https: only those are read")
    if "@" in parts.netloc:
        raise AddressRefused(shown, "carries a user name, which is never sent")
    host = host_form(parts.hostname or "")
    if not host:
        raise AddressRefused(shown, "names no host")
    if port == 0:
        raise AddressRefused(shown, "names port 0")
    return Address(_rebuilt(parts, host, port), host, port or _PORTS[parts.scheme])


def _rebuilt(parts: SplitResult, host: str, port: int | None) -> str:
    name = f"[{host}]" if ":" in host else host
    netloc = name if port in (None, _PORTS[parts.scheme]) else f"{name}:{port}"
    path, query = quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE)
    return urlunsplit((parts.scheme, netloc, path, query, ""))


def host_form(host: str) -> str | None:
    """The one form of a host's name or number; None where it is neither.

    Numbers may be written in all the ways that a C library reads ("127.1", "0x7f000001").
    """
    try:
        name = host.encode("idna").decode("ascii").lower().rstrip(".") if host else ""
    except UnicodeError:
        name = "" if ":" not in host else host
    if literal := _as_ip(name):
        return str(literal)
    if not re.fullmatch(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", name):
        return None
    if _NUMBER.match(name.rpartition(".")[2]):
        try:
            return socket.inet_ntoa(socket.inet_aton(name))
        except OSError:
            return None
    return name


def is_public(ip: _IP) -> bool:
    """Whether it is an address of the public network, whatever other address it wraps."""
    if isinstance(ip, IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if ip in _NAT64:
            wrapped = IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(wrapped)
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _as_ip(host: str) -> _IP | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _shown(url: str) -> str:
    """An address as an error can show it, on one line."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in url[:200]) or '""'


async def system_resolve(host: str, port: int) -> Sequence[str]:
    """The IP addresses that the machine's resolver knows."""
    import asyncio

    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
