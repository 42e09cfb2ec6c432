"""The effect of item events on the rows; nothing is decided here."""

from backend.items.apply.identity import (
    apply_company_prefix_defined,
    apply_device_described,
    apply_item_reference_taken,
)
from backend.items.apply.master import (
    apply_identifier_defined,
    apply_import_row_rejected,
    apply_item_defined,
    apply_item_stubbed,
    apply_item_taken_into_use,
)
from backend.items.apply.numbers import (
    apply_loose_numbers_used,
    apply_number_pool_defined,
    apply_numbers_used,
    apply_numbers_voided,
    apply_range_leased,
    apply_serials_imported,
)
from backend.items.apply.process import (
    apply_process_approved,
    apply_process_withdrawn,
    apply_routing_drafted,
    apply_structure_drafted,
)
from backend.items.apply.publication import apply_identifier_published
from backend.items.apply.terms import apply_term_named

__all__ = [
    "apply_company_prefix_defined",
    "apply_device_described",
    "apply_identifier_defined",
    "apply_identifier_published",
    "apply_import_row_rejected",
    "apply_item_defined",
    "apply_item_reference_taken",
    "apply_item_stubbed",
    "apply_item_taken_into_use",
    "apply_loose_numbers_used",
    "apply_number_pool_defined",
    "apply_numbers_used",
    "apply_numbers_voided",
    "apply_process_approved",
    "apply_process_withdrawn",
    "apply_range_leased",
    "apply_routing_drafted",
    "apply_serials_imported",
    "apply_structure_drafted",
    "apply_term_named",
]
