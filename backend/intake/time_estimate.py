"""When it happened, as far as anyone can know (P26): the device's claim set against the server's time. Pure."""

from datetime import UTC, datetime, timedelta

import msgspec

from sync.envelope import Clock

TOLERANCE = timedelta(minutes=2)
_DRIFT_PPM = 100
_MAX_SPAN_MS = 366 * 24 * 3600 * 1000


class Estimate(msgspec.Struct, frozen=True):
    """``error_ms`` is None when the uncertainty is unknown; ``suspect`` says the clocks contradict each other."""

    occurred_at: datetime
    error_ms: int | None
    suspect: bool


def estimate(clock: Clock, received_at: datetime) -> Estimate:
    """Return the estimated time of the act; an unreadable clock gives the time of receipt, ``suspect``."""
    wall = _instant(clock.wall)
    synced = _synced(clock)
    if synced is None:
        best, error = wall or received_at, None
    else:
        best, error = synced
    contradicts = wall is None or (synced is not None and abs(wall - synced[0]) > TOLERANCE)
    late = best > received_at + TOLERANCE
    return Estimate(min(best, received_at) if late else best, error, contradicts or late)


def _synced(clock: Clock) -> tuple[datetime, int] | None:
    if clock.sync is None:
        return None
    server = _instant(clock.sync.server)
    span = clock.mono_ms - clock.sync.mono_ms
    if server is None or not 0 <= span <= _MAX_SPAN_MS:
        return None
    return server + timedelta(milliseconds=span), abs(clock.sync.rtt_ms) // 2 + span * _DRIFT_PPM // 1_000_000


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        return None if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
