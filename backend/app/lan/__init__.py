"""HTTPS for phones on the same network: whom they trust, under which addresses, and how they come to trust it."""
