"""What the records say in numbers: read only."""
