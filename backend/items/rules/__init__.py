"""The rules about items and about the numbers given out for them."""

from backend.items.rules.effectivity import Share, effective, held_at, latest, shares
from backend.items.rules.identifiers import decide_define_identifier, malformed
from backend.items.rules.identity import decide_allocate, decide_define_company_prefix
from backend.items.rules.leases import decide_lease_range, draw
from backend.items.rules.master import decide_define_item, decide_import_items
from backend.items.rules.pools import (
    decide_define_lot_pattern,
    decide_define_serial_scheme,
    decide_define_sscc_pool,
    decide_import_serials,
)
from backend.items.rules.process import (
    decide_approve_process,
    decide_draft_routing,
    decide_draft_structure,
    decide_import_routings,
    decide_import_structures,
    decide_withdraw_process,
)
from backend.items.rules.publication import decide_allocate_hibc, decide_record_publication
from backend.items.rules.spans import decide_use_numbers, decide_void_numbers, use_lot_number, use_spans, void_spans
from backend.items.rules.terms import decide_name_term
from backend.items.rules.udi import TRIGGERS, Trigger, decide_describe

__all__ = [
    "TRIGGERS",
    "Share",
    "Trigger",
    "decide_allocate",
    "decide_allocate_hibc",
    "decide_approve_process",
    "decide_define_company_prefix",
    "decide_define_identifier",
    "decide_define_item",
    "decide_define_lot_pattern",
    "decide_define_serial_scheme",
    "decide_define_sscc_pool",
    "decide_describe",
    "decide_draft_routing",
    "decide_draft_structure",
    "decide_import_items",
    "decide_import_routings",
    "decide_import_serials",
    "decide_import_structures",
    "decide_lease_range",
    "decide_name_term",
    "decide_record_publication",
    "decide_use_numbers",
    "decide_void_numbers",
    "decide_withdraw_process",
    "draw",
    "effective",
    "held_at",
    "latest",
    "malformed",
    "shares",
    "use_lot_number",
    "use_spans",
    "void_spans",
]
