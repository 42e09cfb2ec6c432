"""What every element of a label is drawn from, and where in its box a thing stands that is smaller than it."""

import msgspec

from labels.templates.fields import LabelData, Language
from labels.templates.model import HriElement, SymbolElement, Template, TextElement
from labels.x_dimension import dot_pitch_mm

SHARES = {"left": 0.0, "center": 0.5, "right": 1.0, "top": 0.0, "middle": 0.5, "bottom": 1.0}
"""How much of the free room lies before the thing."""
TOLERANCE_MM = 1e-6


class Job(msgspec.Struct, frozen=True):
    """What every element is drawn from: the template, checked data, printer and language."""

    template: Template
    data: LabelData
    dpi: int
    language: Language

    @property
    def pitch(self) -> float:
        """Distance between two dots in mm."""
        return float(dot_pitch_mm(self.dpi))


def left_of(element: TextElement | HriElement | SymbolElement, width_mm: float) -> float:
    """Where a thing of this width starts in its element's box."""
    return element.x_mm + SHARES[element.align] * (element.width_mm - width_mm)
