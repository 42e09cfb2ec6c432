"""The short cut for what is scanned all day: a GTIN, its dates, lot and serial, in the recommended order.
One expression reads such a text whole; whatever is unusual about it is left to the reader of all texts.
"""

import re

from labels.ai_table import SEPARATOR
from labels.check_digits import has_check_digit
from labels.element import Element
from labels.gs1_dates import read_date
from labels.readings import may_have_others
from labels.udi_reading import Identity, UdiReading

_VALUE = r"([!\"%-;=-?A-Z_a-z]{1,20})(?:\x1d|\Z)"  # CSET 82 without "<", with which a spelled separator begins
_LABEL = re.compile(
    r"(\]C1|\]d2|\]Q3|\]e0|\]J1)?\x1d?"
    rf"01([0-9]{{14}})(?:11([0-9]{{6}}))?(?:17([0-9]{{6}}))?(?:10{_VALUE})?(?:21{_VALUE})?"
)


def read_device_label(text: str, *, year: int, separators_sent: bool) -> UdiReading | None:
    """Return the reading of a faultless label 01 [11] [17] [10] [21], or None if `text` is anything else.

    These AIs stand apart by their first digits and all hang on AI 01 alone, so that the shape settles everything but
    check digit and dates.
    """
    match = _LABEL.fullmatch(text)
    if match is None:
        return None
    symbology, gtin, production, expiry, lot, serial = match.groups()
    if not has_check_digit(gtin):
        return None
    last = serial or lot
    if last and not separators_sent and SEPARATOR not in text and may_have_others(last):
        return None
    made = read_date(production, year=year) if production else None
    due = read_date(expiry, year=year) if expiry else None
    if (production and made is None) or (expiry and due is None):
        return None
    identity = Identity(
        gtin,
        gtin[0],
        lot,
        serial,
        due.day if due else None,
        due.day_given if due else False,
        made.day if made else None,
        made.day_given if made else False,
    )
    return UdiReading(True, symbology, "GS1", _elements(match), identity)  # noqa: FBT003  (twice as fast by position)


def _elements(match: re.Match[str]) -> tuple[Element, ...]:
    """Return the elements in the order of the text (written out: a loop costs as much as all the rest)."""
    _symbology, gtin, production, expiry, lot, serial = match.groups()
    spans = match.regs
    elements = [Element("01", gtin, spans[2][0] - 2, spans[2][1])]
    if production:
        elements.append(Element("11", production, spans[3][0] - 2, spans[3][1]))
    if expiry:
        elements.append(Element("17", expiry, spans[4][0] - 2, spans[4][1]))
    if lot:
        elements.append(Element("10", lot, spans[5][0] - 2, spans[5][1]))
    if serial:
        elements.append(Element("21", serial, spans[6][0] - 2, spans[6][1]))
    return tuple(elements)
