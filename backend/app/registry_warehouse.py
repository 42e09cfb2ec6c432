"""What the warehouse capability contributes to the registry."""

from backend.log.vocabulary import Capability, on_entry
from backend.warehouse.entries import MoveStock
from backend.warehouse.rules import decide_move
from backend.warehouse.state import touches_move

CAPABILITY = Capability("warehouse", entries=(on_entry(MoveStock, touches_move, decide_move),))
