"""Which label of a job a scan is: read by the same identity rules as everywhere, compared with the job's numbers."""

from collections.abc import Iterable

import msgspec

from backend.labeling.entries.jobs import LabelNumbers
from backend.labeling.state.jobs import LabelJob
from backend.labeling.state.numbers import BLOCK, counted, position_of
from labels.udi import parse
from sync.quantity import Scan

AIM_LENGTH = 3


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
        found = _alike(job, scan.text) if job.numbers is None else _numbered(job, job.numbers, scan.text, year)
        if found.matches:
            return found
        best = found if found.block is not None else best
    return best


def _alike(job: LabelJob, text: str) -> ScannedLabel:
    """Compare with what was read back from the first label; a scanner may send no AIM identifier."""
    return ScannedLabel(matches=any(text in (content, content[AIM_LENGTH:]) for content in job.contents))


def _numbered(job: LabelJob, numbers: LabelNumbers, text: str, year: int) -> ScannedLabel:
    identity = parse(text, year=year).identity
    sscc = numbers.kind == "sscc"
    number = identity.sscc if sscc else identity.serial
    if number is None or not (sscc or identity.device_identifier):
        return ScannedLabel(matches=False)
    scope = "00" if sscc else f"01{identity.device_identifier}"
    parts = counted(number, numbers.kind)
    block = (scope, parts[0], parts[1] // BLOCK) if parts else None
    ours = sscc or identity.device_identifier == job.di
    n = position_of(numbers, job.count, number) if ours else None
    return ScannedLabel(matches=n is not None, n=n, number=number, block=block)
