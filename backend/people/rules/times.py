"""How a time is written into the detail of a code: RFC 3339 UTC, to the second, the same wherever it is shown."""

from datetime import UTC, datetime


def as_text(moment: datetime) -> str:
    """Return an aware time as RFC 3339 UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
