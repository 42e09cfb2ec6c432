"""Receiving: what came in at the dock, always into quarantine, with or without an order."""
