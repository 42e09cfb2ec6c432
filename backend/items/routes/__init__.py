"""What is served about items."""

from backend.items.routes.master import ItemsDesk, show_rejects

__all__ = ["ItemsDesk", "show_rejects"]
