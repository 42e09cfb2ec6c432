"""An invariant that did not hold: which one, and what was found. Numbers as in the design: I1, I2, …"""


class Broken(Exception):  # noqa: N818 - what is wrong
    """Ends a schedule: ``invariant`` did not hold."""

    def __init__(self, invariant: str, text: str) -> None:
        super().__init__(f"{invariant}: {text}")
        self.invariant = invariant
