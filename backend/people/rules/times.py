"""How a time is written into the detail of a code, and on which calendar day of the factory it falls."""

from datetime import UTC, date, datetime, timedelta, timezone

FACTORY_TIME = timezone(timedelta(hours=8), "UTC+08:00")
"""The zone in which a calendar day of an expiry or an approval ends; one for all sites until sites are rows."""


def as_text(moment: datetime) -> str:
    """Return an aware time as RFC 3339 UTC, to the second, the same wherever it is shown."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def in_utc(moment: datetime) -> datetime:
    """Return the same moment in UTC, as the tables give it back: a row that kept another zone would not sum up with
    itself once it was read, and devices would take their copy for broken.
    """
    return moment.astimezone(UTC)


def factory_day(moment: datetime) -> date:
    """Return the calendar day of a moment at the factory."""
    return moment.astimezone(FACTORY_TIME).date()
