"""Printing from the server: labels read back as soon as they are wanted, and sent to the printers of the company."""
