"""What the device routes need from the composition root."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import asyncpg
from litestar.di import NamedDependency
from litestar.params import SkipValidation

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


InjectedDesk = NamedDependency[SkipValidation[DeviceDesk]]
InjectedCaller = NamedDependency[SkipValidation[DeviceIdentity]]
