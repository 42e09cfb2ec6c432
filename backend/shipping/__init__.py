"""What leaves the factory: packed into containers, containers into containers."""
