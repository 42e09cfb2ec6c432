"""What is read about items."""

from backend.items.queries.master import RejectedRow, rejects

__all__ = ["RejectedRow", "rejects"]
