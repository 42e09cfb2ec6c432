"""What a verification found: each problem with its place, what was expected and what was found; counts; one verdict."""

from collections.abc import Callable

import msgspec

Progress = Callable[[int, int], None]
"""Called with events done and events in all."""


class Problem(msgspec.Struct, frozen=True):
    """One contradiction. ``position`` is the first log position it may concern, ``position_to`` the last, if known."""

    code: str
    place: str
    expected: str
    found: str
    position: int | None = None
    position_to: int | None = None

    def text(self) -> str:
        """Return one sentence."""
        where = "" if self.position is None else f"position {self.position}: "
        if self.position is not None and self.position_to not in (None, self.position):
            where = f"positions {self.position} to {self.position_to}: "
        return f"{where}{self.place}: expected {self.expected}, found {self.found}"


class Restore(msgspec.Struct, frozen=True):
    """A restore that the log itself tells of: events after ``restored_from`` up to ``reached`` are gone."""

    position: int
    epoch: str
    restored_from: int
    reached: int
    reason: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The result. ``problems`` holds at most the stated number; ``problem_count`` counts all."""

    ok: bool
    events: int
    batches: int
    entries: int
    branch_entries: int
    outcomes: int
    attachments: int
    devices: int
    checkpoints: int
    covered: int
    not_covered: int
    not_positioned: int
    epoch: str
    restores: tuple[Restore, ...]
    first: Problem | None
    problems: tuple[Problem, ...]
    problem_count: int
    notes: tuple[str, ...]


class Findings:
    """Collects problems: all are counted, the first by position is known, and up to ``limit`` are kept."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.kept: list[Problem] = []
        self.count = 0
        self.first: Problem | None = None
        self.notes: list[str] = []

    def add(
        self,
        code: str,
        place: str,
        *,
        expected: object,
        found: object,
        position: int | None = None,
        position_to: int | None = None,
    ) -> None:
        """Take in one problem."""
        problem = Problem(code, place, _short(expected), _short(found), position, position_to)
        self.count += 1
        if len(self.kept) < self._limit:
            self.kept.append(problem)
        if self.first is None or _rank(problem) < _rank(self.first):
            self.first = problem

    def expect(self, code: str, place: str, *, expected: object, found: object, position: int | None = None) -> bool:
        """Say whether what was found is what was expected; if not, it is a problem."""
        if expected == found:
            return True
        self.add(code, place, expected=expected, found=found, position=position)
        return False


_SHOWN = 200


def _short(value: object) -> str:
    text = value.hex() if isinstance(value, bytes) else str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text)} characters)"


def _rank(problem: Problem) -> tuple[int, int]:
    return (1, 0) if problem.position is None else (0, problem.position)
