"""Which label of a job a scan is: read by the same identity rules as everywhere, compared with the job's numbers."""

from collections.abc import Iterable

import msgspec

from backend.labeling.state.jobs import LabelJob
from backend.labeling.state.numbers import BLOCK, counted, position_of
from labels.udi import parse
from labels.udi_reading import Identity
from sync.quantity import Scan


class ScannedLabel(msgspec.Struct, frozen=True, kw_only=True):
    """What was scanned. ``matches``: a label of the job, its ``n``-th, or None where all labels of the job are alike.

    ``number``: the serial or SSCC; ``block``: the row that says whose it is, None for a text that has none.
    """

    matches: bool
    n: int | None = None
    number: str = ""
    block: tuple[str, str, int] | None = None


def scanned_label(job: LabelJob, scans: Iterable[Scan], year: int) -> ScannedLabel:
    """Return what the scans, taken together, say about a label of the job."""
    best = ScannedLabel(matches=False)
    for scan in scans:
        found = _one(job, parse(scan.text, year=year).identity)
        if found.matches:
            return found
        best = found if found.block is not None else best
    return best


def _one(job: LabelJob, identity: Identity) -> ScannedLabel:
    if job.numbers is None:
        stated = [(identity.device_identifier, job.di), (identity.lot, job.lot)]
        known = [(found, wanted) for found, wanted in stated if wanted is not None]
        return ScannedLabel(matches=bool(known) and all(found == wanted for found, wanted in known))
    sscc = job.numbers.kind == "sscc"
    number = identity.sscc if sscc else identity.serial
    if number is None or not (sscc or identity.device_identifier):
        return ScannedLabel(matches=False)
    scope = "00" if sscc else f"01{identity.device_identifier}"
    parts = counted(number, job.numbers.kind)
    block = (scope, parts[0], parts[1] // BLOCK) if parts else None
    ours = sscc or identity.device_identifier == job.di
    n = position_of(job.numbers, job.count, number) if ours else None
    return ScannedLabel(matches=n is not None, n=n, number=number, block=block)
