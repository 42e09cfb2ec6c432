"""What other capabilities ask of the genealogy: to link a thing to what it was made of, and what holds it back."""

from decimal import Decimal

from backend.log.vocabulary import Exceptional
from backend.log.working_set import WorkingSet
from backend.material.events import Linked, LinkKind, Thing, lot_thing
from backend.material.rules.loads import open_load_holds
from backend.material.rules.stock import open_holds
from backend.material.state import LOT_LIKE, Hold, LoadHold, Node, Path, Unit

GENEALOGY_CYCLE = "GENEALOGY_CYCLE"
UNIT_BUILT_IN_TWICE = "UNIT_BUILT_IN_TWICE"


def link(
    rows: WorkingSet,
    source: Thing,
    output: Thing,
    kind: LinkKind,
    quantity: tuple[Decimal, str] | None = None,
) -> Linked | Exceptional:
    """Return the link, or why it cannot be: a thing that would be made of itself, a unit that is built in elsewhere.

    Both things exist once the events before this one are applied. ``quantity`` is in the input's base unit.
    """
    if _would_close_a_ring(rows, source, output):
        detail = {"input": source.key[-1], "output": output.key[-1]}
        return Exceptional(GENEALOGY_CYCLE, output.kind, output.key[-1], detail)
    if kind == "install" and source.kind == "unit":
        child = rows.find(Unit, *source.key)
        if child is not None and child.parent not in (None, output.node):
            detail = {"item": child.item, "serial": child.serial, "output": output.key[-1]}
            return Exceptional(UNIT_BUILT_IN_TWICE, "unit", child.serial, detail)
    amount, unit = (None, None) if quantity is None else quantity
    return Linked(input=source, output=output, kind=kind, quantity=amount, unit=unit)


def _would_close_a_ring(rows: WorkingSet, source: Thing, output: Thing) -> bool:
    if source == output:
        return True
    if source.kind in LOT_LIKE and output.kind in LOT_LIKE:
        return any(path.ancestor == output.node for path in rows.group(Path, "descendant", source.node))
    if source.kind == output.kind == "unit":
        inner, outer = rows.find(Unit, *source.key), rows.find(Unit, *output.key)
        return inner is not None and outer is not None and _is_inside(rows, outer, inner)
    return False


def _is_inside(rows: WorkingSet, unit: Unit, other: Unit) -> bool:
    """Say whether a unit is built into another, at any depth."""
    by_node = {member.node: member for member in rows.group(Unit, "root", unit.root)}
    at: Unit | None = unit
    while at is not None and at.parent is not None:
        if at.parent == other.node:
            return True
        at = by_node.get(at.parent)
    return False


def upstream_holds(rows: WorkingSet, lot: str) -> list[Hold | LoadHold]:
    """Return the open holds on a lot, on every lot that flowed into it and on every load it was in: it is held while
    there is one.
    """
    thing = lot_thing(lot)
    nodes = [rows.get(Node, path.ancestor) for path in rows.group(Path, "descendant", thing.node)]
    lots = [lot, *(node.key[0] for node in nodes if node.kind == "lot")]
    holds: list[Hold | LoadHold] = [hold for number in lots for hold in open_holds(rows, number)]
    return [*holds, *(hold for n in nodes if n.kind == "load" for hold in open_load_holds(rows, n.key[0]))]
