"""The 22 kinds of wrong strings that must never pass, each with the code that says why."""

import pytest

from labels.udi import parse

GTIN = "0109521234000013"
KINDS = {
    "1 a wrong check digit of a GTIN": ("]d20109521234000014", "CHECK_DIGIT_WRONG"),
    "2 a wrong check digit of an SSCC": ("]C100095212340000000014", "CHECK_DIGIT_WRONG"),
    "3 a wrong check pair of a model number": ("[8013]1987654Ad4X4bL5ttr2310c2L", "CHECK_PAIR_WRONG"),
    "4 a GTIN that is too short": ("[01]9521234000013", "VALUE_TOO_SHORT"),
    "5 a lot that is too long": (f"]d2{GTIN}10ABCDEFGHIJKLMNOPQRSTU", "VALUE_TOO_LONG"),
    "6 an empty lot": ("[01]09521234000013[10]", "VALUE_TOO_SHORT"),
    "7 a letter in a GTIN": ("]d2010952123400001A", "CHARACTER_NOT_DIGIT"),
    "8 a space in a lot": ("[01]09521234000013[10]A B", "CHARACTER_NOT_CSET82"),
    "9 a number sign in a serial": ("[01]09521234000013[21]A#B", "CHARACTER_NOT_CSET82"),
    "10 30 February": (f"]d2{GTIN}17290230", "DAY_INVALID"),
    "11 month 13": (f"]d2{GTIN}11261301", "MONTH_INVALID"),
    "12 hour 24": ("[01]09521234000013[7003]2902282400", "HOUR_INVALID"),
    "13 an unknown identifier": (f"]d2{GTIN}05ABC", "AI_UNKNOWN"),
    "14 a serial without an item": ("[21]A", "AI_REQUIRED_MISSING"),
    "15 content without its count": ("[02]09521234000013", "AI_REQUIRED_MISSING"),
    "16 an item and a count of contained items": ("[01]09521234000013[37]5", "AI_EXCLUDED"),
    "17 an identifier twice with two values": ("[01]09521234000013[10]A[10]B", "AI_REPEATED"),
    "18 a country that does not exist": ("[01]09521234000013[422]999", "COUNTRY_UNKNOWN"),
    "19 a currency that does not exist": ("[8020]1[415]9521234001003[3912]001100", "CURRENCY_UNKNOWN"),
    "20 a lost separator": (f"{GTIN}10FG26030121SN0001", "AMBIGUOUS"),
    "21 a wrong check character of HIBC": ("+H373VBJR062502A3A", "HIBC_CHECK_WRONG"),
    "22 a symbol that carries no GS1 data": (f"]d1{GTIN}", "CARRIER_NOT_GS1"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_string_of_this_kind_is_refused_with_its_reason(kind: str) -> None:
    text, code = KINDS[kind]
    reading = parse(text, year=2026)
    assert not reading.ok
    assert code in [problem.code for problem in reading.errors]


def test_there_are_22_kinds() -> None:
    assert len(KINDS) == 22
