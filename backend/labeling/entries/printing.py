"""What can be recorded while labels are read back and printed: by people, and by the server for its printers."""

from typing import Annotated, Literal

import msgspec

from backend.labeling.entries.printers import Dpi
from backend.log.vocabulary import Entry, Kind, entry
from backend.people.rules import SYSTEM_ACTION
from sync.text import Identifier, Sha256

MAX_FAILURES = 50
LabelNumber = Annotated[int, msgspec.Meta(ge=1, le=10_000)]
StopCause = Literal[
    "refused", "timed_out", "stalled", "broke", "restarted", "address", "unreadable", "changed", "silent"
]


SymbolText = Annotated[str, msgspec.Meta(max_length=2000)]


class LabelSpan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Labels of a job from ``first`` to ``last``, both included, counted from 1."""

    first: LabelNumber
    last: LabelNumber

    @property
    def count(self) -> int:
        """How many labels these are."""
        return self.last - self.first + 1


class Unread(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A label that did not read back: what each symbol should have said and what was read; or why it was not drawn."""

    expected: Annotated[str, msgspec.Meta(max_length=1000)]
    found: Annotated[str, msgspec.Meta(max_length=1000)]
    n: LabelNumber


@entry(version=1, kind=Kind.DECISION, action=SYSTEM_ACTION)
class RecordReadBack(Entry, frozen=True, kw_only=True):
    """Every label of a job was drawn and read back at a resolution; ``failed`` counts all, ``unread`` names some.

    ``contents``: what the symbols of the first label say, each with its AIM identifier.
    """

    checked: Annotated[int, msgspec.Meta(ge=0, le=10_000)]
    contents: Annotated[tuple[SymbolText, ...], msgspec.Meta(max_length=20)]
    dpi: Dpi
    drawing_sha256: Sha256
    failed: Annotated[int, msgspec.Meta(ge=0, le=10_000)]
    job: Identifier
    unread: Annotated[tuple[Unread, ...], msgspec.Meta(max_length=MAX_FAILURES)]


@entry(version=1, kind=Kind.DECISION, action="print_labels")
class PrintLabels(Entry, frozen=True, kw_only=True):
    """Print what is not printed yet: on a printer of the site, or by hand from the browser or a PDF."""

    job: Identifier
    method: Literal["printer", "browser", "pdf"]
    printer: Identifier | None


@entry(version=1, kind=Kind.DECISION, action="print_labels")
class PausePrinting(Entry, frozen=True):
    """Send the printer no more of a job for now; what is on its way still comes out. `PrintLabels` goes on."""

    job: Identifier


@entry(version=1, kind=Kind.DECISION, action=SYSTEM_ACTION)
class RecordPrintProgress(Entry, frozen=True, kw_only=True):
    """What a printer has printed, and what it is being sent next, kept before the first byte is sent.

    ``counter``: how many labels the printer had printed in its life before it was sent these.
    """

    counter: Annotated[int, msgspec.Meta(ge=0, lt=2**53)] | None
    job: Identifier
    printed: LabelSpan | None
    sending: LabelSpan | None


@entry(version=1, kind=Kind.DECISION, action=SYSTEM_ACTION)
class RecordPrintStop(Entry, frozen=True, kw_only=True):
    """The printer stopped in the middle: what it has surely printed, what is in doubt, what surely did not come out.

    ``resumes``: nothing is in doubt, and the rest is sent by itself.
    """

    cause: StopCause
    detail: Annotated[str, msgspec.Meta(max_length=200)]
    job: Identifier
    printed: LabelSpan | None
    resumes: bool
    uncertain: LabelSpan | None
    unprinted: LabelSpan | None


@entry(version=1, kind=Kind.FACT, action="print_labels")
class ConfirmPrinted(Entry, frozen=True, kw_only=True):
    """A person saw the labels that were printed by hand come out, up to ``through`` (0: none)."""

    job: Identifier
    through: Annotated[int, msgspec.Meta(ge=0, le=10_000)]


@entry(version=1, kind=Kind.FACT, action="print_labels")
class SettleLabels(Entry, frozen=True, kw_only=True):
    """A person looked whether labels in doubt came out of the printer."""

    came_out: bool
    first: LabelNumber
    job: Identifier
    last: LabelNumber
