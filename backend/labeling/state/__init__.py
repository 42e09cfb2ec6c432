"""The rows about labels and printers, and what entries touch, a file for each noun."""
