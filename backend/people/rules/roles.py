"""Which role may do what (21 CFR 11.10(g)). One table, read by the door and shown in the validation pack."""

from collections.abc import Iterable, Mapping
from typing import Final

SYSTEM_ACTION: Final = "system"
"""Held by no role: only the server's own device may do it."""

_EVERYONE = frozenset(
    {"operator", "warehouse", "receiver", "inspector", "quality", "supervisor", "planner", "administrator"}
)

ACTIONS: Final[Mapping[str, frozenset[str]]] = {
    "read": _EVERYONE,
    "receive": frozenset({"warehouse", "receiver", "supervisor"}),
    "move": frozenset({"operator", "warehouse", "receiver", "inspector", "supervisor"}),
    "hold": _EVERYONE - {"planner", "administrator"},
    "lift_hold": frozenset({"quality"}),
    "decide_lot": frozenset({"quality"}),
    "resolve_exception": frozenset({"quality", "supervisor"}),
    "manage_master_data": frozenset({"planner", "quality", "administrator"}),
    "draft_process": frozenset({"planner", "quality", "supervisor"}),
    "approve_process": frozenset({"quality"}),
    "draft_label_template": frozenset({"planner", "quality", "supervisor"}),
    "approve_label_template": frozenset({"quality"}),
    "plan_order": frozenset({"planner", "supervisor"}),
    "release_order": frozenset({"supervisor", "quality"}),
    "pack": frozenset({"operator", "warehouse", "supervisor"}),
    "work": frozenset({"operator", "inspector", "supervisor"}),
    "transform": frozenset({"operator", "warehouse", "inspector", "quality", "supervisor"}),
    "skip_step": frozenset({"supervisor", "quality"}),
    "decide_load": frozenset({"quality"}),
    "report_deviation": _EVERYONE - {"administrator"},
    "close_deviation": frozenset({"quality"}),
    "manage_equipment": frozenset({"planner", "quality", "supervisor"}),
    "qualify_equipment": frozenset({"quality"}),
    "assess_equipment": frozenset({"quality"}),
    "maintain_equipment": frozenset({"operator", "inspector", "quality", "supervisor"}),
    "manage_training": frozenset({"quality", "supervisor"}),
    "manage_people": frozenset({"administrator"}),
    "manage_devices": frozenset({"administrator"}),
    "request_labels": frozenset({"operator", "warehouse", "supervisor", "quality", "planner"}),
    "release_labels": frozenset({"quality", "supervisor"}),
    "print_labels": frozenset({"operator", "warehouse", "receiver", "supervisor", "quality"}),
    "scan_labels": frozenset({"operator", "warehouse", "receiver", "inspector", "supervisor", "quality"}),
    "reconcile_labels": frozenset({"quality", "supervisor"}),
    "clear_label_incident": frozenset({"quality"}),
    "manage_printers": frozenset({"supervisor", "administrator"}),
    SYSTEM_ACTION: frozenset(),
}


def allowed(roles: Iterable[str], action: str) -> bool:
    """Say whether one of ``roles`` may do ``action``; "" needs no permission. An unknown action is a bug (KeyError)."""
    return action == "" or not ACTIONS[action].isdisjoint(roles)
