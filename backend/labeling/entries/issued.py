"""What can be recorded about single printed labels: scanned back, used, reprinted, made void."""

from typing import Annotated, Literal

import msgspec

from backend.labeling.entries.printing import LabelNumber
from backend.log.vocabulary import Entry, Kind, entry
from sync.quantity import Scan
from sync.text import Identifier

LabelUse = Literal["applied", "sample", "destroyed", "returned"]
Scans = Annotated[tuple[Scan, ...], msgspec.Meta(min_length=1, max_length=20)]


@entry(version=1, kind=Kind.FACT, action="scan_labels")
class ScanLabelBack(Entry, frozen=True, kw_only=True):
    """A printed label was scanned to see that it is of its job and reads as it should."""

    job: Identifier
    scans: Scans


@entry(version=1, kind=Kind.FACT, action="scan_labels")
class UseLabel(Entry, frozen=True, kw_only=True):
    """A printed label was scanned as it was applied, kept as a sample, destroyed or returned."""

    job: Identifier
    scans: Scans
    use: LabelUse


@entry(version=1, kind=Kind.DECISION, action="print_labels")
class ReprintLabel(Entry, frozen=True, kw_only=True):
    """A printed label is to be printed once more; the copy there is becomes void. The envelope says why."""

    job: Identifier
    n: LabelNumber


@entry(version=1, kind=Kind.DECISION, action="print_labels")
class VoidLabel(Entry, frozen=True, kw_only=True):
    """A printed label is void and not printed again; the envelope says why."""

    job: Identifier
    n: LabelNumber
