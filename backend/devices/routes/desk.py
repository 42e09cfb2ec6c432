"""What the device routes need from the composition root."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Protocol

import asyncpg
from litestar.params import Dependency

from backend.log.caller import DeviceIdentity
from backend.log.clock import Clock
from backend.log.door import Door


class DeviceTokenIssuer(Protocol):
    """Signs access tokens of devices."""

    def issue_device(self, device: str, *, now: datetime, token_id: str) -> tuple[str, datetime]:
        """Return a token and when it expires."""
        ...


@dataclass(frozen=True, slots=True)
class DeviceDesk:
    """Everything devices are enrolled and given tokens with. ``server_key``: for sealed exports, a point in hex."""

    door: Door
    pool: asyncpg.Pool
    tokens: DeviceTokenIssuer
    clock: Clock
    server_key: str


InjectedDesk = Annotated[DeviceDesk, Dependency(skip_validation=True)]
InjectedCaller = Annotated[DeviceIdentity, Dependency(skip_validation=True)]
