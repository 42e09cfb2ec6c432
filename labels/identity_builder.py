"""Collects what the fields of an HIBC, ICCBBA or MA label say into one answer, and notices where they contradict.
An answer with a fault of the whole text (a wrong check character) keeps its elements and states no identity.
"""

from labels.element import Element
from labels.fault import Problem
from labels.gs1_dates import Gs1Date
from labels.udi_reading import Identity, UdiReading

_WHOLE_TEXT_FAULTS = frozenset({"HIBC_CHECK_WRONG"})


class IdentityBuilder:
    """Elements, problems and stated fields of one text, in the order in which they are read."""

    def __init__(self) -> None:
        self._elements: list[Element] = []
        self._unknown: list[Element] = []
        self._errors: list[Problem] = []
        self._warnings: list[Problem] = []
        self._fields: dict[str, str] = {}
        self._dates: dict[str, Gs1Date] = {}

    def add(self, element: Element) -> None:
        """Keep an element of a known kind."""
        self._elements.append(element)

    def add_unknown(self, element: Element) -> None:
        """Keep an element of a kind that is not known, and say so."""
        self._unknown.append(element)
        self.warn(Problem("FIELD_UNKNOWN", element.start, element.end, element.ai, "", element.ai))

    def fail(self, problem: Problem) -> None:
        """Note an error."""
        self._errors.append(problem)

    def fail_value(self, element: Element, code: str, expected: str) -> None:
        """Note that the value of `element` is not what was expected."""
        self.fail(Problem(code, element.value_start, element.end, element.ai, expected, element.value))

    def warn(self, problem: Problem) -> None:
        """Note a warning."""
        self._warnings.append(problem)

    def set(self, field: str, value: str) -> None:
        """State a field that only one place can state."""
        self._fields[field] = value

    def state(self, field: str, value: str, element: Element) -> None:
        """State a field that several elements can state; another value is an error."""
        before = self._fields.setdefault(field, value)
        if before != value:
            self.fail(Problem("FIELD_REPEATED", element.start, element.end, element.ai, before, value))

    def state_date(self, field: str, day: Gs1Date, element: Element) -> None:
        """State a date; a day and the month it lies in do not contradict, and the day is kept."""
        before = self._dates.get(field)
        if before is None or (before != day and _only_more_precise(before, day)):
            self._dates[field] = day
        elif before != day and not _only_more_precise(day, before):
            expected, found = before.day.isoformat(), day.day.isoformat()
            self.fail(Problem("FIELD_REPEATED", element.start, element.end, element.ai, expected, found))

    def set_date(self, field: str, day: Gs1Date) -> None:
        """State a date that only one place can state."""
        self._dates[field] = day

    def reading(self, issuer: str, symbology: str | None) -> UdiReading:
        """Return the answer; a text in which nothing is known is nobody's."""
        if not self._elements and not self._errors:
            nothing = self._unknown[0]
            problem = Problem("NOT_RECOGNISED", nothing.start, nothing.end, "", "", nothing.ai)
            return UdiReading(ok=False, symbology=symbology, issuer=None, errors=(problem,))
        certain = not any(problem.code in _WHOLE_TEXT_FAULTS for problem in self._errors)
        return UdiReading(
            ok=not self._errors,
            symbology=symbology,
            issuer=issuer,
            elements=tuple(self._elements),
            identity=self._identity() if certain else Identity(),
            unknown=tuple(self._unknown),
            errors=tuple(self._errors),
            warnings=tuple(self._warnings),
        )

    def _identity(self) -> Identity:
        expiry, production = self._dates.get("expiry"), self._dates.get("production")
        return Identity(
            expiry=expiry.day if expiry else None,
            expiry_day_given=expiry.day_given if expiry else False,
            production=production.day if production else None,
            production_day_given=production.day_given if production else False,
            **self._fields,
        )


def _only_more_precise(month: Gs1Date, day: Gs1Date) -> bool:
    return not month.day_given and (month.day.year, month.day.month) == (day.day.year, day.day.month)
