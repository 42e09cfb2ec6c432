"""Writes small trees of files, sound or broken, for the checks to read."""

from pathlib import Path


def plant(root: Path, tree: dict[str, str]) -> None:
    """Write each text to its path below ``root``."""
    for where, text in tree.items():
        (root / where).parent.mkdir(parents=True, exist_ok=True)
        (root / where).write_text(text)
