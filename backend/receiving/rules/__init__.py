"""The rules of receiving: what is judged at the dock, what it does to lots and stock, how it is put right."""

from backend.receiving.rules.amend import decide_correct, decide_void
from backend.receiving.rules.receive import decide_receive
from backend.receiving.rules.resolve import decide_resolve

__all__ = ["decide_correct", "decide_receive", "decide_resolve", "decide_void"]
