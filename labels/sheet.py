"""Puts labels on sheets: a grid on paper, each label's symbols still on whole dots.
The grid is that of the sheet as it was bought: where its first label begins, and from one label to the next.
"""

from collections.abc import Sequence

import msgspec

from labels.label_errors import LabelDataInvalid
from labels.layout import Mark, Page, Text, on_dots

A4_WIDTH_MM, A4_HEIGHT_MM = 210.0, 297.0
ROUNDING_MM = 0.1


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """Labels on a sheet of `width_mm` x `height_mm`: columns and rows, left and top margin, gaps between labels."""

    columns: int
    rows: int
    left_mm: float
    top_mm: float
    gap_x_mm: float = 0.0
    gap_y_mm: float = 0.0
    width_mm: float = A4_WIDTH_MM
    height_mm: float = A4_HEIGHT_MM


def fitting(width_mm: float, height_mm: float, margin_mm: float = 8.0, gap_mm: float = 2.0) -> Grid:
    """The grid of as many labels of a size as an A4 sheet holds, in its middle. Raises LabelDataInvalid for none."""
    columns = int((A4_WIDTH_MM - 2 * margin_mm + gap_mm) // (width_mm + gap_mm))
    rows = int((A4_HEIGHT_MM - 2 * margin_mm + gap_mm) // (height_mm + gap_mm))
    if not columns or not rows:
        raise LabelDataInvalid(
            f"A label of {width_mm:g} x {height_mm:g} mm does not fit an A4 sheet. Print one label a page.",
            f"{width_mm:g} x {height_mm:g} mm 的标签放不进 A4 纸。请每页打印一张。",
        )
    wide, high = columns * (width_mm + gap_mm) - gap_mm, rows * (height_mm + gap_mm) - gap_mm
    return Grid(
        columns=columns,
        rows=rows,
        left_mm=(A4_WIDTH_MM - wide) / 2,
        top_mm=(A4_HEIGHT_MM - high) / 2,
        gap_x_mm=gap_mm,
        gap_y_mm=gap_mm,
    )


def sheets(pages: Sequence[Page], grid: Grid, dpi: int) -> tuple[Page, ...]:
    """The labels on sheets, row by row. Raises LabelDataInvalid when the grid does not fit the paper."""
    if not pages:
        return ()
    step_x, step_y = pages[0].width_mm + grid.gap_x_mm, pages[0].height_mm + grid.gap_y_mm
    right = grid.left_mm + grid.columns * step_x - grid.gap_x_mm
    bottom = grid.top_mm + grid.rows * step_y - grid.gap_y_mm
    if right > grid.width_mm + ROUNDING_MM or bottom > grid.height_mm + ROUNDING_MM:
        raise LabelDataInvalid(
            f"{grid.columns} x {grid.rows} labels end at {right:.1f} x {bottom:.1f} mm; the paper is "
            f"{grid.width_mm:g} x {grid.height_mm:g} mm. Choose fewer columns or rows.",
            f"{grid.columns} x {grid.rows} 张标签排到 {right:.1f} x {bottom:.1f} mm；纸张为 "
            f"{grid.width_mm:g} x {grid.height_mm:g} mm。请减少列数或行数。",
        )
    size = grid.columns * grid.rows
    return tuple(
        _sheet(pages[start : start + size], grid, (step_x, step_y), dpi) for start in range(0, len(pages), size)
    )


def _sheet(pages: Sequence[Page], grid: Grid, step: tuple[float, float], dpi: int) -> Page:
    marks: list[Mark] = []
    for at, label in enumerate(pages):
        row, column = divmod(at, grid.columns)
        x, y = grid.left_mm + column * step[0], grid.top_mm + row * step[1]
        marks += [_moved(mark, on_dots(x, dpi), on_dots(y, dpi)) for mark in label.marks]
    return Page(width_mm=grid.width_mm, height_mm=grid.height_mm, title=pages[0].title, marks=tuple(marks))


def _moved(mark: Mark, x_mm: float, y_mm: float) -> Mark:
    if isinstance(mark, Text):
        return msgspec.structs.replace(mark, x_mm=mark.x_mm + x_mm, baseline_mm=mark.baseline_mm + y_mm)
    return msgspec.structs.replace(mark, x_mm=mark.x_mm + x_mm, y_mm=mark.y_mm + y_mm)
