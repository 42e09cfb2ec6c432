"""HIBC supplier labels (ANSI/HIBC 2.6): primary, secondary and combined data, closed by a modulo-43 check character.
The answer has the shape of every other reader's; what the check character does not vouch for is never an identity.
"""

import re

from labels.element import Element
from labels.fault import Problem
from labels.hibc_secondary import SECONDARY_HEAD, Secondary, read_secondary
from labels.identity_builder import IdentityBuilder
from labels.label_dates import read_label_date
from labels.udi_reading import UdiReading

FLAG = "+"
_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
_WEIGHT = {character: weight for weight, character in enumerate(_CHARACTERS)}
_FOREIGN = re.compile(r"[^0-9A-Z\-. $/+%]")
PRIMARY = re.compile(r"[A-Z][0-9A-Z]{3}[0-9A-Z]{1,18}[0-9]")
_QUALIFIER = re.compile(r"[0-9]{0,3}[A-Z]")
_VALUE = re.compile(r"[0-9A-Z\-.]{1,20}")
_LENGTH_MIN = len("+$LC")


def check_character(text: str) -> str:
    """Return the modulo-43 check character of `text` (which starts with its plus sign).

    Raises KeyError for a character that HIBC does not have.
    """
    return _CHARACTERS[sum(_WEIGHT[character] for character in text) % len(_CHARACTERS)]


def read_hibc(text: str, *, start: int, symbology: str | None, year: int) -> UdiReading:
    """Read HIBC data that stands in `text` from offset `start`, its plus sign, to the end."""
    foreign = _FOREIGN.search(text, start)
    if foreign:
        return _refused(symbology, Problem("HIBC_CHARACTER", foreign.start(), foreign.end(), "", "", foreign[0]))
    if len(text) - start < _LENGTH_MIN:
        found = str(len(text) - start)
        return _refused(symbology, Problem("FIELD_TOO_SHORT", start, len(text), FLAG, str(_LENGTH_MIN), found))
    last = len(text) - 1
    expected = check_character(text[start:last])
    if text[last] != expected and check_character(text[start:]) == " ":
        whole = _read_without_its_space(text, start, symbology, year)
        if whole.ok:
            return whole
    builder = IdentityBuilder()
    if text[last] != expected:
        builder.fail(Problem("HIBC_CHECK_WRONG", last, len(text), "", expected.replace(" ", "\u2420"), text[last]))
    _Reader(text, builder, year).read(start + 1, last)
    return builder.reading("HIBC", symbology)


def _read_without_its_space(text: str, start: int, symbology: str | None, year: int) -> UdiReading:
    """Read a text whose check character, a space, was lost on the way, as spaces at an end often are.

    One wrong character of 43 looks like that as well; it is believed only of data without any other fault.
    """
    builder = IdentityBuilder()
    builder.warn(Problem("HIBC_SPACE_LOST", len(text), len(text), "", "", ""))
    _Reader(text, builder, year).read(start + 1, len(text))
    return builder.reading("HIBC", symbology)


def _refused(symbology: str | None, problem: Problem) -> UdiReading:
    return UdiReading(ok=False, symbology=symbology, issuer="HIBC", errors=(problem,))


class _Reader:
    """Takes one payload apart; offsets are those of the text as given."""

    def __init__(self, text: str, builder: IdentityBuilder, year: int) -> None:
        self.text = text
        self.builder = builder
        self.year = year

    def read(self, start: int, end: int) -> None:
        """Read the data between the plus sign and the check character."""
        if "A" <= self.text[start] <= "Z":
            self._primary_and_more(start, end)
        else:
            self._secondary_alone(start, end)

    def _primary_and_more(self, start: int, end: int) -> None:
        slash = self.text.find("/", start, end)
        primary_end = end if slash < 0 else slash
        primary = self.text[start:primary_end]
        self.builder.add(Element(FLAG, primary, start - 1, primary_end))
        if PRIMARY.fullmatch(primary):
            self.builder.set("device_identifier", primary)
            self.builder.set("package_indicator", primary[-1])
        else:
            self.builder.fail(Problem("HIBC_PRIMARY_INVALID", start, primary_end, FLAG, "", primary))
        position = primary_end
        while position < end:
            slash = self.text.find("/", position + 1, end)
            chunk_end = end if slash < 0 else slash
            self._chunk(position + 1, chunk_end, first=position == primary_end)
            position = chunk_end

    def _chunk(self, start: int, end: int, *, first: bool) -> None:
        """Read what follows a slash: secondary data, or a supplement that its data identifier names."""
        chunk = self.text[start:end]
        if chunk[:1] == "$" or (first and SECONDARY_HEAD.match(chunk)):
            self._secondary(start, end)
            return
        qualifier = _QUALIFIER.match(chunk)
        if qualifier is None:
            self.builder.fail(Problem("HIBC_PART_INVALID", start, end, "", "", chunk))
            return
        self._supplement(Element(qualifier[0], chunk[qualifier.end() :], start, end))

    def _supplement(self, element: Element) -> None:
        if _VALUE.fullmatch(element.value) is None:
            self.builder.add(element)
            self.builder.fail_value(element, "FIELD_INVALID", "A-Z 0-9 - .")
        elif element.ai == "S":
            self.builder.add(element)
            self.builder.state("serial", element.value, element)
        elif element.ai in ("14D", "16D"):
            self.builder.add(element)
            self._date(element, "expiry" if element.ai == "14D" else "production")
        elif element.ai == "Q":
            self.builder.add(element)
            self.builder.state("count", element.value, element)
        else:
            self.builder.add_unknown(element)

    def _date(self, element: Element, field: str) -> None:
        day = read_label_date("YYYYMMDD", element.value, year=self.year)
        if day is None:
            self.builder.fail_value(element, "FIELD_DATE_INVALID", "YYYYMMDD")
        else:
            self.builder.state_date(field, day, element)

    def _secondary_alone(self, start: int, end: int) -> None:
        """Read a secondary symbol: its last character links it to the primary symbol whose check character that is."""
        link = self.text[end - 1 : end]
        self._secondary(start, end - 1)
        self.builder.add(Element("link", link, end - 1, end))
        self.builder.set("link", link)

    def _secondary(self, start: int, end: int) -> None:
        chunk = self.text[start:end]
        secondary = read_secondary(chunk, year=self.year)
        element = Element(secondary.flag, chunk[len(secondary.flag) :], start, end)
        self.builder.add(element)
        if secondary.fault is not None:
            fault = secondary.fault
            self.builder.fail(
                Problem(fault.code, start + fault.start, start + fault.end, element.ai, fault.expected, fault.found)
            )
            return
        self._take(secondary, element)

    def _take(self, secondary: Secondary, element: Element) -> None:
        if secondary.expiry is not None:
            self.builder.state_date("expiry", secondary.expiry, element)
        if secondary.quantity is not None:
            self.builder.state("count", secondary.quantity, element)
        if secondary.number:
            self.builder.state("serial" if secondary.is_serial else "lot", secondary.number, element)


def build_hibc(elements: list[tuple[str, str]]) -> str:
    """Return the text of HIBC elements as read by `read_hibc`, with its check character.

    Raises ValueError where the elements are no HIBC data; content is judged by reading the result back.
    """
    if not elements:
        raise ValueError("there is no element")
    (ai, value), *others = elements
    if ai == FLAG:
        text = FLAG + value + "".join(f"/{qualifier}{content}" for qualifier, content in others)
    elif len(others) == 1 and others[0][0] == "link" and len(others[0][1]) == 1:
        text = f"{FLAG}{ai}{value}{others[0][1]}"
    else:
        raise ValueError("secondary data of their own are one element and the link character")
    if _FOREIGN.search(text):
        raise ValueError("HIBC has capital letters, digits and - . space $ / + % only")
    return text + check_character(text)
