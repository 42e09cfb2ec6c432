"""P43: proofs are checked with the document and the key alone."""

from typing import Any

import asyncpg
import msgspec
import pytest

from backend.log import proofs
from backend.log.proofs import NotCovered, ProofFailed
from sync import canonical
from tests.builders.log_writer import LogWriter


async def written(writer: LogWriter) -> list[int]:
    """Write a few batches under several checkpoints and return their positions."""
    device = await writer.enrol("H2")
    for count in (1, 3, 2):
        await writer.incidents(device, count)
        await writer.settle()
    return [size for (size,) in await writer.pool.fetch("SELECT size FROM checkpoint ORDER BY size")]


async def test_p43_every_event_is_proven_to_be_in_the_log(writer: LogWriter, owner: asyncpg.Connection) -> None:
    sizes = await written(writer)
    for position in range(1, sizes[-1] + 1):
        document = await proofs.export_inclusion(owner, position)
        proven = proofs.check(document, writer.public_key)
        assert f"position {position} of the log" in proven.text
        assert proven.checkpoint.position == sizes[-1]


async def test_p43_every_later_checkpoint_is_proven_to_continue_every_earlier_one(
    writer: LogWriter, owner: asyncpg.Connection
) -> None:
    sizes = await written(writer)
    assert len(sizes) == 3
    for old in sizes:
        for new in [size for size in sizes if size >= old]:
            document = await proofs.export_consistency(owner, old, new)
            assert proofs.check(document, writer.public_key).checkpoint.position == new


FORGED: dict[str, Any] = {"event": "{}", "position": 2, "hashes": ["00" * 32], "checkpoint": "{}", "v": "1"}


@pytest.mark.parametrize("field", FORGED)
async def test_p43_a_document_with_anything_changed_proves_nothing(
    writer: LogWriter, owner: asyncpg.Connection, field: str
) -> None:
    await written(writer)
    document = msgspec.json.decode(await proofs.export_inclusion(owner, 3))
    forged = canonical.encode(document | {field: FORGED[field]})
    with pytest.raises(ProofFailed, match=r"expected|Expected"):
        proofs.check(forged, writer.public_key)


async def test_p43_a_proof_under_another_key_proves_nothing(writer: LogWriter, owner: asyncpg.Connection) -> None:
    await written(writer)
    document = await proofs.export_inclusion(owner, 3)
    with pytest.raises(ProofFailed, match="expected a checkpoint of key 0000"):
        proofs.check(document, "00" * 32)


async def test_p43_a_checkpoint_with_a_changed_root_proves_nothing(
    writer: LogWriter, owner: asyncpg.Connection
) -> None:
    await written(writer)
    document = msgspec.json.decode(await proofs.export_inclusion(owner, 3))
    signed = msgspec.json.decode(document["checkpoint"]) | {"root": "00" * 32}
    forged = canonical.encode(document | {"checkpoint": canonical.encode(signed).decode()})
    with pytest.raises(ProofFailed, match="expected a valid signature"):
        proofs.check(forged, writer.public_key)


async def test_p43_what_no_checkpoint_covers_yet_cannot_be_proven(writer: LogWriter, owner: asyncpg.Connection) -> None:
    sizes = await written(writer)
    for position in (0, sizes[-1] + 1):
        with pytest.raises(NotCovered, match="expected a position from 1"):
            await proofs.export_inclusion(owner, position)
    with pytest.raises(NotCovered, match="expected the positions of two checkpoints"):
        await proofs.export_consistency(owner, sizes[0] + 1, sizes[-1])
