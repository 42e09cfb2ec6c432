"""Labels of what the factory has: made from the tables, read back before they are offered."""
