"""What is served about items."""

from backend.items.routes.master import ItemsDesk, show_rejects
from backend.items.routes.numbers import show_numbers, show_ranges, show_triggers
from backend.items.routes.process import show_processes

__all__ = ["ItemsDesk", "show_numbers", "show_processes", "show_ranges", "show_rejects", "show_triggers"]
