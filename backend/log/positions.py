"""Where the log ends, asked of the index: a maximum over all positions would read them all."""

LAST_POSITION = "SELECT coalesce((SELECT first + count - 1 FROM position ORDER BY first DESC LIMIT 1), 0)"
"""The newest position; 0 of an empty log."""
