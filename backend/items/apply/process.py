"""The effect of process events on structures and routings."""

from typing import Any

from msgspec.structs import replace

from backend.items.events.process import ProcessApproved, ProcessWithdrawn, RoutingDrafted, StructureDrafted
from backend.items.state.process import STRUCT_OF, ProcessStop, Routing, Structure
from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet


def apply_structure_drafted(rows: WorkingSet, event: StructureDrafted, ctx: EventContext) -> None:
    """Put the draft in place of an earlier one."""
    _put(rows, Structure, event, ctx, lines=event.lines)


def apply_routing_drafted(rows: WorkingSet, event: RoutingDrafted, ctx: EventContext) -> None:
    """Put the draft in place of an earlier one."""
    _put(rows, Routing, event, ctx, steps=event.steps)


def _put(
    rows: WorkingSet,
    struct: type[Structure] | type[Routing],
    event: StructureDrafted | RoutingDrafted,
    ctx: EventContext,
    **content: Any,  # noqa: ANN401 - the lines of the one, the steps of the other
) -> None:
    rows.put(
        struct(
            item=event.item,
            revision=event.revision,
            status="draft",
            effectivity=event.effectivity,
            drafted_by=ctx.badge,
            drafted_by_entry=ctx.entry_id,
            drafted_at=ctx.received_at,
            approved_by=None,
            approved_at=None,
            withdrawn_by=None,
            withdrawn_at=None,
            **content,
        )
    )


def apply_process_approved(rows: WorkingSet, event: ProcessApproved, ctx: EventContext) -> None:
    """Let the revision hold."""
    draft = rows.get(STRUCT_OF[event.kind], event.item, event.revision)
    rows.put(replace(draft, status="approved", approved_by=ctx.badge, approved_at=ctx.received_at))
    if draft.effectivity.kind == "stop_now":
        stop = ProcessStop(kind=event.kind, item=event.item, revision=event.revision, approved_at=ctx.received_at)
        rows.put(stop)


def apply_process_withdrawn(rows: WorkingSet, event: ProcessWithdrawn, ctx: EventContext) -> None:
    """Let the revision rest."""
    known = rows.get(STRUCT_OF[event.kind], event.item, event.revision)
    rows.put(replace(known, status="withdrawn", withdrawn_by=ctx.badge, withdrawn_at=ctx.received_at))
    if rows.find(ProcessStop, event.kind, event.item, event.revision) is not None:
        rows.remove(ProcessStop, event.kind, event.item, event.revision)
