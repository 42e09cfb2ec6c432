"""What the live checks of a label say: a stable code, the element it is about, whether it stops an approval, words."""

from typing import Literal

import msgspec

from labels.label_errors import LabelError


class Finding(msgspec.Struct, frozen=True):
    """One finding; `element` is "" where it is about the whole label."""

    code: str
    element: str
    severity: Literal["stop", "warn"]
    en: str
    zh: str


def stop(code: str, element: str, en: str, zh: str) -> Finding:
    """A finding that must be mended before the template is approved."""
    return Finding(code, element, "stop", en, zh)


def warn(code: str, element: str, en: str, zh: str) -> Finding:
    """A finding that somebody must look at; it stops nothing."""
    return Finding(code, element, "warn", en, zh)


def from_error(error: LabelError, element: str = "") -> Finding:
    """What a LabelError says about an element."""
    return stop(error.code, element, error.text_en, error.text_zh)
