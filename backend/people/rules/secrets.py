"""Which passwords and PINs are taken, and the commitment by which an entry names a hash that it does not carry."""

from hashlib import sha256
from typing import Final

from backend.people.entries import CredentialKind, LoginMethod
from sync.outcome import Flag

PIN_DIGITS_MIN: Final = 6
PIN_DIGITS_MAX: Final = 12
PASSWORD_MIN: Final = 10
PASSWORD_MAX: Final = 128
_DISTINCT_MIN: Final = 5

KIND_OF: Final[dict[LoginMethod, CredentialKind]] = {"badge_pin": "pin", "password": "password"}

_RUNS: Final = ("01234567890123", "98765432109876")
_USUAL: Final = ("password", "passwort", "qwerty", "letmein", "welcome", "admin", "unitrail", "woaini", "123456")


def commitment(subject: str, kind: CredentialKind, encoded: str) -> str:
    """Return the SHA-256 that stands for an encoded argon2 hash, whose own 128-bit salt keeps it from being guessed.

    Once the hash is erased from the vault, nothing can be tried against the commitment.
    """
    return sha256(f"unitrail:credential:v1\n{subject}\n{kind}\n{encoded}".encode()).hexdigest()


def weakness(kind: CredentialKind, secret: str, *, avoid: tuple[str, ...]) -> Flag | None:
    """Return why a new secret is not taken, None if it is. ``avoid``: badge, number and names of the person."""
    return _pin_weakness(secret) if kind == "pin" else _password_weakness(secret, avoid)


def _pin_weakness(pin: str) -> Flag | None:
    digits = pin.isascii() and pin.isdigit()
    if not digits or not PIN_DIGITS_MIN <= len(pin) <= PIN_DIGITS_MAX:
        return Flag("PIN_FORM_WRONG", {"minimum": PIN_DIGITS_MIN, "maximum": PIN_DIGITS_MAX})
    if len(set(pin)) == 1 or any(pin in run for run in _RUNS):
        return Flag("PIN_TOO_EASY")
    return None


def _password_weakness(password: str, avoid: tuple[str, ...]) -> Flag | None:
    if not PASSWORD_MIN <= len(password) <= PASSWORD_MAX:
        return Flag("PASSWORD_FORM_WRONG", {"minimum": PASSWORD_MIN, "maximum": PASSWORD_MAX})
    low = password.lower()
    holds_own = any(len(word) >= PIN_DIGITS_MIN and word.lower() in low for word in avoid)
    if len(set(low)) < _DISTINCT_MIN or holds_own or any(word in low for word in _USUAL):
        return Flag("PASSWORD_TOO_EASY")
    return None
