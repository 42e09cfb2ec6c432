"""Answers from the genealogy: what is in a thing, where it went, what bad ones have in common. Reads only."""
