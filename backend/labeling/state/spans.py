"""Arithmetic on spans of labels: what is left, what comes next, what was taken out. Sorted, never touching."""

from collections.abc import Iterable

from backend.labeling.entries.printing import Span


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same labels as sorted spans that neither overlap nor touch."""
    done: list[Span] = []
    for span in sorted(spans, key=lambda each: each.first):
        if done and span.first <= done[-1].last + 1:
            done[-1] = Span(first=done[-1].first, last=max(done[-1].last, span.last))
        else:
            done.append(span)
    return tuple(done)


def without(spans: Iterable[Span], taken: Span) -> tuple[Span, ...]:
    """Return the labels of ``spans`` that are not in ``taken``."""
    left: list[Span] = []
    for span in spans:
        if span.first < taken.first:
            left.append(Span(first=span.first, last=min(span.last, taken.first - 1)))
        if span.last > taken.last:
            left.append(Span(first=max(span.first, taken.last + 1), last=span.last))
    return merged(left)


def contains(spans: Iterable[Span], wanted: Span) -> bool:
    """Say whether one of the spans holds all of ``wanted``."""
    return any(span.first <= wanted.first and wanted.last <= span.last for span in spans)


def total(spans: Iterable[Span]) -> int:
    """Return how many labels the spans hold."""
    return sum(span.count for span in spans)


def text_of(span: Span) -> str:
    """Return a span as people write it: 7, or 7-12."""
    return str(span.first) if span.first == span.last else f"{span.first}-{span.last}"
