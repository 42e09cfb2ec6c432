"""A printer is in a network that the setting allows, whatever its name says today."""

import pytest

from backend.app.printing.address import AddressNotAllowedError, printer_address, read_networks
from backend.app.settings import Settings
from backend.labeling.rules.printers import may_be_a_printers


@pytest.mark.parametrize("host", ["10.1.2.3", "192.168.4.20", "172.31.0.9", "fd12::7"])
async def test_a_private_address_is_allowed_from_the_start(host: str) -> None:
    networks = read_networks(Settings().printer_networks)
    assert await printer_address(host, 9100, networks) == host


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "::1",
        "169.254.169.254",
        "8.8.8.8",
        "0.0.0.0",  # noqa: S104 - an address to be refused
        "::ffff:127.0.0.1",
        "172.32.0.1",
        "100.64.0.1",
    ],
)
async def test_an_address_outside_the_allowed_networks_is_not_connected_to(host: str) -> None:
    with pytest.raises(AddressNotAllowedError):
        await printer_address(host, 9100, read_networks(Settings().printer_networks))


async def test_a_name_without_an_address_is_not_connected_to() -> None:
    with pytest.raises(AddressNotAllowedError):
        await printer_address("no-such-printer.invalid", 9100, read_networks("0.0.0.0/0"))


async def test_the_setting_can_allow_one_network_only() -> None:
    networks = read_networks("192.168.7.0/24")
    assert await printer_address("192.168.7.9", 9100, networks) == "192.168.7.9"
    with pytest.raises(AddressNotAllowedError):
        await printer_address("192.168.8.9", 9100, networks)


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("10.0.0.7", True),
        ("printer-1.factory.example", True),
        ("8.8.8.8", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - an address to be refused
        ("2130706433", False),
        ("127.1", False),
    ],
)
def test_an_address_that_no_printer_has_is_refused_when_the_printer_is_defined(host: str, allowed: bool) -> None:  # noqa: FBT001
    assert may_be_a_printers(host) is allowed
