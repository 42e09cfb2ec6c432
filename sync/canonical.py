"""Canonical JSON, the one form in which entries and events are written and hashed.

An entry is never re-serialised to be checked for integrity; this checks that its bytes already are canonical (P02).
"""

import re
from decimal import Decimal

import msgspec

INT_LIMIT = 2**53

_ENCODER = msgspec.json.Encoder(order="sorted")
# A number of 2^53 or more has 16 digits; a text may look like that too, and then the value is walked.
_LONG_NUMBER = re.compile(rb"(?:^|[:,\[])-?[0-9]{16}")
# Most entries hold no such run of digits, which this tells ten times as fast as the pattern.
_DIGITS_AS_ZEROS = bytes(ord("0") if chr(n) in "0123456789" else n for n in range(256))
_SIXTEEN_ZEROS = b"0" * 16
# How a Decimal below 10^-6 would be written; a text may look like that too and stays as it is.
_EXPONENT = re.compile(rb'"-?[0-9](\.[0-9]+)?E[-+][0-9]+"')


class NotCanonical(ValueError):  # noqa: N818 - a reason, named as protocol rule P02 names it
    """Raw bytes are not the canonical JSON form of any value (P02)."""


def encode(value: object) -> bytes:
    """Return the canonical bytes of a JSON-able value or msgspec Struct: keys sorted, no white space.

    Decimals are written without an exponent (P04), however small.
    """
    written = _ENCODER.encode(value)
    if (b"E-" in written or b"E+" in written) and _EXPONENT.search(written):
        return _ENCODER.encode(_without_exponents(msgspec.to_builtins(value, builtin_types=(Decimal,))))
    return written


def _without_exponents(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dict):
        return {key: _without_exponents(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_exponents(item) for item in value]
    return value


def decode(raw: bytes) -> object:
    """Return the value that ``raw`` encodes.

    Raises NotCanonical naming what was found: not UTF-8 JSON, keys not ascending or repeated, insignificant white
    space, a fraction or exponent, an integer of 2^53 or more, NUL, an ill-formed key (P02).
    """
    value = decode_but_keys(raw)
    _check(value)
    return value


def decode_but_keys(raw: bytes) -> object:
    """As ``decode``, but what keys look like is left to a strict decoder that knows every key: three times as fast."""
    try:
        value = _DECODER.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotCanonical(f"expected UTF-8 JSON, found: {error}") from error
    if b"\\u0000" in raw or _holds_long_number(raw):
        _check(value)
    if _ENCODER.encode(value) != raw:
        raise NotCanonical(
            "expected ascending unique keys, no white space and JSON.stringify escapes, found other bytes"
        )
    return value


def _holds_long_number(raw: bytes) -> bool:
    return _SIXTEEN_ZEROS in raw.translate(_DIGITS_AS_ZEROS) and _LONG_NUMBER.search(raw) is not None


def _refuse_fraction(text: str) -> object:
    raise NotCanonical(f"expected a decimal string, found the number {text}")


_DECODER = msgspec.json.Decoder(float_hook=_refuse_fraction)


def _check(value: object) -> None:
    if isinstance(value, str):
        if "\0" in value:
            raise NotCanonical("expected text without NUL, found NUL")
    elif isinstance(value, int):
        if not -INT_LIMIT < value < INT_LIMIT:
            raise NotCanonical(f"expected an integer below 2^53, found {value}")
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_key(key)
            _check(item)
    elif isinstance(value, list):
        for item in value:
            _check(item)


def _check_key(key: str) -> None:
    if not (key.isascii() and key[:1].islower() and key.replace("_", "a").isalnum() and key == key.lower()):
        raise NotCanonical(f"expected a key [a-z][a-z0-9_]*, found {key!r}")
