"""What is then true of numbers. Every number is written out, so that a rebuild computes none again."""

from backend.log.vocabulary import Event, event


@event(version=1)
class NumberPoolDefined(Event, frozen=True, kw_only=True):
    """From now on the pool makes its numbers so. ``key`` shuffles a random order; it is no secret from the log."""

    pool: str
    kind: str
    of: str
    order: str
    prefix: str
    digits: int
    alphabet: str
    key: str


@event(version=1)
class SerialsImported(Event, frozen=True, kw_only=True):
    """Serial numbers from elsewhere wait in a pool; ``first`` is the place of the first in its list."""

    pool: str
    first: int
    serials: tuple[str, ...]
    source: str


@event(version=1)
class RangeLeased(Event, frozen=True, kw_only=True):
    """These numbers are this device's alone, for ever. ``cursor`` and ``period``: where the pool goes on."""

    pool: str
    device: str
    first: int
    numbers: tuple[str, ...]
    cursor: int
    period: str


@event(version=1)
class NumbersUsed(Event, frozen=True, kw_only=True):
    """Numbers of a range are on something; ``purpose``: what for."""

    range: str
    first: int
    last: int
    purpose: str


@event(version=1)
class LooseNumbersUsed(Event, frozen=True, kw_only=True):
    """Numbers of no leased range are on something; they are taken like all others."""

    pool: str
    numbers: tuple[str, ...]
    purpose: str


@event(version=1)
class NumbersVoided(Event, frozen=True, kw_only=True):
    """Numbers of a range will never be used."""

    range: str
    first: int
    last: int
    reason: str
