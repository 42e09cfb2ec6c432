"""What can be recorded about numbers: how a pool makes them, who takes which, which were used or voided.

A pool is ``serial:<device identifier>``, ``sscc:<company prefix>:<extension digit>`` or ``lot:<pattern name>``.
"""

from typing import Annotated, Literal

import msgspec

from backend.log.vocabulary import Entry, Kind, entry
from sync.text import Identifier, Line

PoolName = Annotated[
    str,
    msgspec.Meta(
        max_length=100,
        pattern=r"^(serial:[!-~]{1,90}|sscc:[0-9]{4,12}:[0-9]|lot:[A-Z0-9][A-Z0-9-]{0,19})$(?!\n)",
        description="serial:<di>, sscc:<company prefix>:<extension digit> or lot:<pattern name>",
    ),
]
PatternName = Annotated[str, msgspec.Meta(pattern=r"^[A-Z0-9][A-Z0-9-]{0,19}$(?!\n)")]
CompanyPrefixText = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4,12}$(?!\n)")]
RangeId = Annotated[str, msgspec.Meta(max_length=120, pattern=r"^[!-~]{1,120}$(?!\n)")]
Ordinal = Annotated[int, msgspec.Meta(ge=1, lt=2**53)]
Order = Literal["sequential", "random", "list"]
Alphabet = Literal["digits", "letters"]
ShownText = Annotated[str, msgspec.Meta(max_length=40, pattern=r"^[^\x00-\x1f\x7f]*$(?!\n)")]


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class DefineSerialScheme(Entry, frozen=True, kw_only=True):
    """How the serial numbers of a device identifier are made from now on; those given out stay as they are.

    ``sequential``: prefix and a count of ``digits`` digits. ``random``: prefix and ``digits`` characters of
    ``alphabet`` that look random and never repeat. ``list``: only imported ones (ImportSerials).
    """

    alphabet: Alphabet
    di: Identifier
    digits: Annotated[int, msgspec.Meta(ge=1, le=20)]
    order: Order
    prefix: ShownText


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class DefineSsccPool(Entry, frozen=True, kw_only=True):
    """Serial shipping container codes are given out under a company prefix and an extension digit."""

    extension: Annotated[int, msgspec.Meta(ge=0, le=9)]
    prefix: CompanyPrefixText


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class DefineLotPattern(Entry, frozen=True, kw_only=True):
    """How lot numbers are made, e.g. ``FG-{YY}{MM}{seq:02}``; the count begins anew when the date part changes.

    ``{YY}`` ``{YYYY}`` ``{MM}`` ``{DD}`` ``{site}`` and exactly one ``{seq:0n}``, a count of n digits.
    """

    name: PatternName
    pattern: ShownText


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class ImportSerials(Entry, frozen=True, kw_only=True):
    """Serial numbers from elsewhere, to be given out in this order; all are taken or none."""

    di: Identifier
    serials: Annotated[tuple[ShownText, ...], msgspec.Meta(min_length=1, max_length=10_000)]
    source: Line


@entry(version=1, kind=Kind.ALLOCATION)
class LeaseRange(Entry, frozen=True, kw_only=True):
    """This device asks for the next ``count`` numbers of a pool, to use them when it is offline."""

    count: Annotated[int, msgspec.Meta(ge=1, le=10_000)]
    pool: PoolName


class Span(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Numbers ``first`` to ``last`` of a leased range, counted as the range counts them."""

    first: Ordinal
    last: Ordinal
    range: RangeId


class SerialSpan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Serial numbers as they are printed, ``first`` to ``last``, counted up in the digits they end in."""

    first: Identifier
    last: Identifier


Spans = Annotated[tuple[Span, ...], msgspec.Meta(max_length=1_000)]


class LooseNumber(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number of no leased range: of the device's own making after its ranges ran dry (P40), or scanned."""

    number: ShownText
    pool: PoolName


@entry(version=1, kind=Kind.FACT)
class UseNumbers(Entry, frozen=True, kw_only=True):
    """Numbers were put on something. ``purpose``: what for, e.g. a print job's id."""

    loose: Annotated[tuple[LooseNumber, ...], msgspec.Meta(max_length=1_000)]
    purpose: Line
    spans: Spans


@entry(version=1, kind=Kind.ALLOCATION)
class VoidNumbers(Entry, frozen=True, kw_only=True):
    """Numbers will never be used; with a reason. A device voids its own; who keeps master data voids any."""

    spans: Annotated[tuple[Span, ...], msgspec.Meta(min_length=1, max_length=1_000)]
