"""What is read about items."""

from backend.items.queries.master import RejectedRow, rejects
from backend.items.queries.process import RevisionLine, revisions

__all__ = ["RejectedRow", "RevisionLine", "rejects", "revisions"]
