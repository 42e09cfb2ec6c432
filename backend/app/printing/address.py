"""Where a printer may be: its name is looked up once, every address it has must lie in a network that is allowed.

The connection is then made to the address that was judged, so that a name cannot mean another one a moment later.
"""

import asyncio
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import msgspec


class AddressNotAllowedError(Exception):
    """The printer's name has no address, or one outside the allowed networks; the text says which."""


class Networks(msgspec.Struct, frozen=True):
    """The networks a printer may be in."""

    allowed: tuple[IPv4Network | IPv6Network, ...]

    def __contains__(self, address: IPv4Address | IPv6Address) -> bool:
        """Say whether an address lies in one of them; IPv4 written as IPv6 counts as IPv4."""
        plain = getattr(address, "ipv4_mapped", None) or address
        return any(plain in network for network in self.allowed if network.version == plain.version)


def read_networks(text: str) -> Networks:
    """Return the networks that a setting lists, separated by commas. Raises ValueError for what is no network."""
    return Networks(tuple(ip_network(part.strip()) for part in text.split(",") if part.strip()))


async def printer_address(host: str, port: int, networks: Networks) -> str:
    """Return the address to connect to. Raises AddressNotAllowedError."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise AddressNotAllowedError(f"{host}: {error.strerror or error}") from error
    addresses = [ip_address(str(entry[4][0]).split("%", maxsplit=1)[0]) for entry in found]
    return _allowed(host, addresses, networks)


def _allowed(host: str, addresses: Sequence[IPv4Address | IPv6Address], networks: Networks) -> str:
    for address in addresses:
        if address not in networks:
            raise AddressNotAllowedError(f"{host}: {address} is in no network that printers may be in")
    if not addresses:
        raise AddressNotAllowedError(f"{host}: no address")
    return str(addresses[0])
