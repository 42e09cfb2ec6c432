"""What is read about work orders."""

from backend.production.queries.card import OrderCard, card
from backend.production.queries.orders import Account, OrderLine, orders
from backend.production.queries.uses import Use, UsedOn, Uses, every_use, uses

__all__ = ["Account", "OrderCard", "OrderLine", "Use", "UsedOn", "Uses", "card", "every_use", "orders", "uses"]
