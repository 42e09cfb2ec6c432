"""Prints what was measured as a table: a value beside its target, what it is compared with, the ratio."""

import msgspec


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One measurement. ``target`` is the least ``value`` (with a ``reference`` the least ratio) that is wanted."""

    name: str
    value: float
    unit: str
    reference: float | None = None
    target: float | None = None
    lower_is_better: bool = False

    @property
    def ratio(self) -> float | None:
        """Return how many times the reference this is (for times: how many times shorter)."""
        if self.reference is None or not self.value:
            return None
        return self.reference / self.value if self.lower_is_better else self.value / self.reference

    @property
    def verdict(self) -> str:
        """Return whether the target was met in this run; on a shared machine that is a hint, never a test."""
        if self.target is None:
            return ""
        measured = self.ratio if self.reference is not None else self.value
        assert measured is not None
        met = measured <= self.target if self.lower_is_better and self.reference is None else measured >= self.target
        return "met" if met else "MISSED"

    @property
    def wanted(self) -> str:
        """Return the target as a reader compares it with what was measured."""
        if self.target is None:
            return ""
        if self.reference is not None:
            return f"≥ {self.target:g}x"
        return f"{'≤' if self.lower_is_better else '≥'} {self.target:,g}"


def show(title: str, lines: list[Line]) -> None:
    """Print a table: what was measured, beside it what is wanted, then what it was compared with."""
    print(f"\n{title}")
    print(f"  {'':50} {'measured':>12} {'target':>10} {'':6} {'unit':12} {'compared':>12} {'ratio':>7}")
    for line in lines:
        reference = "" if line.reference is None else _number(line.reference)
        ratio = "" if line.ratio is None else f"{line.ratio:.2f}x"
        measured = f"{_number(line.value):>12} {line.wanted:>10} {line.verdict:6}"
        print(f"  {line.name:50} {measured} {line.unit:12} {reference:>12} {ratio:>7}".rstrip())


def _number(value: float) -> str:
    return f"{value:,.1f}" if abs(value) >= 1 else f"{value:.3f}"
