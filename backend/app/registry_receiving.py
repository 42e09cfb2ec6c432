"""What backend/receiving contributes to the registry."""

from backend.log.row import type_of
from backend.log.vocabulary import Capability, on_entry, on_event
from backend.receiving.apply import (
    apply_receipt_corrected,
    apply_receipt_posted,
    apply_receipt_resolved,
    apply_receipt_voided,
)
from backend.receiving.entries import CorrectReceipt, ReceiveLot, ResolveReceipt, VoidReceipt
from backend.receiving.events import ReceiptCorrected, ReceiptPosted, ReceiptResolved, ReceiptVoided
from backend.receiving.rules import decide_correct, decide_receive, decide_resolve, decide_void
from backend.receiving.state import Receipt, ReceiptMatch, touches_correct, touches_receive, touches_void

CAPABILITY = Capability(
    "receiving",
    entries=(
        on_entry(ReceiveLot, touches_receive, decide_receive),
        on_entry(CorrectReceipt, touches_correct, decide_correct),
        on_entry(VoidReceipt, touches_void, decide_void),
        on_entry(ResolveReceipt, touches_void, decide_resolve),
    ),
    events=(
        on_event(ReceiptPosted, apply_receipt_posted),
        on_event(ReceiptCorrected, apply_receipt_corrected),
        on_event(ReceiptVoided, apply_receipt_voided),
        on_event(ReceiptResolved, apply_receipt_resolved),
    ),
    rows=(type_of(Receipt), type_of(ReceiptMatch)),
)
