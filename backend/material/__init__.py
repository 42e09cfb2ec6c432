"""Lots and their places, quantities, states and holds: what every floor capability reads and changes."""
