"""What is then true of units and of what was made of what. A thing is named by its kind and natural key, as scanned;
its node in the genealogy is a number made from that name, so that every rule knows it without asking.
"""

from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from typing import Literal

import msgspec

from backend.log.vocabulary import Event, event

NodeKind = Literal["lot", "unit", "container", "load"]
LinkKind = Literal["consume", "split", "merge", "rework", "relabel", "sterilise", "sample", "install", "pack"]
UnitStatus = Literal[
    "issued", "built", "tested", "packed", "sterilised", "released", "shipped", "returned", "rework", "scrapped", "void"
]

_NODES_KEPT = 20_000
"""What judges a push asks for the numbers of the same few things many times over."""


class Thing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A lot, unit, container or sterilisation load by its natural key: (number,), (item, serial), (code,)."""

    kind: NodeKind
    key: tuple[str, ...]

    @property
    def node(self) -> int:
        """The thing's number in the genealogy, 63 bits of a hash of its name."""
        return _node(self.kind, self.key)


@lru_cache(_NODES_KEPT)
def _node(kind: NodeKind, key: tuple[str, ...]) -> int:
    text = "\x1f".join((kind, *key))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def lot_thing(number: str) -> Thing:
    """Return a lot's name in the genealogy."""
    return Thing("lot", (number,))


def unit_thing(item: str, serial: str) -> Thing:
    """Return a unit's name in the genealogy."""
    return Thing("unit", (item, serial))


def container_thing(code: str) -> Thing:
    """Return a container's name in the genealogy."""
    return Thing("container", (code,))


@event(version=1)
class ContainerMade(Event, frozen=True, kw_only=True):
    """A container is in use: a box, a carton, a pallet or a tray, under its own number."""

    code: str
    level: str


def load_thing(number: str) -> Thing:
    """Return a sterilisation load's name in the genealogy."""
    return Thing("load", (number,))


@event(version=1)
class LoadHeld(Event, frozen=True, kw_only=True):
    """A load is on hold, and with it everything that was in it."""

    id: str
    load: str
    reason_code: str
    text: str


@event(version=1)
class LoadHoldLifted(Event, frozen=True, kw_only=True):
    """One hold on a load was let go."""

    id: str
    load: str
    reason: str


@event(version=1)
class UnitMade(Event, frozen=True, kw_only=True):
    """A unit exists under its serial. ``lot`` is the lot it was made in; a ``stub`` was named before it was made."""

    item: str
    serial: str
    lot: str | None
    status: UnitStatus
    stub: bool


@event(version=1)
class UnitStatusChanged(Event, frozen=True, kw_only=True):
    """A unit went from one state to the next."""

    item: str
    serial: str
    status: UnitStatus


@event(version=1)
class UnitHeld(Event, frozen=True, kw_only=True):
    """Nobody uses or ships the unit until this hold is lifted. ``source`` is what caused it, a deviation's number."""

    item: str
    serial: str
    reason_code: str
    source: str


@event(version=1)
class UnitHoldLifted(Event, frozen=True, kw_only=True):
    """One hold of a unit was let go."""

    item: str
    serial: str
    source: str


@event(version=1)
class Linked(Event, frozen=True, kw_only=True):
    """``input`` went into ``output``; so much of it, in the input's base unit, where it is counted."""

    input: Thing
    output: Thing
    kind: LinkKind
    quantity: Decimal | None
    unit: str | None


@event(version=1)
class Unlinked(Event, frozen=True, kw_only=True):
    """What a link said was taken back, or the input was taken out again: ``quantity`` of it, None for all."""

    input: Thing
    output: Thing
    kind: LinkKind
    quantity: Decimal | None
