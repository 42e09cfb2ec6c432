"""GS1 dates: two-digit years, and a day 00 that means the last day of the month.
Pure: the year in which one reads is handed in, because the century depends on it.
"""

import calendar
from datetime import date
from functools import lru_cache

import msgspec

MONTHS = 12


class Gs1Date(msgspec.Struct, frozen=True):
    """A date as a label states it; `day_given` is False where the label says day 00 (the month only)."""

    day: date
    day_given: bool


def full_year(two_digits: int, *, year: int) -> int:
    """Return the four-digit year of `two_digits`, read in `year`.

    General Specifications 7.12, "Determination of century in dates": 49 years back to 50 years ahead.
    """
    century = year - year % 100
    difference = two_digits - year % 100
    if difference > 50:  # noqa: PLR2004  (the standard's window)
        return century - 100 + two_digits
    if difference < -49:  # noqa: PLR2004  (the standard's window)
        return century + 100 + two_digits
    return century + two_digits


def days_in_month(year: int, month: int) -> int:
    """Return 28 to 31 (Gregorian)."""
    return calendar.monthrange(year, month)[1]


@lru_cache(maxsize=1 << 16)
def read_date(yymmdd: str, *, year: int) -> Gs1Date | None:
    """Return the date that six digits state when read in `year`; None if there is no such date."""
    yyyy, month, day = full_year(int(yymmdd[:2]), year=year), int(yymmdd[2:4]), int(yymmdd[4:6])
    if not 1 <= month <= MONTHS:
        return None
    last = days_in_month(yyyy, month)
    if day > last:
        return None
    return Gs1Date(date(yyyy, month, day or last), day > 0)
