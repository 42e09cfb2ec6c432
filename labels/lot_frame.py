"""The measures of a lot label on one page: type sizes that this printer prints legibly, and the edges of its parts.
Designed at 70 x 40 mm; sizes scale with the page, and every distance follows from the sizes, so nothing overlaps.
"""

from typing import Self

import msgspec

from labels.layout import Line
from labels.lot_label_data import FIELD_NAMES, LotLabel
from labels.lot_words import CAPTIONS, Caption
from labels.symbols import dot_pitch_mm
from labels.typesetting import Weight, face_for, smallest_legible_mm

DESIGN_WIDTH_MM, DESIGN_HEIGHT_MM = 70, 40
MARGIN_X_MM, MARGIN_Y_MM = 2.0, 1.5  # what thermal printers need for register
TALLEST = 0.67  # of the width: on a taller page the rest stays free below


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """Scale against the design, type sizes and edges; all in mm from the page's top left corner."""

    scale: float
    dpi: int
    caption_size: float
    value_size: float
    lot_size: float
    foot_size: float
    left: float
    right: float
    top: float
    bottom: float

    @classmethod
    def of(cls, label: LotLabel) -> Self:
        """The frame for a label's page and printer."""
        height = min(label.height_mm, TALLEST * label.width_mm)
        scale = min(label.width_mm / DESIGN_WIDTH_MM, height / DESIGN_HEIGHT_MM)
        pitch = float(dot_pitch_mm(label.dpi))
        caption = CAPTIONS["lot"][label.language][0]
        foot = label.printed_at + label.printed_by
        return cls(
            scale=scale,
            dpi=label.dpi,
            caption_size=max(1.7 * scale, smallest_legible_mm(caption, pitch)),
            value_size=max(2.25 * scale, smallest_legible_mm("0", pitch)),
            lot_size=max(4.4 * scale, smallest_legible_mm("0", pitch)),
            foot_size=max(1.5 * scale, smallest_legible_mm(foot, pitch)),
            left=MARGIN_X_MM,
            right=label.width_mm - MARGIN_X_MM,
            top=MARGIN_Y_MM,
            bottom=height - MARGIN_Y_MM,
        )

    def wanted(self, design_mm: float, text: str) -> float:
        """A type size of the design on this page, never below what is legible for the text."""
        return max(design_mm * self.scale, smallest_legible_mm(text, float(dot_pitch_mm(self.dpi))))

    @property
    def band_height(self) -> float:
        """Status band without the rule below it."""
        return 5.2 * self.scale

    @property
    def rule_y(self) -> float:
        """Top of the rule under the band."""
        return self.top + self.band_height + 0.5 * self.scale

    @property
    def body_top(self) -> float:
        """Top of the names and of the symbol."""
        return self.rule_y + 1.6 * self.scale

    @property
    def row_height(self) -> float:
        """One row of facts: caption above value."""
        return 1.12 * self.caption_size + 1.08 * self.value_size + 0.1

    @property
    def foot_baseline(self) -> float:
        """Baseline of the print note."""
        return self.bottom - 0.2 * self.foot_size

    @property
    def facts_bottom(self) -> float:
        """Lower edge of the facts and of the symbol column."""
        return self.bottom - 1.25 * self.foot_size

    @property
    def facts_top(self) -> float:
        """Upper edge of the two rows of facts."""
        return self.facts_bottom - 2 * self.row_height

    @property
    def lot_top(self) -> float:
        """The hairline above the lot number."""
        return self.facts_top - (0.6 + 1.04 * self.caption_size + 0.98 * self.lot_size)

    def caption(self, name: Caption, label: LotLabel, room_mm: float) -> Line:
        """The longest wording of a caption that fits; the shortest one where none does (and then `at` raises)."""
        choices = [
            Line(
                field=(f"caption “{words}”", f"栏名“{words}”"),
                content=words,
                room_mm=room_mm,
                wanted_mm=self.caption_size,
                dpi=self.dpi,
            )
            for words in CAPTIONS[name][label.language]
        ]
        return next((line for line in choices if line.fits()), choices[-1])

    def identifier(self, name: str, text: str, room_mm: float, wanted_mm: float) -> Line:
        """A value on one line, bold, monospaced where the monospaced font has it."""
        weight: Weight = 700
        return Line(
            field=FIELD_NAMES[name],
            content=text,
            room_mm=room_mm,
            wanted_mm=wanted_mm,
            dpi=self.dpi,
            face=face_for(text),
            weight=weight,
        )
