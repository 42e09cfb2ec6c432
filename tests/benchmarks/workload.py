"""Pushes made ahead of time, so that only the server's work is measured: receipts into many lots, and moves."""

from random import Random

import msgspec

from tests.builders.virtual_device import VirtualDevice
from tests.simulation.crossing import receipt

PHYSICAL_SHARE = 0.3
LOTS = 40


class Pushes(msgspec.Struct, frozen=True):
    """The bodies that one device sends, in order, and how many entries each carries."""

    device: str
    bodies: tuple[bytes, ...]
    batch: int


def record_work(device: VirtualDevice, entries: int, *, seed: int) -> None:
    """Append receipts (their own lots) and moves of them."""
    chance = Random(f"{seed}/{device.device}")
    lots: list[str] = []
    for n in range(entries):
        if lots and chance.random() < PHYSICAL_SHARE:
            move = {"from": "QUAR-01", "lot": chance.choice(lots[-LOTS:]), "scans": []}
            device.record("MoveStock", {**move, "quantity": {"unit": "EA", "value": "1"}, "to": "QUAR-02"})
            continue
        lot = f"B-{device.device[-6:]}-{len(device.lines)}-{n}"
        device.record("ReceiveLot", receipt(device, lot, 50, order=None))
        lots.append(lot)


def pushes_of(device: VirtualDevice, entries: int, batch: int, *, seed: int) -> Pushes:
    """Record ``entries`` more entries on a device; return them in pushes of ``batch``."""
    first = len(device.lines) + 1
    record_work(device, entries, seed=seed)
    bodies = [
        device.push_bytes(seq, min(seq + batch - 1, first + entries - 1))
        for seq in range(first, first + entries, batch)
    ]
    return Pushes(device.device, tuple(bodies), batch)
