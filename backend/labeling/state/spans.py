"""Arithmetic on spans of labels: what is left, what comes next, what was taken out. Sorted, never touching."""

from collections.abc import Iterable

from backend.labeling.entries.printing import LabelSpan


def merged(spans: Iterable[LabelSpan]) -> tuple[LabelSpan, ...]:
    """Return the same labels as sorted spans that neither overlap nor touch."""
    done: list[LabelSpan] = []
    for span in sorted(spans, key=lambda each: each.first):
        if done and span.first <= done[-1].last + 1:
            done[-1] = LabelSpan(first=done[-1].first, last=max(done[-1].last, span.last))
        else:
            done.append(span)
    return tuple(done)


def without(spans: Iterable[LabelSpan], taken: LabelSpan) -> tuple[LabelSpan, ...]:
    """Return the labels of ``spans`` that are not in ``taken``."""
    left: list[LabelSpan] = []
    for span in spans:
        if span.first < taken.first:
            left.append(LabelSpan(first=span.first, last=min(span.last, taken.first - 1)))
        if span.last > taken.last:
            left.append(LabelSpan(first=max(span.first, taken.last + 1), last=span.last))
    return merged(left)


def contains(spans: Iterable[LabelSpan], wanted: LabelSpan) -> bool:
    """Say whether one of the spans holds all of ``wanted``."""
    return any(span.first <= wanted.first and wanted.last <= span.last for span in spans)


def total(spans: Iterable[LabelSpan]) -> int:
    """Return how many labels the spans hold."""
    return sum(span.count for span in spans)


def text_of(span: LabelSpan) -> str:
    """Return a span as people write it: 7, or 7-12."""
    return str(span.first) if span.first == span.last else f"{span.first}-{span.last}"
