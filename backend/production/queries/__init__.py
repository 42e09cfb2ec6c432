"""What is read about work orders."""

from backend.production.queries.card import OrderCard, card
from backend.production.queries.orders import Account, OrderLine, orders

__all__ = ["Account", "OrderCard", "OrderLine", "card", "orders"]
