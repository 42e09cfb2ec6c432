"""What is then true of sterilisation cycles and loads."""

from datetime import datetime
from decimal import Decimal

from backend.log.vocabulary import Event, event
from backend.production.entries.loads import CycleParameter


@event(version=2)
class CycleDefined(Event, frozen=True, kw_only=True):
    """A revision of a cycle may be used."""

    code: str
    revision: str
    name_en: str
    name_zh: str
    equipment_class: str
    parameters: tuple[CycleParameter, ...]
    indicators: int
    incubation_hours: int
    exposures: int
    chemical_indicators: int
    skill: str | None


@event(version=1)
class LoadOpened(Event, frozen=True, kw_only=True):
    """A load is being built."""

    number: str
    chamber: str
    cycle: str
    revision: str


@event(version=2)
class LoadFilled(Event, frozen=True, kw_only=True):
    """So much of a lot stands at a position; ``late``: scanned after the load was closed. ``container``: the box."""

    container: str | None
    load: str
    lot: str
    position: str
    quantity: Decimal
    unit: str
    late: bool


@event(version=2)
class LoadEmptied(Event, frozen=True, kw_only=True):
    """A lot does not stand at a position, or only that one of its boxes does not."""

    container: str | None
    load: str
    lot: str
    position: str


@event(version=1)
class LoadAdvanced(Event, frozen=True, kw_only=True):
    """The load is in this phase."""

    load: str
    phase: str


@event(version=2)
class CycleRead(Event, frozen=True, kw_only=True):
    """A value of the cycle was read: pass, fail, or unjudged where the cycle has no such parameter."""

    id: str
    load: str
    code: str
    value: Decimal
    unit: str
    verdict: str
    gauge: str | None
    source: str
    message: str | None


@event(version=2)
class IndicatorRecorded(Event, frozen=True, kw_only=True):
    """Something was done with an indicator; ``at`` the moment it was done."""

    load: str
    indicator: str
    act: str
    position: str | None
    at: datetime
    kind: str


@event(version=1)
class LoadDecided(Event, frozen=True, kw_only=True):
    """The load is accepted or rejected."""

    load: str
    verdict: str
    reason: str
