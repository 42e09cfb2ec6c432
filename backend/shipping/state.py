"""What packing touches: the container, what goes into it, and where that is packed already."""

from collections.abc import Iterable

from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from backend.material.events import Thing, container_thing, lot_thing, unit_thing
from backend.material.state import Container, Edge, Node, touches_link, touches_lot, touches_upstream
from backend.shipping.entries import Content, PackContainer, UnpackContainer


def thing_of(content: Content) -> Thing | None:
    """Return what a content names, or None where it names nothing or more than one thing."""
    named: list[Thing] = []
    if content.lot is not None:
        named.append(lot_thing(content.lot))
    if content.item is not None and content.serial is not None:
        named.append(unit_thing(content.item, content.serial))
    if content.container is not None:
        named.append(container_thing(content.container))
    return named[0] if len(named) == 1 else None


def touches_pack(body: PackContainer, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the container, its contents with their holds, and the containers that single things are in now."""
    output = container_thing(body.container)
    yield Touch(Container, (body.container,), write=True)
    things = [thing for content in body.contents if (thing := thing_of(content)) is not None]
    yield from touches_link(things, output, rows)
    for thing in things:
        if thing.kind == "lot":
            yield from touches_lot(thing.key[0], rows)
            yield from touches_upstream([thing], rows)
        else:
            yield GroupTouch(Edge, "input", thing.node)
        if thing.kind == "container":
            yield Touch(Container, thing.key, write=True)
    yield from _touches_around(output, rows)


def _touches_around(output: Thing, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return what the container itself is packed in, up to the outermost: nothing is packed into itself."""
    at = output.node
    for _ in range(8):
        group = GroupTouch(Edge, "input", at)
        yield group
        if not rows.has(group):
            return
        outer = next((e.output for e in rows.group(Edge, "input", at) if e.ended_at is None), None)
        if outer is None:
            return
        yield Touch(Node, (outer,))
        at = outer


def touches_unpack(body: UnpackContainer, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the container, its edges and what is at their other end."""
    output = container_thing(body.container)
    yield Touch(Container, (body.container,), write=True)
    yield Touch(Node, (output.node,), write=True)
    group = GroupTouch(Edge, "output", output.node)
    yield group
    for edge in rows.group(Edge, "output", output.node) if rows.has(group) else ():
        yield Touch(Node, (edge.input,))
