"""What can be recorded about labels and printers, a file for each noun."""
