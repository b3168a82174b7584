"""Which addresses may be asked: http and https, and no private network unless the config allows it."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urljoin, urlsplit

PORTS = {"http": 80, "https": 443}
MOST_CHARACTERS = 2000  # of an address
# Blocks that are not of the internet, beside those that `ipaddress` of every supported Python knows.
_RESERVED = (
    IPv4Network("192.0.0.0/24"),  # protocols (RFC 6890)
    IPv4Network("192.88.99.0/24"),  # relays (RFC 7526)
    IPv6Network("2001::/23"),  # protocols (RFC 2928), Teredo among them
    IPv6Network("64:ff9b:1::/48"),  # translators of a private network (RFC 8215)
    IPv6Network("100::/64"),  # thrown away (RFC 6666)
    IPv6Network("3fff::/20"),  # documentation (RFC 9637)
    IPv6Network("5f00::/16"),  # segment routing (RFC 9602)
)
_TRANSLATED = IPv6Network("64:ff9b::/96")  # IPv4 behind a translator (RFC 6052)
_COMPATIBLE = IPv6Network("::/96")
_NAME = re.compile(
    r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*"
)
_NUMBERS = re.compile(r"(?:0x[0-9a-f]*|\d+)", re.I)  # a last label by which a name is a number (WHATWG URL, 3.5)

Resolve = Callable[[str, int], Sequence[str]]


class AddressRefused(Exception):
    """An address that is not asked, with the reason in words."""


@dataclass(frozen=True, slots=True)
class AddressParts:
    """An address taken apart. target: path and query, as they are sent."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """The Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"


def place(url: str) -> AddressParts:
    """Raises Refused for what is no plain web address."""
    if len(url) > MOST_CHARACTERS or re.search(r"[\x00-\x20\x7f\\]", url):
        raise AddressRefused("is no web address")
    try:
        parts = urlsplit(url)
        port = parts.port
        name = parts.hostname or ""
    except ValueError:
        raise AddressRefused("is no web address") from None
    if "[" in parts.netloc and ":" not in name:  # within brackets stands an IPv6 address: a later kind, none is in use
        raise AddressRefused("is no web address")
    if parts.scheme not in PORTS:
        raise AddressRefused(f"is not asked: {parts.scheme or 'no'} is neither http nor https")
    if "@" in parts.netloc:
        raise AddressRefused("holds a user's name or password")
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]|") if parts.query else ""
    )
    return AddressParts(parts.scheme, _host(name), PORTS[parts.scheme] if port is None else port, target)


def _host(name: str) -> str:
    """A host's name in ASCII and lower case, or its IP address."""
    if ":" in name:
        try:
            return IPv6Address(name).compressed  # a zone ("%eth0") is a private address by itself
        except ValueError:
            raise AddressRefused("is no web address") from None
    try:
        host = (name if name.isascii() else name.encode("idna").decode("ascii")).lower().rstrip(".")
    except UnicodeError:
        raise AddressRefused("is no web address") from None
    if not _NAME.fullmatch(host):
        raise AddressRefused("is no web address")
    if _NUMBERS.fullmatch(host.rpartition(".")[2]):
        try:
            return str(IPv4Address(host))
        except ValueError:
            raise AddressRefused("is an IP address in an unusual form") from None
    return host


def joined(base: str, location: str) -> str:
    """Where a redirect leads. Raises Refused."""
    try:
        return urljoin(base, location.strip()).partition("#")[0]
    except ValueError:
        raise AddressRefused("is no web address") from None


def resolved(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host, by the system. Raises OSError."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def checked(where: AddressParts, allow_private: bool, resolve: Resolve = resolved) -> str:
    """The IP address to connect to, which is the one that was looked at. Raises Refused where any address of the host
    is private; OSError where it has none."""
    try:
        found = [str(ip_address(where.host))]
    except ValueError:
        found = list(resolve(where.host, where.port))
    if not found:
        raise OSError("the host has no address")
    if not allow_private:
        for address in found:
            if not is_public(address):
                raise AddressRefused(
                    f"leads to the private address {address} (`intake: allow_private:` would allow it)"
                )
    return found[0]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, and so is the one that it holds, if it holds another."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    return _is_public(ip)


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv6Address) and ip in _TRANSLATED:
        return _is_public(_last(ip))
    special = ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local
    if special or not ip.is_global or any(ip in block for block in _RESERVED if block.version == ip.version):
        return False
    if isinstance(ip, IPv4Address):
        return True
    inner = (ip.ipv4_mapped, ip.sixtofour, _last(ip) if ip in _COMPATIBLE else None)
    return not (ip.is_site_local or ip.scope_id) and all(_is_public(one) for one in inner if one is not None)


def _last(ip: IPv6Address) -> IPv4Address:
    return IPv4Address(int(ip) & 0xFFFFFFFF)
