"""Own numbers: how a number is read, in which block it lies, and which rows say whose it is (P40).

A number is prefix + n + suffix; blocks have one fixed size, so that n alone names the block.
"""

import re
from collections.abc import Iterable

import msgspec

from backend.devices.entries import LeaseNumbers
from backend.devices.state.rows import Device, DeviceCode, Lease, Numbering, Series
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet

BLOCK = 50
"""Numbers in a block; never to be changed, because it says in which block a number lies."""

MAX_OPEN_BLOCKS = 8
"""Blocks that a device may hold without having used their last number; a lost device wastes no more than these."""

LOT_SERIES = "lot"

_COUNTED = re.compile(r"(?P<prefix>.*[^0-9])(?P<n>[0-9]{1,12})", re.ASCII)
_DEVICE_SCOPED = re.compile(r"(?P<code>[A-HJ-NP-Z][A-HJ-NP-Z0-9]{1,7})-(?P<n>[1-9][0-9]{0,10})", re.ASCII)


class Counted(msgspec.Struct, frozen=True):
    """A number as it is written: what stands before the count, and the count."""

    prefix: str
    n: int

    @property
    def block(self) -> int:
        """Return the first number of the block it lies in."""
        return block_of(self.n)


def block_of(n: int) -> int:
    """Return the first number of n's block: 1, 51, 101 and so on."""
    return (n - 1) // BLOCK * BLOCK + 1


def counted(number: str) -> Counted | None:
    """Return a number's parts, None if it does not end in a count above zero."""
    match = _COUNTED.fullmatch(number)
    if match is None or int(match["n"]) == 0:
        return None
    return Counted(match["prefix"], int(match["n"]))


def device_code_of(number: str) -> str | None:
    """Return the device code of a fallback number ``<device code>-<n>``, None if it is none."""
    match = _DEVICE_SCOPED.fullmatch(number)
    return match["code"] if match else None


def written(lease: Lease, n: int) -> str:
    """Return the n-th number of the lease's series as its device writes it."""
    return f"{lease.prefix}{n:0{lease.digits}d}{lease.suffix}"


def touches_number(number: str, series: str = LOT_SERIES) -> Iterable[AnyTouch]:
    """Return the rows that say whose a number is; for the last of a block also the lock under which it closes."""
    parts = counted(number)
    if parts is not None:
        yield Touch(Lease, (series, parts.block))
        if parts.n == parts.block + BLOCK - 1:
            yield Touch(Series, (series,), write=True)
    code = device_code_of(number)
    if code is not None:
        yield Touch(DeviceCode, (code,))


def touches_lease(body: LeaseNumbers, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the device and its blocks, the count, under whose lock blocks are made, and how the site writes."""
    yield Touch(Device, (ctx.device,))
    yield GroupTouch(Lease, "device", ctx.device)
    yield Touch(Series, (body.series,), write=True)
    device = rows.peek(Device, ctx.device)
    yield Touch(Numbering, (device.site if device else ctx.site, body.series))


def next_free(series: Series | None) -> int:
    """Return the first number of the next block that nobody has."""
    return series.next if series else 1


def blocks_for(count: int) -> int:
    """Return how many blocks hold ``count`` numbers, at most as many as a device may have open."""
    return min(-(-count // BLOCK), MAX_OPEN_BLOCKS)
