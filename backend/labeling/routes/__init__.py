"""Labels over HTTP: what is read and what is printed, a file for each noun."""
