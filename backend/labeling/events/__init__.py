"""What is then true of labels and printers, a file for each noun."""
