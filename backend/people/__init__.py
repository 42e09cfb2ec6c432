"""Persons: badges, roles and sites, shift grants, and secrets whose hashes lie in a vault outside the log."""
