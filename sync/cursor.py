"""Pull cursors (P27): opaque to the device, one per stream."""

import msgspec

_VERSION = "v1"
_PARTS = 5


class Cursor(msgspec.Struct, frozen=True):
    """Everything of ``stream`` up to and including (position, ordinal) has been served."""

    epoch: str
    stream: str
    position: int
    ordinal: int


class BadCursor(ValueError):  # noqa: N818 - a reason
    """Text that no server of this protocol gave out as a cursor."""


def write(cursor: Cursor) -> str:
    """Return the cursor as text."""
    return f"{_VERSION}.{cursor.epoch}.{cursor.stream}.{cursor.position}.{cursor.ordinal}"


def read(text: str) -> Cursor:
    """Return the cursor in ``text``; raises BadCursor saying what was expected and found. A stream may hold dots."""
    head, _, tail = text.partition(".")
    epoch, _, rest = tail.partition(".")
    stream, *numbers = rest.rsplit(".", 2)
    if (
        head != _VERSION
        or len(numbers) != _PARTS - 3
        or not all(n.isascii() and n.isdigit() for n in numbers)
        or not stream
    ):
        raise BadCursor(f"expected v1.<epoch>.<stream>.<position>.<ordinal>, found {text[:120]!r}")
    return Cursor(epoch, stream, int(numbers[0]), int(numbers[1]))
