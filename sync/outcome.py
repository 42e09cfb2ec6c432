"""The answers to an entry: a closed set (P20), immutable (P21)."""

from typing import Any, Literal

import msgspec

OutcomeWord = Literal["accepted", "flagged", "refused", "quarantined"]


class Flag(msgspec.Struct, frozen=True):
    """One reason: a code of the catalogue and what was expected and found, as named values."""

    code: str
    detail: dict[str, Any] = {}


class Outcome(msgspec.Struct, frozen=True):
    """The server's answer to one entry (P19). ``id`` is empty when the entry could not be read."""

    seq: int
    id: str
    outcome: OutcomeWord
    codes: tuple[Flag, ...] = ()
    revision: int = 0
