"""Prints what was measured as a table: a value, what it is compared with, the ratio, the target."""

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


def show(title: str, lines: list[Line]) -> None:
    """Print a table."""
    print(f"\n{title}")
    print(f"  {'':46} {'measured':>12} {'unit':12} {'compared':>12} {'ratio':>7} {'target':>9}")
    for line in lines:
        reference = "" if line.reference is None else f"{line.reference:,.1f}"
        ratio = "" if line.ratio is None else f"{line.ratio:.2f}x"
        target = "" if line.target is None else f"{line.target:,g}"
        measured = f"{line.value:>12,.1f} {line.unit:12}"
        print(f"  {line.name:46} {measured} {reference:>12} {ratio:>7} {target:>9} {line.verdict}")
