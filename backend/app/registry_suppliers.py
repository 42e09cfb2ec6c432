"""What backend/suppliers contributes to the registry."""

from backend.log.row import type_of
from backend.log.vocabulary import Capability, on_entry, on_event
from backend.suppliers.apply import (
    apply_order_line_placed,
    apply_order_line_received,
    apply_order_placed,
    apply_supplier_approval_set,
    apply_supplier_defined,
)
from backend.suppliers.entries import ApproveSupplier, DefineSupplier, ImportOrders, ImportSuppliers, PlaceOrder
from backend.suppliers.events import (
    OrderLinePlaced,
    OrderLineReceived,
    OrderPlaced,
    SupplierApprovalSet,
    SupplierDefined,
)
from backend.suppliers.rules import (
    decide_approve_supplier,
    decide_define_supplier,
    decide_import_orders,
    decide_import_suppliers,
    decide_place_order,
)
from backend.suppliers.state import (
    Approval,
    Order,
    OrderLine,
    Supplier,
    touches_approve_supplier,
    touches_define_supplier,
    touches_import_orders,
    touches_import_suppliers,
    touches_place_order,
)

CAPABILITY = Capability(
    "suppliers",
    entries=(
        on_entry(DefineSupplier, touches_define_supplier, decide_define_supplier),
        on_entry(ApproveSupplier, touches_approve_supplier, decide_approve_supplier),
        on_entry(ImportSuppliers, touches_import_suppliers, decide_import_suppliers),
        on_entry(PlaceOrder, touches_place_order, decide_place_order),
        on_entry(ImportOrders, touches_import_orders, decide_import_orders),
    ),
    events=(
        on_event(SupplierDefined, apply_supplier_defined),
        on_event(SupplierApprovalSet, apply_supplier_approval_set),
        on_event(OrderPlaced, apply_order_placed),
        on_event(OrderLinePlaced, apply_order_line_placed),
        on_event(OrderLineReceived, apply_order_line_received),
    ),
    rows=(type_of(Supplier), type_of(Approval), type_of(Order), type_of(OrderLine)),
)
