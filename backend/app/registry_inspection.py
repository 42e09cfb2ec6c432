"""What the inspection capability contributes to the registry."""

from backend.inspection.entries import DecideLot
from backend.inspection.rules import decide_decide_lot
from backend.inspection.state import touches_decide_lot
from backend.log.vocabulary import Capability, on_entry

CAPABILITY = Capability("inspection", entries=(on_entry(DecideLot, touches_decide_lot, decide_decide_lot),))
