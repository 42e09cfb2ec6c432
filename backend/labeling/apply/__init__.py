"""The effect of labelling events on the rows, a file for each noun."""
