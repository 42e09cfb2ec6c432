"""The live checks of a label template: one pure function, the same in the editor, at approval and before a job."""

from collections.abc import Iterable

from labels.label_errors import LabelError
from labels.templates.arrange import marks_of, shown
from labels.templates.fields import LabelData, Language, checked
from labels.templates.findings import Finding, from_error
from labels.templates.job import Job
from labels.templates.market import market_findings
from labels.templates.market_rules import Market
from labels.templates.model import Template
from labels.templates.needed import missing
from labels.templates.structure import structure


def check(
    template: Template,
    data: LabelData,
    dpi: int,
    market: Market | None = None,
    language: Language = "zh-en",
) -> tuple[Finding, ...]:
    """Everything that is wrong with a label of these data on this printer, for one market or all that it names.

    A symbol too small for its data, overlap, outside the label, text that does not fit, module width out of range,
    hostile text, mandatory element missing. () means that it prints as it is shown.
    """
    faults = fixed_findings(template, template.markets if market is None else (market,))
    try:
        values = checked(data)
    except LabelError as error:
        return (*faults, from_error(error))
    absent = [from_error(error) for error in missing(template, values)]
    return (*faults, *absent, *_drawn(Job(template, values, dpi, language), {fault.element for fault in faults}))


def fixed_findings(template: Template, markets: Iterable[Market]) -> list[Finding]:
    """What is wrong with a template whatever data and printer; an approval needs none of these."""
    return [*structure(template), *market_findings(template, markets)]


def _drawn(job: Job, known: set[str]) -> list[Finding]:
    """What does not fit for these data; an element that is faulty already is not reported twice."""
    found: list[Finding] = []
    for element in shown(job):
        try:
            marks_of(element, job)
        except LabelError as error:
            if element.id not in known:
                found.append(from_error(error, element.id))
    return found
