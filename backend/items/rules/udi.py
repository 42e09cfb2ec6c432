"""When a device is another device to a regime: which change demands a new device identifier, and by which clause."""

from collections.abc import Iterable
from typing import Final, NamedTuple

import msgspec

from backend.items.entries.identity import DescribeDevice, Description, Regime
from backend.items.entries.master import DefineIdentifier
from backend.items.events.identity import DeviceDescribed
from backend.items.events.master import IdentifierDefined
from backend.items.rules.identifiers import judged_identifiers
from backend.items.rules.identity import allocated
from backend.items.rules.publication import allocated_hibc
from backend.items.state.master import DeviceDescription, Identifier, Item
from backend.log.vocabulary import Context, Decision, refuse
from backend.log.working_set import WorkingSet


class Trigger(NamedTuple):
    """An attribute whose change makes another device, to whom, and where that is written."""

    attribute: str
    regime: Regime
    clause: str


_GUDID = "GUDID data elements, new DI trigger"
_ANNEX = "MDR 2017/745 Annex VI Part C 3.9"
_RULES = "医疗器械唯一标识系统规则（2019年第66号）第六条"

TRIGGERS: Final = (
    Trigger("brand_name", "FDA", _GUDID),
    Trigger("version_model", "FDA", "21 CFR 830.50(a)"),
    Trigger("device_count", "FDA", "21 CFR 830.50(b)"),
    Trigger("single_use", "FDA", _GUDID),
    Trigger("sterile", "FDA", _GUDID),
    Trigger("sterilise_before_use", "FDA", _GUDID),
    Trigger("latex", "FDA", _GUDID),
    Trigger("mri", "FDA", _GUDID),
    Trigger("kit", "FDA", _GUDID),
    Trigger("combination_product", "FDA", _GUDID),
    Trigger("brand_name", "EU", _ANNEX),
    Trigger("version_model", "EU", _ANNEX),
    Trigger("single_use", "EU", _ANNEX),
    Trigger("sterile", "EU", _ANNEX),
    Trigger("sterilise_before_use", "EU", _ANNEX),
    Trigger("device_count", "EU", _ANNEX),
    Trigger("critical_warnings", "EU", _ANNEX),
    Trigger("cmr_substances", "EU", _ANNEX),
    Trigger("registrant", "NMPA", _RULES),
    Trigger("version_model", "NMPA", _RULES),
    Trigger("device_count", "NMPA", _RULES),
)
"""Quantities inside packages are not here: under one identifier they never change at all (IDENTIFIER_FROZEN)."""


def demands(before: Description, after: Description, regimes: Iterable[str]) -> list[Trigger]:
    """Return what a change of description demands a new identifier for."""
    where = set(regimes)
    return [
        trigger
        for trigger in TRIGGERS
        if trigger.regime in where and getattr(before, trigger.attribute) != getattr(after, trigger.attribute)
    ]


def decide_describe(rows: WorkingSet, body: DescribeDevice, ctx: Context) -> Decision:
    """Take a description; one that makes another device only together with new identifiers."""
    item = rows.find(Item, body.item)
    if item is None:
        return refuse("ITEM_UNKNOWN", item=body.item, photos=0)
    if item.revision != body.revision:
        return refuse("DESCRIPTION_REVISION", item=body.item, expected=item.revision, found=body.revision)
    known = rows.find(DeviceDescription, body.item)
    identifiers = rows.group(Identifier, "item", body.item)
    needed = [] if known is None else demands(known.description, body.description, {*known.markets, *body.markets})
    if body.allocation is None and body.hibc is None and not body.assigned:
        if needed and identifiers:
            return refuse("NEW_IDENTIFIER_NEEDED", item=body.item, changes=_told(needed))
        return _described(body, known, identifiers)
    if identifiers and not needed:
        return refuse("NEW_IDENTIFIER_NOT_NEEDED", item=body.item)
    return _renewed(body, identifiers, _made(rows, body, ctx), needed)


def _made(rows: WorkingSet, body: DescribeDevice, ctx: Context) -> list[Decision]:
    """Return the new identifiers of each body that issues some, or why they cannot be."""
    made: list[Decision] = []
    if body.allocation is not None:
        made.append(allocated(rows, body.item, body.allocation, ctx))
    if body.hibc is not None:
        made.append(allocated_hibc(rows, body.item, body.hibc, ctx))
    if body.assigned:
        made.append(_assigned(rows, body))
    return made


def _assigned(rows: WorkingSet, body: DescribeDevice) -> Decision:
    """Take identifiers as they were assigned elsewhere; none that ever stood for something, none around such."""
    new = {each.di for each in body.assigned}
    for each in body.assigned:
        if rows.find(Identifier, each.di) is not None:
            return refuse("IDENTIFIER_RETIRED", di=each.di, item=body.item)
        if each.contains is not None and each.contains not in new:
            return refuse("IDENTIFIER_CONTAINS_UNKNOWN", di=each.di, contains=each.contains)
    bodies = [
        DefineIdentifier(**msgspec.structs.asdict(each), item=body.item, status="active") for each in body.assigned
    ]
    made = judged_identifiers(rows, bodies)
    return made if isinstance(made, Decision) else Decision(events=tuple(made))


def _renewed(
    body: DescribeDevice, identifiers: list[Identifier], made: list[Decision], needed: list[Trigger]
) -> Decision:
    """Return the description with its new identifiers, of which one is the device's own; those in use end."""
    for each in made:
        if each.refusal is not None:
            return each
    events = [event for each in made for event in each.events]
    new = [event for event in events if isinstance(event, IdentifierDefined)]
    if identifiers and not any(event.level == "primary" for event in new):
        return refuse("NEW_IDENTIFIER_NEEDED", item=body.item, changes=_told(needed))
    ended = [_ended(each) for each in identifiers if each.status == "active"]
    return Decision(events=(*ended, *events, _event(body, tuple(event.di for event in new))))


def _told(triggers: Iterable[Trigger]) -> str:
    found: dict[str, list[str]] = {}
    for trigger in triggers:
        found.setdefault(trigger.attribute, []).append(f"{trigger.regime}: {trigger.clause}")
    return "; ".join(f"{attribute} ({', '.join(clauses)})" for attribute, clauses in found.items())


def _described(body: DescribeDevice, known: DeviceDescription | None, identifiers: list[Identifier]) -> Decision:
    """Return the description with the identifiers that stand for it: all at first, later no retired ones."""
    first = known is None
    standing = {each.di for each in identifiers if first or each.status == "active"}
    dis = tuple(sorted(standing if known is None else standing | {*known.identifiers}))
    event = _event(body, dis)
    same = known is not None and msgspec.structs.asdict(known) == msgspec.structs.asdict(event)
    return Decision() if same else Decision(events=(event,))


def _event(body: DescribeDevice, identifiers: tuple[str, ...]) -> DeviceDescribed:
    return DeviceDescribed(
        item=body.item,
        revision=body.revision,
        markets=tuple(sorted(set(body.markets))),
        description=body.description,
        identifiers=identifiers,
    )


def _ended(identifier: Identifier) -> IdentifierDefined:
    return IdentifierDefined(**msgspec.structs.asdict(identifier) | {"status": "discontinued"})
