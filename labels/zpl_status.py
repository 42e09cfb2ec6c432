"""Asks a ZPL printer how it stands and reads what it says: `~HS` (three lines) and the label counter.
Pure: bytes in, bytes out; whoever holds the connection sends and receives them.
"""

import re

import msgspec

ASK_STATUS = b"~HS"
ASK_COUNTER = b'! U1 getvar "odometer.total_label_count"\r\n'

_STX, _ETX = b"\x02", b"\x03"
_LINES = 3
_FIRST_FIELDS, _SECOND_FIELDS = 12, 11
_COUNTER = re.compile(rb'"(\d{1,12})(?: LABELS?)?"', re.IGNORECASE)
_NO_COUNTER = re.compile(rb'"\?"')


class PrinterStatus(msgspec.Struct, frozen=True, kw_only=True):
    """What `~HS` says. ``formats_waiting``: label formats received and not yet printed; ``labels_remaining``: of the
    batch being printed; ``partial_format``: a format has begun and its end has not come.
    """

    paper_out: bool
    paused: bool
    buffer_full: bool
    partial_format: bool
    head_open: bool
    ribbon_out: bool
    too_cold: bool
    too_hot: bool
    formats_waiting: int
    labels_remaining: int

    @property
    def idle(self) -> bool:
        """Everything that was received has been printed."""
        return not (self.formats_waiting or self.labels_remaining or self.partial_format)

    @property
    def trouble(self) -> str:
        """Return what keeps it from printing, as a word, "" for nothing."""
        troubles = {
            "head_open": self.head_open,
            "paper_out": self.paper_out,
            "ribbon_out": self.ribbon_out,
            "paused": self.paused,
            "too_hot": self.too_hot,
            "too_cold": self.too_cold,
        }
        return next((word for word, found in troubles.items() if found), "")


def status_complete(received: bytes) -> bool:
    """Say whether the three lines have arrived."""
    return received.count(_ETX) >= _LINES


def read_status(received: bytes) -> PrinterStatus | None:
    """Return the status, or None for an answer that is none: too short, other separators, letters for numbers."""
    lines = [line.split(_ETX)[0].split(b",") for line in received.split(_STX)[1:]]
    if len(lines) < _LINES or len(lines[0]) < _FIRST_FIELDS or len(lines[1]) < _SECOND_FIELDS:
        return None
    first, second = ([field.strip() for field in line] for line in lines[:2])
    if not all(field.isdigit() for field in (*first[1:8], *second[2:4], second[8])):
        return None
    return PrinterStatus(
        paper_out=first[1] == b"1",
        paused=first[2] == b"1",
        formats_waiting=int(first[4]),
        buffer_full=first[5] == b"1",
        partial_format=first[7] == b"1",
        too_cold=first[10] == b"1",
        too_hot=first[11] == b"1",
        head_open=second[2] == b"1",
        ribbon_out=second[3] == b"1",
        labels_remaining=int(second[8]),
    )


def counter_complete(received: bytes) -> bool:
    """Say whether an answer about the counter has arrived, of whatever kind."""
    return received.count(b'"') >= 2  # noqa: PLR2004 - the answer stands in quotation marks


def read_counter(received: bytes) -> int | None:
    """Return how many labels the printer has printed in its life; None when it keeps no such counter."""
    if _NO_COUNTER.search(received):
        return None
    found = _COUNTER.search(received)
    return int(found[1]) if found else None
