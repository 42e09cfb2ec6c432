"""The checks that the rule table names for the content of a component, one function each.
Every check is handed a value of allowed length and characters, so that it states its own rule and nothing else.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from labels.ai_table import CODES
from labels.check_digits import check_digit, check_pair, has_check_digit
from labels.coupon import check_coupon, check_positive_offer
from labels.fault import Fault
from labels.gs1_dates import MONTHS, days_in_month, full_year

Check = Callable[[str, int], Fault | None]

_HEX_PAIR = re.compile(r"[0-9A-Fa-f]{2}")
_SEQUENCE = re.compile(r"([1-9][0-9]*)/([1-9][0-9]*)")
_IBAN = re.compile(r"[0-9A-Z]{5,}")
_LATITUDE_MAX = "1800000000"
_LONGITUDE_MAX = "3600000000"
_PREFIX_DIGITS = 2


def _whole(code: str, value: str, expected: str) -> Fault:
    return Fault(code, 0, len(value), expected, value)


def check_csum(value: str, _year: int) -> Fault | None:
    """Check digit of GTIN, SSCC, GLN and the other numeric keys (General Specifications 7.9.1)."""
    if has_check_digit(value):
        return None
    return Fault("CHECK_DIGIT_WRONG", 0, len(value), check_digit(value[:-1]), value[-1])


def check_csumalpha(value: str, _year: int) -> Fault | None:
    """Check character pair of the Global Model Number (General Specifications 7.9.5)."""
    if len(value) < len("XCC"):
        return Fault("VALUE_TOO_SHORT", 0, len(value), "3", str(len(value)))
    expected = check_pair(value[:-2])
    return None if value[-2:] == expected else Fault("CHECK_PAIR_WRONG", 0, len(value), expected, value[-2:])


def check_gcppos1(value: str, _year: int) -> Fault | None:
    """A GS1 company prefix stands first.

    Only that it starts with the two digits every prefix has: which prefixes are allocated changes daily, and a label
    must not be refused because a list is old.
    """
    head = value[:_PREFIX_DIGITS]
    if len(head) == _PREFIX_DIGITS and head.isdecimal():
        return None
    return Fault("COMPANY_PREFIX_INVALID", 0, len(head), "0-9", head)


def check_gcppos2(value: str, year: int) -> Fault | None:
    """A GS1 company prefix stands after an indicator or extension digit."""
    fault = check_gcppos1(value[1:], year)
    return fault and fault._replace(start=1, end=fault.end + 1)


def _date_fault(year: int, value: str, offset: int, *, day_min: int) -> Fault | None:
    """Return the fault of month and day in the four digits of `value` from `offset`."""
    month_text, day_text = value[offset : offset + 2], value[offset + 2 : offset + 4]
    month = int(month_text)
    if not 1 <= month <= MONTHS:
        return Fault("MONTH_INVALID", offset, offset + 2, "01-12", month_text)
    last = days_in_month(year, month)
    if day_min <= int(day_text) <= last:
        return None
    return Fault("DAY_INVALID", offset + 2, offset + 4, f"{day_min:02}-{last}", day_text)


@lru_cache(maxsize=1 << 16)
def check_yymmdd(value: str, year: int) -> Fault | None:
    """A date with its day."""
    return _date_fault(full_year(int(value[:2]), year=year), value, 2, day_min=1)


@lru_cache(maxsize=1 << 16)
def check_yymmd0(value: str, year: int) -> Fault | None:
    """A date whose day may be 00: the last day of the month (General Specifications 3.4)."""
    return _date_fault(full_year(int(value[:2]), year=year), value, 2, day_min=0)


def check_yyyymmdd(value: str, _year: int) -> Fault | None:
    """A date with a four-digit year."""
    # The calendar has no year 0; the Gregorian rule repeats every 400 years.
    return _date_fault(int(value[:4]) or 400, value, 4, day_min=1)


def check_hh(value: str, _year: int) -> Fault | None:
    """An hour, 00 to 23."""
    return None if value[:2] <= "23" else Fault("HOUR_INVALID", 0, 2, "00-23", value[:2])


def check_mi(value: str, _year: int) -> Fault | None:
    """A minute, 00 to 59."""
    return None if value[:2] <= "59" else Fault("MINUTE_INVALID", 0, 2, "00-59", value[:2])


def check_ss(value: str, _year: int) -> Fault | None:
    """A second, 00 to 59."""
    return None if value[:2] <= "59" else Fault("SECOND_INVALID", 0, 2, "00-59", value[:2])


def check_hhmi(value: str, year: int) -> Fault | None:
    """An hour and a minute."""
    fault = check_mi(value[2:], year)
    return check_hh(value, year) or (fault and fault._replace(start=2, end=4))


def check_iso3166(value: str, _year: int) -> Fault | None:
    """A numeric country code."""
    return None if value in CODES["iso3166"] else _whole("COUNTRY_UNKNOWN", value, "ISO 3166-1")


def check_iso3166999(value: str, _year: int) -> Fault | None:
    """A numeric country code, or 999 for more than one country."""
    if value == "999" or value in CODES["iso3166"]:
        return None
    return _whole("COUNTRY_UNKNOWN", value, "ISO 3166-1 (999)")


def check_iso3166alpha2(value: str, _year: int) -> Fault | None:
    """A country code of two letters."""
    return None if value in CODES["iso3166alpha2"] else _whole("COUNTRY_UNKNOWN", value, "ISO 3166-1 alpha-2")


def check_iso4217(value: str, _year: int) -> Fault | None:
    """A numeric currency code."""
    return None if value in CODES["iso4217"] else _whole("CURRENCY_UNKNOWN", value, "ISO 4217")


def _one_of(value: str, allowed: str) -> Fault | None:
    return None if value in allowed.split(", ") else _whole("CODE_UNKNOWN", value, allowed)


def check_iso5218(value: str, _year: int) -> Fault | None:
    """Biological sex: 0 not known, 1 male, 2 female, 9 not applicable."""
    return _one_of(value, "0, 1, 2, 9")


def check_winding(value: str, _year: int) -> Fault | None:
    """Winding direction of a roll: 0 face out, 1 face in, 9 undefined."""
    return _one_of(value, "0, 1, 9")


def check_yesno(value: str, _year: int) -> Fault | None:
    """A flag: 0 no, 1 yes."""
    return _one_of(value, "0, 1")


def check_mediatype(value: str, _year: int) -> Fault | None:
    """AIDC media type (ICCBBA's list, referred to by AI 7241)."""
    return None if value in CODES["aidcmediatype"] else _whole("MEDIA_TYPE_UNKNOWN", value, "01-10, 80-99")


def check_packagetype(value: str, _year: int) -> Fault | None:
    """Package type code (GS1 code list built on UN/ECE Recommendation 21)."""
    return None if value in CODES["packagetype"] else _whole("PACKAGE_TYPE_UNKNOWN", value, "UN/ECE Rec. 21")


def check_iban(value: str, _year: int) -> Fault | None:
    """International bank account number (ISO 13616): country, two check digits (mod 97), account."""
    if not _IBAN.fullmatch(value):
        return _whole("IBAN_INVALID", value, "5")
    if value[:2] not in CODES["iso3166alpha2"]:
        return Fault("COUNTRY_UNKNOWN", 0, 2, "ISO 3166-1 alpha-2", value[:2])
    remainder = int("".join(str(int(character, 36)) for character in f"{value[4:]}{value[:2]}00")) % 97
    expected = f"{98 - remainder:02}"
    return None if value[2:4] == expected else Fault("IBAN_CHECK_WRONG", 2, 4, expected, value[2:4])


def check_zero(value: str, _year: int) -> Fault | None:
    """A filler digit."""
    return None if value == "0" else _whole("ZERO_REQUIRED", value, "0")


def check_nonzero(value: str, _year: int) -> Fault | None:
    """A dimension that is not zero."""
    return _whole("ZERO_NOT_ALLOWED", value, "") if set(value) == {"0"} else None


def check_nozeroprefix(value: str, _year: int) -> Fault | None:
    """A number written without leading zeros."""
    if len(value) == 1 or value[0] != "0":
        return None
    return _whole("LEADING_ZERO", value, value.lstrip("0") or "0")


def check_hasnondigit(value: str, _year: int) -> Fault | None:
    """A value that is not all digits (AI 8014, so that it cannot be taken for a GTIN)."""
    return _whole("NON_DIGIT_REQUIRED", value, "") if value.isdecimal() else None


def check_hyphen(value: str, _year: int) -> Fault | None:
    """The sign of a negative temperature."""
    return None if value == "-" else _whole("HYPHEN_REQUIRED", value, "-")


def check_pieceoftotal(value: str, _year: int) -> Fault | None:
    """Piece number and total, two digits each; neither is zero and the piece is not beyond the total."""
    half = len(value) // 2
    if 0 < int(value[:half]) <= int(value[half:]):
        return None
    return _whole("PIECE_INVALID", value, "")


def check_posinseqslash(value: str, _year: int) -> Fault | None:
    """A place in a sequence such as 1/2, without leading zeros (birth sequence)."""
    match = _SEQUENCE.fullmatch(value)
    if match and int(match[1]) <= int(match[2]):
        return None
    return _whole("SEQUENCE_INVALID", value, "1/2")


def check_latitude(value: str, _year: int) -> Fault | None:
    """Latitude plus 90 degrees, in ten-millionths of a degree."""
    return None if value <= _LATITUDE_MAX else _whole("LATITUDE_INVALID", value, _LATITUDE_MAX)


def check_longitude(value: str, _year: int) -> Fault | None:
    """Longitude plus 180 degrees, in ten-millionths of a degree."""
    return None if value <= _LONGITUDE_MAX else _whole("LONGITUDE_INVALID", value, _LONGITUDE_MAX)


def check_pcenc(value: str, _year: int) -> Fault | None:
    """Text in which a percent sign starts an escape of two hexadecimal digits."""
    position = value.find("%")
    while position >= 0:
        if not _HEX_PAIR.match(value, position + 1):
            escape = value[position : position + 3]
            return Fault("PERCENT_ESCAPE_INVALID", position, position + len(escape), "", escape)
        position = value.find("%", position + 3)
    return None


def check_importeridx(value: str, _year: int) -> Fault | None:
    """Importer index: one character of the base64url alphabet."""
    if value.isalnum() or value in ("-", "_"):
        return None
    return _whole("IMPORTER_INDEX_INVALID", value, "")


CHECKS: dict[str, Check] = {
    "couponcode": check_coupon,
    "couponposoffer": check_positive_offer,
    "csum": check_csum,
    "csumalpha": check_csumalpha,
    "gcppos1": check_gcppos1,
    "gcppos2": check_gcppos2,
    "yymmdd": check_yymmdd,
    "yymmd0": check_yymmd0,
    "yyyymmdd": check_yyyymmdd,
    "hh": check_hh,
    "mi": check_mi,
    "ss": check_ss,
    "hhmi": check_hhmi,
    "iso3166": check_iso3166,
    "iso3166999": check_iso3166999,
    "iso3166alpha2": check_iso3166alpha2,
    "iso4217": check_iso4217,
    "iso5218": check_iso5218,
    "winding": check_winding,
    "yesno": check_yesno,
    "mediatype": check_mediatype,
    "packagetype": check_packagetype,
    "iban": check_iban,
    "zero": check_zero,
    "nonzero": check_nonzero,
    "nozeroprefix": check_nozeroprefix,
    "hasnondigit": check_hasnondigit,
    "hyphen": check_hyphen,
    "pieceoftotal": check_pieceoftotal,
    "posinseqslash": check_posinseqslash,
    "latitude": check_latitude,
    "longitude": check_longitude,
    "pcenc": check_pcenc,
    "importeridx": check_importeridx,
}
"""Every check that ai_table.json names."""
