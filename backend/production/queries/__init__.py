"""What is read about work orders, sterilisation loads and the uses of equipment."""

from backend.production.queries.card import OrderCard, card
from backend.production.queries.doubts import Doubt, doubts_since
from backend.production.queries.loads import LoadCard, LoadLine, cycles, load_card, loads
from backend.production.queries.orders import Account, OrderLine, orders
from backend.production.queries.uses import Use, UsedOn, Uses, every_use, uses

__all__ = [
    "Account",
    "Doubt",
    "LoadCard",
    "LoadLine",
    "OrderCard",
    "OrderLine",
    "Use",
    "UsedOn",
    "Uses",
    "card",
    "cycles",
    "doubts_since",
    "every_use",
    "load_card",
    "loads",
    "orders",
    "uses",
]
