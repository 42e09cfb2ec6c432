"""The envelope of an entry (P03): who, on which device, when, having seen what; the body stays raw.

Decoding is strict: an unknown, missing or wrongly typed key raises, it is never guessed.
"""

from typing import Literal

import msgspec

from sync import canonical


class Auth(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the person was identified: the badge as scanned, the shift grant's id, the method."""

    badge: str
    grant: str | None
    method: Literal["badge", "badge_pin", "password", "system"]
    offline: bool


class ClockSync(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last server time the device learned in this boot, on its monotonic clock."""

    mono_ms: int
    rtt_ms: int
    server: str


class Clock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The device's clocks at the time of the act: wall (RFC 3339 with offset) and monotonic milliseconds."""

    boot: str
    mono_ms: int
    sync: ClockSync | None
    wall: str


class Seen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the person could have known: the last checkpoint that the device had applied."""

    epoch: str | None
    position: int


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry's envelope, version 1 (P03). ``body`` is the body's raw JSON."""

    app: str
    auth: Auth
    body: msgspec.Raw
    causes: tuple[str, ...]
    clock: Clock
    device: str
    id: str
    reason: str | None
    seen: Seen
    seq: int
    site: str
    type: str
    v: int
    version: int


_DECODER = msgspec.json.Decoder(Envelope)

UNREADABLE = "UNREADABLE"
NOT_CANONICAL = "NOT_CANONICAL"
UNKNOWN_TYPE = "UNKNOWN_TYPE"


class Unreadable(ValueError):  # noqa: N818 - a reason, named as the catalogue names it
    """An entry that cannot be read; ``code`` is the quarantine code, the text says what was expected and found."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


def read(raw: bytes) -> Envelope:
    """Return the envelope of ``raw``; raises Unreadable with NOT_CANONICAL, UNREADABLE or UNKNOWN_TYPE (P02, P03).

    The keys inside ``body`` are left to the body's own decoder; if that refuses, ask ``unreadable`` for the code.
    """
    try:
        canonical.decode_but_keys(raw)
    except canonical.NotCanonical as error:
        raise Unreadable(NOT_CANONICAL, str(error)) from error
    try:
        envelope = _DECODER.decode(raw)
    except msgspec.ValidationError as error:
        raise unreadable(raw, UNREADABLE, str(error)) from error
    if not bytes(envelope.body).startswith(b"{"):
        raise Unreadable(UNREADABLE, "expected an object as body, found another value")
    if envelope.v != 1:
        raise unreadable(raw, UNKNOWN_TYPE, f"expected envelope version 1, found {envelope.v}")
    return envelope


def unreadable(raw: bytes, code: str, text: str) -> Unreadable:
    """Return why an entry cannot be read: NOT_CANONICAL if that is so, else what its decoder said."""
    try:
        canonical.decode(raw)
    except canonical.NotCanonical as error:
        return Unreadable(NOT_CANONICAL, str(error))
    return Unreadable(code, text)
