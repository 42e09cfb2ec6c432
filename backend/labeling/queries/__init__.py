"""What routes and the printing worker read about labels, a file for each noun."""
