"""Which certificate this server answers with: none, the administrator's own, or one it makes for its network."""

import socket
import stat
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from backend.app.cli_failure import CommandFailed
from backend.app.keys import open_keys
from backend.app.lan.addresses import lan_addresses
from backend.app.lan.authority import SERVER_FILE, open_authority, renew_server
from backend.app.lan.certificates import Signed
from backend.app.private_files import shared_mode
from backend.app.settings import Settings

EVERYWHERE: Final = "0.0.0.0"  # noqa: S104 - phones come from the network: that is what --lan is for


class Tls(msgspec.Struct, frozen=True):
    """The files to serve with; ``lan`` when they are this installation's own."""

    certificate: Path
    key: Path
    lan: "Lan | None" = None


class Lan(msgspec.Struct, frozen=True):
    """The network that is served: the authority, and the names of this machine, the likeliest first."""

    authority: Signed
    names: tuple[str, ...]
    folder: Path
    page_port: int

    def renew(self, names: Sequence[str], *, now: datetime) -> bool:
        """Renew the certificate if it is due; say whether it was. Raises KeysUnusableError."""
        return renew_server(self.folder, self.authority, names, now=now)


def for_network(settings: Settings) -> Settings:
    """Return the settings with the address that phones use, if phones are served; raises CommandFailed."""
    if not settings.tls_lan:
        return settings
    update: dict[str, object] = {}
    if settings.public_url is None:
        update["public_url"] = f"https://{in_address(network_names(settings)[0])}:{settings.port}"
    if "host" not in settings.model_fields_set:
        update["host"] = EVERYWHERE
    return settings.model_copy(update=update)


def network_names(settings: Settings) -> tuple[str, ...]:
    """Return under which names phones reach this machine now; raises CommandFailed if there is none."""
    given = [name.strip() for name in (settings.tls_names or "").split(",") if name.strip()]
    names = given or [str(address) for address in lan_addresses()]
    if not names:
        raise CommandFailed(
            "Expected an IPv4 address that phones can reach, found none besides this machine's own loopback. "
            "Connect it to the phones' network, or name its address: UNITRAIL_TLS_NAMES=192.168.1.20"
        )
    return tuple(names)


def in_address(name: str) -> str:
    """Return a name as it stands in an address: IPv6 in brackets."""
    return f"[{name}]" if ":" in name else name


def open_tls(settings: Settings, *, now: datetime) -> Tls | None:
    """Return what to serve HTTPS with, made or renewed where it is ours; None for plain HTTP.

    Raises CommandFailed and KeysUnusableError.
    """
    certificate, key = settings.tls_certificate, settings.tls_key
    if (certificate is None) != (key is None):
        raise CommandFailed("UNITRAIL_TLS_CERTIFICATE and UNITRAIL_TLS_KEY belong together: give both or neither.")
    if certificate is None or key is None:
        return _open_lan(settings, now) if settings.tls_lan else None
    if settings.tls_lan:
        raise CommandFailed("UNITRAIL_TLS_LAN makes a certificate and UNITRAIL_TLS_CERTIFICATE brings one: give one.")
    mode = shared_mode(key, forbidden=stat.S_IRWXO)
    if mode is not None:
        raise CommandFailed(f"{key} has mode {mode}: every account may use the key. Run: chmod o= {key}")
    return Tls(certificate, key)


def _open_lan(settings: Settings, now: datetime) -> Tls:
    names, folder = network_names(settings), settings.keys_folder
    open_keys(folder)  # makes the folder at the first start, and refuses one that others may use
    authority = open_authority(folder, names, host=socket.gethostname(), now=now)
    lan = Lan(authority, names, folder, settings.tls_page_port or settings.port + 1)
    lan.renew(names, now=now)
    return Tls(folder / SERVER_FILE, folder / SERVER_FILE, lan)
