"""An invariant that did not hold: which one, and what was found. Numbers as in the design: I1, I2 and so on."""


class Broken(Exception):  # noqa: N818 - what is wrong
    """Ends a schedule: ``invariant`` did not hold; how many acknowledged entries are lost, or there twice."""

    def __init__(self, invariant: str, text: str, *, lost: int = 0, doubled: int = 0) -> None:
        super().__init__(f"{invariant}: {text}")
        self.invariant = invariant
        self.lost = lost
        self.doubled = doubled
