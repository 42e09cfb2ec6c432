"""Which version of each capability wrote its tables, so that a change of apply functions is not called tampering."""

from collections.abc import Sequence

import msgspec

from backend.log.reading import Db
from backend.log.registry import Registry


class VersionDifference(msgspec.Struct, frozen=True):
    """The tables of a capability were written by another version than this program has; None: not recorded."""

    capability: str
    written_by: int | None
    program: int


async def record(db: Db, registry: Registry) -> None:
    """Note the versions of capabilities that have none yet: at the first start, and when a capability is added."""
    await db.execute(
        "INSERT INTO projection (capability, version) SELECT * FROM unnest($1::text[], $2::int[]) "
        "ON CONFLICT DO NOTHING",
        [capability.name for capability in registry.capabilities],
        [capability.projection for capability in registry.capabilities],
    )


async def differences(db: Db, registry: Registry) -> Sequence[VersionDifference]:
    """Return the capabilities whose tables another version wrote; then a rebuild is due, not a comparison."""
    written: dict[str, int] = dict(await db.fetch("SELECT capability, version FROM projection"))
    return tuple(
        VersionDifference(capability.name, written.get(capability.name), capability.projection)
        for capability in registry.capabilities
        if written.get(capability.name) != capability.projection
    )
