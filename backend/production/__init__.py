"""Making things: work orders, their steps as they happen on the floor, and what was made of what."""
