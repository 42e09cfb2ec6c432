"""Under which IPv4 addresses this machine can be reached from its network; the likeliest first."""

import socket
from ipaddress import IPv4Address

import psutil

_FAR_AWAY = ("198.18.0.1", 9)
"""Connecting a datagram socket sends nothing; it only asks the machine which of its addresses leads there."""


def lan_addresses() -> tuple[IPv4Address, ...]:
    """Return the addresses of interfaces that are up, without loopback and self-assigned ones; () if there is none.

    IPv6 is left out: its privacy addresses change every day, and a phone on the network has IPv4 too.
    """
    states = psutil.net_if_stats()
    found = {
        IPv4Address(address.address)
        for name, addresses in psutil.net_if_addrs().items()
        if name in states and states[name].isup
        for address in addresses
        if address.family == socket.AF_INET
    }
    usable = sorted(address for address in found if not (address.is_loopback or address.is_link_local))
    way_out = _way_out()
    return tuple(sorted(usable, key=lambda address: address != way_out))


def _way_out() -> IPv4Address | None:
    """Return the address that the default route leaves from, or None without one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_FAR_AWAY)
        except OSError:
            return None
        return IPv4Address(probe.getsockname()[0])
