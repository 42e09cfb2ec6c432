"""What is then true of deviations."""

from typing import Any

from backend.log.vocabulary import Event, event


@event(version=1)
class DeviationOpened(Event, frozen=True, kw_only=True):
    """Something did not go as it must. ``code`` is the broken rule's, or empty when a person reported it."""

    number: str
    subject_kind: str
    subject_key: str
    code: str
    detail: dict[str, Any]
    text: str
    order: str | None
    step: int | None
    photos: tuple[str, ...]


@event(version=1)
class DeviationClosed(Event, frozen=True, kw_only=True):
    """It was decided what becomes of it."""

    number: str
    disposition: str
    reason: str
