"""The rules about labels and printers, a file for each act."""
