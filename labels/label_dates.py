"""Dates as HIBC, ICCBBA and MA write them, each in a form spelled with Y, M, D, J (day of the year), H and m (minute).
GS1's own forms are in labels.gs1_dates; two-digit years follow its window here too, for no other is stated anywhere.
"""

from datetime import date, timedelta
from functools import lru_cache

from labels.gs1_dates import MONTHS, Gs1Date, days_in_month, full_year

_HOURS = 24
_MINUTES = 60
_CENTURY_BEFORE_2000 = 9


@lru_cache(maxsize=1 << 14)
def read_label_date(form: str, digits: str, *, year: int) -> Gs1Date | None:
    """Return the date that `digits` state in `form` (such as `YYMMDD`, `MMYY`, `CYYJJJHHmm`), or None if none.

    Without D and J the form states a month: its last day, `day_given` False. C is the century of ICCBBA (0 for 2000,
    9 for 1900). Hour and minute are checked and left out.
    """
    if len(digits) != len(form) or not (digits.isascii() and digits.isdecimal()):
        return None
    get = {letter: digits[form.index(letter) : form.rindex(letter) + 1] for letter in set(form)}
    if int(get.get("H", "0")) >= _HOURS or int(get.get("m", "0")) >= _MINUTES:
        return None
    yyyy = _year(get, year)
    if yyyy < 1:
        return None
    if "J" in get:
        return _day_of_year(yyyy, int(get["J"]))
    month = int(get["M"])
    if not 1 <= month <= MONTHS:
        return None
    last = days_in_month(yyyy, month)
    day = int(get["D"]) if "D" in get else last
    return Gs1Date(date(yyyy, month, day), "D" in get) if 1 <= day <= last else None


def _year(get: dict[str, str], year: int) -> int:
    if "C" in get:
        century = int(get["C"])
        return (1900 if century == _CENTURY_BEFORE_2000 else 2000 + 100 * century) + int(get["Y"])
    return int(get["Y"]) if len(get["Y"]) > len("YY") else full_year(int(get["Y"]), year=year)


def _day_of_year(yyyy: int, number: int) -> Gs1Date | None:
    last = 337 + days_in_month(yyyy, 2)
    return Gs1Date(date(yyyy, 1, 1) + timedelta(days=number - 1), day_given=True) if 1 <= number <= last else None
