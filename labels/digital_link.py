"""GS1 Digital Link URIs, uncompressed: read from any domain, and written with the domain that is asked for.
GS1 Digital Link Standard, URI Syntax: key and qualifiers in the path, in order; every other element in the query.
"""

import re
from collections.abc import Iterable, Sequence

from labels.ai_table import RULES, Rule
from labels.associations import check_associations
from labels.element import Element
from labels.element_string import format_of
from labels.fault import Problem
from labels.link_pairs import Pair, decoded, path_pairs, query_pairs
from labels.udi_reading import UdiReading, identity_of
from labels.values import check_value

DEFAULT_STEM = "https://id.gs1.org"

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_URI = re.compile(r"https?://([^/?#]+)([^?#]*)(?:\?([^#]*))?(?:#.*)?", re.IGNORECASE | re.DOTALL)
_FOREIGN = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]")
_STEM = re.compile(r"https?://[0-9A-Za-z.\-]+(?::[0-9]{1,5})?(?:/[0-9A-Za-z.\-_~]+)*")
_TO_ESCAPE = re.compile(r"[^0-9A-Za-z\-._~]")


def is_link(text: str, start: int) -> bool:
    """Return whether the text from offset `start` is a web address, of GS1 or not."""
    return _SCHEME.match(text, start) is not None


def read_link(text: str, *, start: int, symbology: str | None, year: int) -> UdiReading:
    """Read a web address that stands in `text` from offset `start` to the end."""
    foreign = _FOREIGN.search(text, start)
    if foreign:
        return _refused(symbology, Problem("LINK_CHARACTER", foreign.start(), foreign.end(), "", "", foreign[0]))
    match = _URI.fullmatch(text, start)
    pairs = path_pairs(text, match.start(2), match.end(2)) if match else []
    if match is None or not pairs:
        return _refused(symbology, Problem("LINK_WITHOUT_KEY", start, len(text), "", "01", text[start:]))
    reader = _Reader(year)
    reader.read_path(pairs)
    if match.start(3) >= 0:
        reader.read_query(query_pairs(text, match.start(3), match.end(3)))
    return reader.reading(symbology)


def _refused(symbology: str | None, problem: Problem) -> UdiReading:
    return UdiReading(ok=False, symbology=symbology, issuer=None, errors=(problem,))


class _Reader:
    """Turns pairs of the URI into elements; `decoded_elements` are the same with the length of their decoded values."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.elements: list[Element] = []
        self.decoded_elements: list[Element] = []
        self.unknown: list[Element] = []
        self.sound: dict[str, str] = {}
        self.problems: list[Problem] = []

    def read_path(self, pairs: Sequence[Pair]) -> None:
        """Read the key and its qualifiers, which stand in one order only."""
        key, *qualifiers = pairs
        self._take(key)
        alternatives = RULES[key.name].link_key or ()
        allowed = " / ".join(", ".join(choice) for choice in alternatives)
        names: list[str] = []
        for pair in qualifiers:
            names.append(pair.name)
            if pair.name in RULES and not any(_in_order(names, choice) for choice in alternatives):
                names.pop()
                self.problems.append(
                    Problem("LINK_QUALIFIER_INVALID", pair.start, pair.name_end, key.name, allowed, pair.name)
                )
            self._take(pair)

    def read_query(self, pairs: Iterable[Pair]) -> None:
        """Read the attributes; a name that is not all digits belongs to somebody else and is passed over."""
        for pair in pairs:
            rule = RULES.get(pair.name)
            if rule is not None and not rule.link_attribute:
                self.problems.append(
                    Problem("LINK_ATTRIBUTE_INVALID", pair.start, pair.name_end, pair.name, "", pair.name)
                )
            self._take(pair)

    def _take(self, pair: Pair) -> None:
        value, places, broken = decoded(pair)
        rule = RULES.get(pair.name)
        element = Element(pair.name, value, pair.start, pair.end)
        if rule is None:
            self.unknown.append(element)
            self.problems.append(Problem("AI_UNKNOWN", pair.start, pair.name_end, pair.name, "", pair.name))
            return
        self.elements.append(element)
        self.decoded_elements.append(Element(pair.name, value, pair.start, pair.name_end + 1 + len(value)))
        if broken is not None:
            self.problems.append(Problem("PERCENT_ESCAPE_INVALID", *broken, pair.name, "", pair.text(broken)))
            return
        self._check(rule, element, places)

    def _check(self, rule: Rule, element: Element, places: Sequence[int]) -> None:
        fault = check_value(rule, element.value, year=self.year)
        if fault is None:
            self.sound.setdefault(element.ai, element.value)
            return
        start, end = places[fault.start], places[fault.end]
        if start == end:
            start, end = element.start, element.end
        self.problems.append(Problem(fault.code, start, end, element.ai, fault.expected, fault.found))

    def reading(self, symbology: str | None) -> UdiReading:
        """Return the answer; what the elements demand of each other is judged last."""
        errors = [*self.problems, *([] if self.unknown else check_associations(self.decoded_elements))]
        return UdiReading(
            ok=not errors,
            symbology=symbology,
            issuer="GS1",
            elements=tuple(self.elements),
            identity=identity_of(self.sound, self.year),
            unknown=tuple(self.unknown),
            errors=tuple(errors),
        )


def _in_order(names: Sequence[str], choice: Sequence[str]) -> bool:
    """Return whether `names` stand in `choice` in the same order, each once."""
    rest = iter(choice)
    return all(name in rest for name in names)


def is_stem(stem: str) -> bool:
    """Return whether `stem` is a plain http(s) address that a Digital Link can start with."""
    return _STEM.fullmatch(stem) is not None


def build_link(elements: Iterable[tuple[str, str]], stem: str = DEFAULT_STEM) -> str:
    """Return the Digital Link URI of (AI, value) pairs: `stem`, key, qualifiers in order, the rest as query.

    The first element that can be the key of all others is taken. Raises ValueError where there is none, for a value not
    of its format, and for a stem that is no plain http(s) address; content is judged by reading the result back.
    """
    if not is_stem(stem):
        raise ValueError(f"the stem is no plain web address without a slash at its end: {stem!r}")
    given = dict(elements)
    for ai, value in given.items():
        format_of(ai, value)
    for key in given:
        for choice in RULES[key].link_key or ():
            link = _with_key(given, key, choice, stem)
            if link is not None:
                return link
        if RULES[key].link_key is not None:
            link = _with_key(given, key, (), stem)
            if link is not None:
                return link
    raise ValueError("no element is a Digital Link key with which all others may stand: " + ", ".join(given))


def _with_key(given: dict[str, str], key: str, choice: Sequence[str], stem: str) -> str | None:
    """Return the URI with this key and its qualifiers, or None where another element may not be an attribute."""
    path = [key, *(ai for ai in choice if ai in given)]
    query = [ai for ai in given if ai not in path]
    if not all(RULES[ai].link_attribute for ai in query):
        return None
    link = stem + "".join(f"/{ai}/{_escaped(given[ai])}" for ai in path)
    return link + ("?" + "&".join(f"{ai}={_escaped(given[ai])}" for ai in query) if query else "")


def _escaped(value: str) -> str:
    return _TO_ESCAPE.sub(lambda match: f"%{ord(match[0]):02X}", value)
