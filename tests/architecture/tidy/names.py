"""What may be called how: capability files, forbidden names, folders that match on both sides."""

from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tidy.tree import CODE_FOLDERS, FOREIGN, files, name

CAPABILITY_FILES = {"entries", "events", "state", "rules", "apply", "tables", "queries", "routes"}
FREE_FORM = {"app", "log", "intake", "migrations"}
FORBIDDEN = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "base", "misc"}
PWA_ONLY = {"app", "scan", "sync", "entries", "ui"}


def capability_files(root: Path) -> list[str]:
    """A capability folder has only the files of the architecture's table, or packages of the same names."""
    return [
        f"{name(root, path)}: a capability has only {', '.join(sorted(CAPABILITY_FILES))}"
        for folder in _folders(root / "backend")
        if folder.name not in FREE_FORM
        for path in sorted(folder.iterdir())
        if path.name not in {"__init__.py", "__pycache__"}
        if path.stem not in CAPABILITY_FILES or path.suffix not in {".py", ""}
    ]


def forbidden_names(root: Path) -> list[str]:
    """No file or folder carries a name that says nothing."""
    return [
        f"{name(root, path)}: the name {part!r} says nothing; name what it holds"
        for path in files(root, below=CODE_FOLDERS)
        for part in path.relative_to(root).parts
        if part.split(".")[0].lower() in FORBIDDEN
    ]


def pwa_folders(root: Path) -> list[str]:
    """Each capability of the app exists in the backend, under the same word (written with hyphens in the app)."""
    return [
        f"{name(root, folder)}: backend/{folder.name} does not exist"
        for folder in _folders(root / "pwa/src")
        if folder.name not in PWA_ONLY and not (root / "backend" / folder.name.replace("-", "_")).is_dir()
    ]


def _folders(parent: Path) -> Iterator[Path]:
    if parent.is_dir():
        yield from sorted(path for path in parent.iterdir() if path.is_dir() and path.name not in FOREIGN)
