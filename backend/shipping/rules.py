"""Decides on packing: it happened, so it is kept; what must not go out together is said and seen by a person."""

from collections.abc import Iterator
from decimal import Decimal

from backend.log.vocabulary import Context, Decision, Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.material.events import ContainerMade, LotStubbed, Thing, UnitMade, Unlinked, container_thing
from backend.material.rules import link, upstream_holds
from backend.material.state import Container, Edge, Lot, Node, Unit
from backend.shipping.entries import Content, PackContainer, UnpackContainer
from backend.shipping.state import thing_of


def decide_pack(rows: WorkingSet, body: PackContainer, _ctx: Context) -> Decision:
    """Pack; an unknown thing becomes a stub, a thing packed elsewhere puts both containers in doubt (C14)."""
    output = container_thing(body.container)
    known = rows.find(Container, body.container)
    events: list[Event] = [] if known is not None else [ContainerMade(code=body.container, level=body.level)]
    exceptions: list[Exceptional] = []
    seen: set[Thing] = set()
    for content in body.contents:
        thing = thing_of(content)
        if thing is None or thing in seen:
            exceptions.append(_about(body, "PACKED_UNCLEAR", input=_named(content)))
            continue
        seen.add(thing)
        quantity = _quantity(content)
        problem = _cannot(rows, body, thing, quantity)
        if problem is not None:
            exceptions.append(problem)
            continue
        exceptions += _findings(rows, body, thing)
        joined = link(rows, thing, output, "pack", quantity)
        events += _known(rows, thing)
        if isinstance(joined, Exceptional):
            exceptions.append(joined)
        else:
            events.append(joined)
    return Decision(tuple(events), tuple(exceptions))


def _named(content: Content) -> str:
    return content.lot or content.serial or content.container or "-"


def _quantity(content: Content) -> tuple[Decimal, str] | None:
    return None if content.quantity is None else (Decimal(content.quantity), "pcs")


def _about(body: PackContainer, code: str, **detail: str) -> Exceptional:
    return Exceptional(code, "container", body.container, {"container": body.container, **detail})


def _cannot(
    rows: WorkingSet, body: PackContainer, thing: Thing, quantity: tuple[Decimal, str] | None
) -> Exceptional | None:
    """Return why a content is not put into the container at all."""
    if thing.kind == "lot" and (quantity is None or quantity[0] <= 0):
        return _about(body, "PACKED_UNCLEAR", input=thing.key[-1])
    if thing.kind == "container" and thing.node in _around(rows, container_thing(body.container)):
        return _about(body, "PACKED_IN_ITSELF", input=thing.key[-1])
    return None


def _around(rows: WorkingSet, inner: Thing) -> Iterator[int]:
    """Yield a container and everything it is packed in."""
    at: int | None = inner.node
    while at is not None:
        yield at
        at = next((e.output for e in rows.group(Edge, "input", at) if e.ended_at is None), None)


def _findings(rows: WorkingSet, body: PackContainer, thing: Thing) -> Iterator[Exceptional]:
    if thing.kind == "lot":
        for hold in upstream_holds(rows, thing.key[0])[:1]:
            yield _about(body, "PACKED_ON_HOLD", input=thing.key[-1], held=hold.held, hold=hold.reason_code)
        return
    mine = container_thing(body.container).node
    for edge in rows.group(Edge, "input", thing.node):
        if edge.ended_at is None and edge.kind == "pack" and edge.output != mine:
            yield _about(body, "PACKED_TWICE", input=thing.key[-1], other=_name(rows, edge.output))
    unit = rows.find(Unit, *thing.key) if thing.kind == "unit" else None
    if unit is not None and unit.holds:
        yield _about(body, "PACKED_ON_HOLD", input=thing.key[-1], held=unit.serial, hold=unit.holds[0])


def _name(rows: WorkingSet, node: int) -> str:
    known = rows.peek(Node, node)
    return "-" if known is None else known.key[-1]


def _known(rows: WorkingSet, thing: Thing) -> list[Event]:
    """Return the stub of a thing that nobody has received, made or packed before."""
    if thing.kind == "lot":
        return [] if rows.find(Lot, *thing.key) is not None else [LotStubbed(number=thing.key[0])]
    if thing.kind == "container":
        return [] if rows.find(Container, *thing.key) is not None else [ContainerMade(code=thing.key[0], level="box")]
    if rows.find(Unit, *thing.key) is not None:
        return []
    return [UnitMade(item=thing.key[0], serial=thing.key[1], lot=None, status="built", stub=True)]


def decide_unpack(rows: WorkingSet, body: UnpackContainer, _ctx: Context) -> Decision:
    """Take things out; what is not recorded as in it is said."""
    output = container_thing(body.container)
    live = {e.input: e for e in rows.group(Edge, "output", output.node) if e.ended_at is None and e.kind == "pack"}
    if body.contents is None:
        things = [rows.get(Node, node).thing for node in live]
        return Decision(tuple(_out(thing, output, None) for thing in things))
    events: list[Event] = []
    exceptions: list[Exceptional] = []
    for content in body.contents:
        thing = thing_of(content)
        edge = None if thing is None else live.get(thing.node)
        taken = None if content.quantity is None else Decimal(content.quantity)
        too_much = edge is not None and taken is not None and (edge.quantity is None or taken > edge.quantity)
        if thing is None or edge is None or too_much:
            detail = {"container": body.container, "input": _named(content)}
            exceptions.append(Exceptional("UNPACKED_NOT_IN", "container", body.container, detail))
        else:
            events.append(_out(thing, output, taken))
    return Decision(tuple(events), tuple(exceptions))


def _out(thing: Thing, output: Thing, quantity: Decimal | None) -> Unlinked:
    return Unlinked(input=thing, output=output, kind="pack", quantity=quantity)
