"""What can be recorded about places and holds. Placing a hold is a fact; lifting one is a decision."""

from typing import Annotated, Literal

import msgspec

from backend.log.vocabulary import Entry, Kind, entry
from sync.text import Identifier, IdentifierOrBlank, Line, Note, Sha256

LocationType = Literal["quarantine", "released", "rejected", "returned", "production", "dispatch", "unreconciled"]


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class DefineLocation(Entry, frozen=True, kw_only=True):
    """Create or change a location of a site. Its type says which lots belong there."""

    code: Identifier
    name_en: Line
    name_zh: Line
    site: Identifier
    type: LocationType
    zone: IdentifierOrBlank


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class ImportLocations(Entry, frozen=True, kw_only=True):
    """The locations of one file; all take effect or none."""

    rows: tuple[DefineLocation, ...]
    sha256: Sha256
    source: Line


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class DeactivateLocation(Entry, frozen=True, kw_only=True):
    """Close an empty location, with the envelope's reason: nothing is to be put there any more."""

    code: Identifier
    site: Identifier


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class ReactivateLocation(Entry, frozen=True, kw_only=True):
    """Open a closed location again, with the envelope's reason."""

    code: Identifier
    site: Identifier


@entry(version=1, kind=Kind.FACT, action="hold")
class PlaceHold(Entry, frozen=True, kw_only=True):
    """Stop a lot: nobody uses or ships it until the hold is lifted."""

    lot: Identifier
    photos: Annotated[tuple[Sha256, ...], msgspec.Meta(max_length=20)]
    reason_code: Identifier
    text: Note


@entry(version=1, kind=Kind.DECISION, action="lift_hold")
class LiftHold(Entry, frozen=True, kw_only=True):
    """Let one hold go, with the envelope's reason; other holds on the lot stay."""

    hold: Identifier


@entry(version=1, kind=Kind.FACT, action="hold")
class HoldLoad(Entry, frozen=True, kw_only=True):
    """Stop a sterilisation load: nobody uses or ships anything that was in it until the hold is lifted."""

    load: Identifier
    reason_code: Identifier
    text: Note


@entry(version=1, kind=Kind.DECISION, action="lift_hold")
class LiftLoadHold(Entry, frozen=True, kw_only=True):
    """Let one hold on a load go, with the envelope's reason; other holds on it stay."""

    hold: Identifier


@entry(version=1, kind=Kind.FACT, action="hold")
class HoldUnit(Entry, frozen=True, kw_only=True):
    """Stop a unit: nobody uses or ships it until the hold is lifted."""

    item: Identifier
    reason_code: Identifier
    serial: Identifier
    text: Note


@entry(version=1, kind=Kind.DECISION, action="lift_hold")
class LiftUnitHold(Entry, frozen=True, kw_only=True):
    """Let one hold on a unit go, with the envelope's reason; other holds on it stay. ``hold``: what caused it."""

    hold: Identifier
    item: Identifier
    serial: Identifier
