"""How an item is made: its structure (what goes in) and its routing (step by step), drafted, approved by somebody else,
and never changed after that (ISO 13485 4.2.3, 4.2.4, 7.5.1).
"""

from typing import Annotated, Literal

import msgspec

from backend.log.vocabulary import Entry, Kind, entry
from sync.quantity import DecimalText, Unit
from sync.text import Identifier, Line, Sha256

ProcessKind = Literal["structure", "routing"]
StepKind = Literal["make", "line_clearance", "first_article", "inspect", "package"]
Instruction = Annotated[str, msgspec.Meta(max_length=4000)]
StepNumber = Annotated[int, msgspec.Meta(ge=1, le=9_999)]


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of what drafts are made of."""


class Effectivity(Part, frozen=True, kw_only=True):
    """From when an approved revision holds. ``start``: a date (YYYY-MM-DD), a lot number or a serial, else null.

    ``next_order``: for work orders released from the approval on. ``stop_now``: also for those that run.
    """

    kind: Literal["date", "lot", "serial", "next_order", "stop_now"]
    start: Identifier | None


class StructureLine(Part, frozen=True, kw_only=True):
    """So much of a component goes into one base unit of the product; a substitute may stand in for it."""

    item: Identifier
    quantity: DecimalText
    substitutes: Annotated[tuple[Identifier, ...], msgspec.Meta(max_length=10)]
    unit: Unit


class Limits(Part, frozen=True, kw_only=True):
    """Bounds in the parameter's unit, each optional: outside specification fails, outside action and alarm warn."""

    action_high: DecimalText | None
    action_low: DecimalText | None
    alarm_high: DecimalText | None
    alarm_low: DecimalText | None
    high: DecimalText | None
    low: DecimalText | None


class Sampling(Part, frozen=True, kw_only=True):
    """How often: every time, on the first article, on each n-th, or when so many minutes have passed (``n``)."""

    kind: Literal["every", "first_article", "each", "minutes"]
    n: Annotated[int, msgspec.Meta(ge=1, le=100_000)] | None


class Parameter(Part, frozen=True, kw_only=True):
    """A value of the process. ``second``: what a critical value keyed by hand needs beside the first entry."""

    code: Identifier
    critical: bool
    limits: Limits
    name_en: Line
    name_zh: Line
    resolution: DecimalText
    sampling: Sampling
    second: Literal["none", "entered_twice", "second_person"]
    source: Literal["manual", "device"]
    unit: Unit


class Check(Part, frozen=True, kw_only=True):
    """Something to be looked at: passed or failed, a reading within limits, a photo, a document."""

    code: Identifier
    kind: Literal["attribute", "reading", "photo", "document"]
    limits: Limits | None
    name_en: Line
    name_zh: Line
    sampling: Sampling
    unit: Unit | None


class StepComponent(Part, frozen=True, kw_only=True):
    """A component that is scanned at a step, and how much of it one base unit of the product takes."""

    item: Identifier
    quantity: DecimalText
    scan: Literal["lot", "serial"]
    unit: Unit


class Step(Part, frozen=True, kw_only=True):
    """One step. ``repeat``: done once for the order, once for each lot made, or for each unit."""

    checks: Annotated[tuple[Check, ...], msgspec.Meta(max_length=40)]
    components: Annotated[tuple[StepComponent, ...], msgspec.Meta(max_length=40)]
    document: Identifier | None
    equipment_class: Identifier | None
    instruction_en: Instruction
    instruction_zh: Instruction
    kind: StepKind
    name_en: Line
    name_zh: Line
    number: StepNumber
    parameters: Annotated[tuple[Parameter, ...], msgspec.Meta(max_length=40)]
    picture: Sha256 | None
    predecessors: Annotated[tuple[StepNumber, ...], msgspec.Meta(max_length=20)]
    repeat: Literal["order", "lot", "unit"]
    skill: Identifier | None
    two_person: bool


@entry(version=1, kind=Kind.DECISION, action="draft_process")
class DraftStructure(Entry, frozen=True, kw_only=True):
    """Write down, or rewrite, a revision of what goes into one base unit of an item."""

    effectivity: Effectivity
    item: Identifier
    lines: Annotated[tuple[StructureLine, ...], msgspec.Meta(max_length=400)]
    revision: Identifier


@entry(version=1, kind=Kind.DECISION, action="draft_process")
class DraftRouting(Entry, frozen=True, kw_only=True):
    """Write down, or rewrite, a revision of how an item is made."""

    effectivity: Effectivity
    item: Identifier
    revision: Identifier
    steps: Annotated[tuple[Step, ...], msgspec.Meta(max_length=200)]


@entry(version=1, kind=Kind.DECISION, action="draft_process")
class ImportStructures(Entry, frozen=True, kw_only=True):
    """The structures of one file, as drafts; all are written or none, and what is there already stays as it is."""

    rows: Annotated[tuple[DraftStructure, ...], msgspec.Meta(max_length=200)]
    sha256: Sha256
    source: Line


@entry(version=1, kind=Kind.DECISION, action="draft_process")
class ImportRoutings(Entry, frozen=True, kw_only=True):
    """The routings of one file, as drafts; all are written or none, and what is there already stays as it is."""

    rows: Annotated[tuple[DraftRouting, ...], msgspec.Meta(max_length=200)]
    sha256: Sha256
    source: Line


@entry(version=1, kind=Kind.DECISION, action="approve_process")
class ApproveProcess(Entry, frozen=True, kw_only=True):
    """Approve a draft as it stands. ``drafted_by_entry``: the entry that was looked at; a later draft is not meant."""

    drafted_by_entry: Identifier
    item: Identifier
    kind: ProcessKind
    revision: Identifier


@entry(version=1, kind=Kind.DECISION, action="approve_process")
class WithdrawProcess(Entry, frozen=True, kw_only=True):
    """Stop using a revision for new work orders, with the envelope's reason; what was made by it stays as it is."""

    item: Identifier
    kind: ProcessKind
    revision: Identifier
