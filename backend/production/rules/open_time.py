"""How long a lot may be used once it is mixed or opened: judged at each use, and anew when a device tells late that it
began earlier than anybody knew (C25). What went in too late is held; later openings lift nothing.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from backend.log.vocabulary import Context, Decision, Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.material.events import HoldPlaced, LotStubbed, Thing, UnitHeld, lot_thing
from backend.material.state import Edge, Lot, Node
from backend.nonconformance.rules import opened
from backend.production.entries import OpenContainer
from backend.production.events import LotOpened
from backend.production.rules.floor import Place
from backend.production.state import LotOpening, limit_of, used_from, with_opening

Told = tuple[list[Event], list[Exceptional]]
_ANEW = {True: 10_000, False: 1_000_000}
"""Deviation and holds of what is judged anew are numbered from here, by a mixing or opening and by a first use."""
_NAMED = 10
"""Outputs that the text of the exception names; the holds are on all of them."""


def at_use(rows: WorkingSet, place: Place, lot: str) -> Told:
    """Return what a use of a lot tells of its opening, and that it came too late."""
    known = rows.find(Lot, lot)
    limit = None if known is None else limit_of(rows, known.item)
    if limit is None:
        return [], []
    at, opening = place.ctx.occurred_at, rows.find(LotOpening, lot)
    events, found = begun(rows, place.ctx, lot, said=False) if _is_first(opening, at) else ([], [])
    since = at if opening is None else opening.begun_at(at)
    if at > since + limit:
        minutes = int(limit.total_seconds() // 60)
        detail = {"input": lot, "since": since.isoformat(), "minutes": minutes}
        found = [place.exceptional("COMPONENT_OPEN_TOO_LONG", **detail), *found]
    return events, found


def at_mixing(rows: WorkingSet, place: Place) -> Told:
    """Return that a lot which is being made is mixed from its first component on, where its item has an open time."""
    lot, order = place.lot, place.order
    if lot is None or place.serial is not None or order is None or limit_of(rows, order.item) is None:
        return [], []
    opening = rows.find(LotOpening, lot)
    is_first = opening is None or not opening.said or place.ctx.occurred_at < opening.said[0]
    return begun(rows, place.ctx, lot, said=True, item=order.item) if is_first else ([], [])


def decide_open_container(rows: WorkingSet, body: OpenContainer, ctx: Context) -> Decision:
    """Keep that a container of the lot was opened; of an item that lives as long as its lot nothing follows."""
    known = rows.find(Lot, body.lot)
    if known is None:
        unknown = Exceptional("LOT_UNKNOWN", "lot", body.lot, {"lot": body.lot})
        return Decision((LotStubbed(number=body.lot),), (unknown,))
    if limit_of(rows, known.item) is None:
        return Decision()
    events, exceptions = begun(rows, ctx, body.lot, said=True)
    return Decision(tuple(events), tuple(exceptions))


def as_open(rows: WorkingSet, ctx: Context, sources: Iterable[Lot], output: str) -> list[Event]:
    """Return that a part, or what several lots became, is as open as what it comes from: by the earliest of them."""
    limited = [lot for lot in sources if limit_of(rows, lot.item) is not None]
    known = [opening for lot in limited if (opening := rows.find(LotOpening, lot.number)) is not None]
    begun = [each.begun_at(ctx.occurred_at) for each in known if each.earliest <= ctx.occurred_at]
    return [LotOpened(lot=output, at=min(begun), said=True)] if begun else []


def _is_first(opening: LotOpening | None, at: datetime) -> bool:
    """Say whether a use is the first that is known, with no opening before it."""
    return opening is None or (opening.begun_at(at) == at and at not in (*opening.said, opening.used_at))


def begun(rows: WorkingSet, ctx: Context, lot: str, *, said: bool, item: str | None = None) -> Told:
    """Return that a lot is open or mixed since now, and what that makes of what it went into before this was known."""
    told = LotOpened(lot=lot, at=ctx.occurred_at, said=said)
    known = rows.find(LotOpening, lot)
    late = _too_late(rows, known, told, ctx, item) if rows.has(used_from(lot)) else []
    if not late:
        return [told], []
    limit = limit_of(rows, _item_of(rows, lot, item))
    assert limit is not None, "what has no open time is not judged by it"
    names = ", ".join(output.key[-1] for output in late[:_NAMED])
    detail = {
        "lot": lot,
        "since": ctx.occurred_at.isoformat(),
        "minutes": int(limit.total_seconds() // 60),
        "count": len(late),
        "outputs": names if len(late) <= _NAMED else f"{names} …",
    }
    broken = Exceptional("OPENED_EARLIER_THAN_KNOWN", "lot", lot, detail)
    deviation = opened(ctx, broken, n=_ANEW[said])
    return [told, deviation, *_holds(ctx, late, broken.code, deviation.number, first=_ANEW[said])], [broken]


def _item_of(rows: WorkingSet, lot: str, item: str | None) -> str:
    known = rows.find(Lot, lot)
    return item or ("" if known is None else known.item)


def _too_late(
    rows: WorkingSet, known: LotOpening | None, told: LotOpened, ctx: Context, item: str | None
) -> list[Thing]:
    """Return what the lot went into too late by what is told now and, as far as it was judged, in time before."""
    limit = limit_of(rows, _item_of(rows, told.lot, item))
    assert limit is not None, "what has no open time is not judged by it"
    now = with_opening(known, told, ctx.site)
    found: list[Thing] = []
    for edge in rows.group(Edge, "input", lot_thing(told.lot).node):
        uses = (edge.at, edge.last_at) if edge.ended_at is None else ()
        late = any(at > now.begun_at(at) + limit and (known is None or at <= known.begun_at(at) + limit) for at in uses)
        if late:
            found.append(rows.get(Node, edge.output).thing)
    return found


def _holds(ctx: Context, outputs: list[Thing], code: str, deviation: str, *, first: int) -> Iterator[Event]:
    for n, output in enumerate(outputs, 1):
        if output.kind == "lot":
            yield HoldPlaced(id=ctx.new_id(first + n), lot=output.key[0], reason_code=code, text=deviation)
        elif output.kind == "unit":
            yield UnitHeld(item=output.key[0], serial=output.key[1], reason_code=code, source=deviation)
