"""Suppliers, what each is approved for, and the purchase orders placed with them."""
