"""Sterilisation: validated cycles, loads as they are built and run, the decision on each (ISO 13485 7.5.5, 7.5.7)."""

from typing import Annotated, Literal

import msgspec

from backend.items.entries.process import Limits, Part
from backend.log.vocabulary import Entry, Kind, entry
from sync.quantity import DecimalText, Quantity, Unit
from sync.text import Identifier, Line

Phase = Literal["closed", "preconditioning", "exposing", "aerating", "await_bi"]
IndicatorKind = Literal["biological", "chemical"]
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000)]
Hours = Annotated[int, msgspec.Meta(ge=1, le=10_000)]


class CycleParameter(Part, frozen=True, kw_only=True):
    """A value of the cycle with its limits; only ``low`` and ``high`` decide."""

    code: Identifier
    limits: Limits
    name_en: Line
    name_zh: Line
    unit: Unit


@entry(version=2, kind=Kind.DECISION, action="approve_process")
class DefineCycle(Entry, frozen=True, kw_only=True):
    """Approve a revision of a validated cycle; it never changes after that.

    ``indicators``: biological indicators a load needs, read after ``incubation_hours`` at the earliest.
    ``chemical_indicators``: how many of those it needs. ``exposures``: how often a lot may go through it.
    ``skill``: what whoever builds and runs a load must be trained in, or null.
    """

    chemical_indicators: Count
    code: Identifier
    equipment_class: Identifier
    exposures: Annotated[int, msgspec.Meta(ge=1, le=20)]
    incubation_hours: Hours
    indicators: Count
    name_en: Line
    name_zh: Line
    parameters: Annotated[tuple[CycleParameter, ...], msgspec.Meta(min_length=1, max_length=40)]
    revision: Identifier
    skill: Identifier | None


@entry(version=1, kind=Kind.FACT, action="work")
class OpenLoad(Entry, frozen=True, kw_only=True):
    """A load is being built for a chamber and a revision of a cycle."""

    chamber: Identifier
    cycle: Identifier
    load: Identifier
    revision: Identifier


@entry(version=2, kind=Kind.FACT, action="work")
class PutInLoad(Entry, frozen=True, kw_only=True):
    """So much of a lot or sub-lot stands at a position of the load. ``container``: its box, if one was scanned."""

    container: Identifier | None
    load: Identifier
    lot: Identifier
    position: Identifier
    quantity: Quantity


@entry(version=2, kind=Kind.FACT, action="work")
class TakeFromLoad(Entry, frozen=True, kw_only=True):
    """A lot does not stand at that position: taken out before the load was closed, or scanned after it and never in.

    ``container``: only that box of it; null is all of the lot that stands there.
    """

    container: Identifier | None
    load: Identifier
    lot: Identifier
    position: Identifier


@entry(version=1, kind=Kind.FACT, action="work")
class AdvanceLoad(Entry, frozen=True, kw_only=True):
    """The load went on to a phase. Closing it freezes what is in it."""

    load: Identifier
    phase: Phase


@entry(version=2, kind=Kind.FACT, action="work", measured=True)
class RecordCycleReading(Entry, frozen=True, kw_only=True):
    """A value of the cycle was read: sent by a machine, or keyed by hand and then keyed twice (Annex 11, 6).

    ``message``: the machine's own number of the value; one that is there already counts once.
    """

    code: Identifier
    gauge: Identifier | None
    load: Identifier
    message: Identifier | None
    second_value: DecimalText | None
    source: Literal["manual", "device"]
    unit: Unit
    value: DecimalText


@entry(version=2, kind=Kind.FACT, action="work")
class RecordIndicator(Entry, frozen=True, kw_only=True):
    """An indicator was placed at a position, put to incubate, or read: a biological one for growth, a chemical one for
    whether it changed as the cycle should make it.
    """

    act: Literal["placed", "incubated", "no_growth", "growth", "changed", "unchanged"]
    indicator: Identifier
    kind: IndicatorKind
    load: Identifier
    position: Identifier | None


@entry(version=1, kind=Kind.DECISION, action="decide_load")
class DecideLoad(Entry, frozen=True, kw_only=True):
    """Accept a load, or reject it with the envelope's reason; by somebody who did not run it."""

    load: Identifier
    verdict: Literal["accepted", "rejected"]
