"""Who calls a route: the device that its token names and, when it shows a shift grant, the person.

Made by the guards of the composition root, handed to handlers as the dependencies `caller` and `signed_in`.
"""

from datetime import datetime

import msgspec


class DeviceIdentity(msgspec.Struct, frozen=True):
    """An enrolled device that may read."""

    device: str
    site: str
    kind: str


class PersonIdentity(msgspec.Struct, frozen=True):
    """A person under a valid shift grant on the calling device, with the roles and sites held now."""

    person: str
    badge: str
    grant: str
    roles: frozenset[str]
    sites: frozenset[str]


class GrantClaims(msgspec.Struct, frozen=True):
    """What a shift grant says: its id, whose it is, on which device, until when."""

    grant: str
    person: str
    device: str
    not_after: datetime
