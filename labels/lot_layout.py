"""Arranges a lot label: status band on top, names, the lot number large, facts below, symbol with HRI on the right.
What does not fit at a legible size is an error that names the text; nothing is ever cut.
"""

import msgspec

from labels.layout import Line, Mark, Page, Shape, Text, on_dots, rectangle, text_at
from labels.lot_frame import Frame
from labels.lot_label_data import FIELD_NAMES, LotLabel
from labels.lot_symbol import Column, symbol_column
from labels.lot_words import Caption, date_text, in_language
from labels.status_shapes import GRID, SHAPES, hatch
from labels.symbols import Symbol
from labels.typesetting import FieldName, Weight, does_not_fit, lines, width_mm

TEMPLATE = "LOT-1"  # printed on every label: which layout, so that a change of layout is visible on paper
WIDEST_COLUMN = 0.42  # of the page width, for symbol and HRI
NAME_SIZES_MM = ((3.4, 2.3), (3.0, 2.1), (2.6, 2.0), (2.3, 1.8), (2.0, 1.7), (1.8, 1.5))  # first name, second name
NAME_WEIGHTS: tuple[Weight, Weight] = (700, 400)
NAME_LINES_MOST = 2
NAME_SIZES_TO_KEEP_ONE_LINE = 3  # a slightly smaller name on one line reads better than a larger one on two
NAME_LEADING = 1.16
LOT_SIZE_SHARES = (1, 0.85, 0.7)
FACT_COLUMNS = 3
RULE_MM, HAIRLINE_MM = 0.375, 0.17


def lay_out(label: LotLabel, symbol: Symbol, hri: tuple[str, ...]) -> Page:
    """The label's page. Raises TextDoesNotFit naming the first text that does not fit."""
    at = Frame.of(label)
    column = Column(
        right_mm=at.right,
        top_mm=at.body_top,
        bottom_mm=at.facts_bottom,
        widest_mm=WIDEST_COLUMN * label.width_mm,
        scale=at.scale,
        dpi=label.dpi,
    )
    column_left, column_marks = symbol_column(symbol, hri, column)
    room = column_left - 1.0 * at.scale - at.left
    lot = at.identifier("lot_number", label.lot_number, room, at.lot_size)
    at, item = _with_room_for_names(label, at, lot.at(0, 0).size_mm, room)
    marks = (
        *_band(label, at),
        *item,
        *_lot(label, msgspec.structs.replace(lot, wanted_mm=at.lot_size), at),
        *_facts(label, at, room),
        *column_marks,
        *_foot(label, at),
    )
    title = f"{label.lot_number} · {label.item_number}"
    return Page(width_mm=label.width_mm, height_mm=label.height_mm, title=title, marks=marks)


def _band(label: LotLabel, at: Frame) -> tuple[Mark, ...]:
    """The status: shape, words large, for quarantine a hatch to the right edge; a rule under all of it."""
    height = at.band_height
    marks: list[Mark] = [
        Shape(x_mm=at.left, y_mm=at.top, scale_mm=height / GRID, path=SHAPES[label.status.shape]),
        _rule(at.left, at.rule_y, at.right - at.left, RULE_MM, at.dpi),
    ]
    x = at.left + height + 1.4 * at.scale
    words = in_language(label.status.word_zh, label.status.word_en, label.language)
    for word, size in zip(words, (4.3, 3.4), strict=False):
        placed = Line(
            field=FIELD_NAMES["status"],
            content=word,
            room_mm=at.right - x,
            wanted_mm=at.wanted(size, word),
            dpi=at.dpi,
            weight=700,
        ).at(x, at.top + height / 2 + 1.55 * at.scale)
        marks.append(placed)
        x += placed.width_mm + 1.6 * at.scale
    if label.status.shape == "quarantine" and at.right - x > height:
        marks.append(Shape(x_mm=x, y_mm=at.top, scale_mm=1, path=hatch(at.right - x, height, 0.4 * height)))
    return tuple(marks)


def _rule(x_mm: float, y_mm: float, length_mm: float, thickness_mm: float, dpi: int) -> Shape:
    """A horizontal line of whole printer dots."""
    return rectangle(x_mm, on_dots(y_mm, dpi), length_mm, on_dots(thickness_mm, dpi))


def _with_room_for_names(label: LotLabel, at: Frame, lot_size: float, room: float) -> tuple[Frame, tuple[Mark, ...]]:
    """The frame and the item's marks; the lot number gives way a little before a name is refused."""
    for share in LOT_SIZE_SHARES:
        smaller = msgspec.structs.replace(at, lot_size=max(share * lot_size, at.value_size))
        item = _item(label, smaller, room)
        if item is not None:
            return smaller, item
    names = in_language(label.item_name_zh, label.item_name_en, label.language)
    longest = max(names, key=lambda name: width_mm(name, "sans", 400, 1))
    field = FIELD_NAMES["item_name_zh" if longest == label.item_name_zh else "item_name_en"]
    raise does_not_fit(field, longest, f"{NAME_LINES_MOST} x {room:.1f} mm")


def _item(label: LotLabel, at: Frame, room: float) -> tuple[Mark, ...] | None:
    """Item number on one line, then the names in the largest pair of sizes that fits; None if none does."""
    size = at.wanted(2.5, label.item_number)
    baseline = at.body_top + 0.8 * size
    caption = at.caption("item", label, room).at(at.left, baseline)
    number_x = at.left + caption.width_mm + 1.0 * at.scale
    number = at.identifier("item_number", label.item_number, at.left + room - number_x, size).at(number_x, baseline)
    names = _names(label, at, at.body_top + 1.1 * size, room)
    return None if names is None else (caption, number, *names)


def _names(label: LotLabel, at: Frame, top: float, room: float) -> tuple[Text, ...] | None:
    names = in_language(label.item_name_zh, label.item_name_en, label.language)
    height = at.lot_top - 0.4 * at.scale - top
    one_line_each = [(sizes, 1) for sizes in NAME_SIZES_MM[:NAME_SIZES_TO_KEEP_ONE_LINE]]
    for sizes, lines_most in one_line_each + [(sizes, NAME_LINES_MOST) for sizes in NAME_SIZES_MM]:
        wanted = [at.wanted(size, name) for name, size in zip(names, sizes, strict=False)]
        marks = _names_at(names, wanted, lines_most, (at.left, top), room)
        if marks is not None and sum(NAME_LEADING * mark.size_mm for mark in marks) <= height:
            return marks
    return None


def _names_at(
    names: tuple[str, ...], sizes_mm: list[float], lines_most: int, corner_mm: tuple[float, float], room: float
) -> tuple[Text, ...] | None:
    """The names one under the other, or None if one needs too many lines."""
    left, y = corner_mm
    marks: list[Text] = []
    for name, size_mm, weight in zip(names, sizes_mm, NAME_WEIGHTS, strict=False):
        broken = lines(name, weight, size_mm, room)
        if len(broken) > lines_most:
            return None
        for line in broken:
            marks.append(text_at(left, y + 0.96 * size_mm, size_mm, line, weight=weight))
            y += NAME_LEADING * size_mm
    return tuple(marks)


def _lot(label: LotLabel, lot: Line, at: Frame) -> tuple[Mark, ...]:
    """A hairline, then the lot number as the largest text of the body."""
    return (
        _rule(at.left, at.lot_top, lot.room_mm, HAIRLINE_MM, at.dpi),
        at.caption("lot", label, lot.room_mm).at(at.left, at.lot_top + 0.35 + 0.92 * at.caption_size),
        lot.at(at.left, at.facts_top - 0.16 * at.lot_size - 0.2),
    )


def _facts(label: LotLabel, at: Frame, room: float) -> tuple[Mark, ...]:
    """Two rows of captioned values: expiry, quantity, received; supplier lot (two columns wide), production."""
    expiry: Caption = "expiry" if label.expiry_day_given else "expiry_month"
    production: Caption = "mfd" if label.production_day_given else "mfd_month"
    facts: tuple[tuple[int, int, int, Caption, str, str], ...] = (
        (0, 0, 1, expiry, "expiry", date_text(label.expiry)),
        (0, 1, 1, "quantity", "quantity", f"{label.quantity} {label.unit}".strip()),
        (0, 2, 1, "received", "received", date_text(label.received)),
        (1, 0, 2, "supplier_lot", "supplier_lot", label.supplier_lot or date_text(None)),
        (1, 2, 1, production, "production", date_text(label.production)),
    )
    cell = room / FACT_COLUMNS
    marks: list[Mark] = []
    for row, column, span, caption, name, value in facts:
        x, y = at.left + column * cell, at.facts_top + row * at.row_height
        # The last column ends where the room ends; the others keep a gap to their neighbour.
        room_here = span * cell - (0 if column + span == FACT_COLUMNS else 1.2 * at.scale)
        value_baseline = y + 1.12 * at.caption_size + 0.88 * at.value_size
        marks.append(at.caption(caption, label, room_here).at(x, y + 0.92 * at.caption_size))
        marks.append(at.identifier(name, value, room_here, at.value_size).at(x, value_baseline))
    return tuple(marks)


def _foot(label: LotLabel, at: Frame) -> tuple[Mark, ...]:
    """Layout code, when and by whom printed (the status is true at that moment), label x of y."""
    count = f"{label.copy}/{label.copies}"
    count_width = width_mm(count, "sans", 400, at.foot_size)
    field: FieldName = FIELD_NAMES["printed_by"]
    note = Line(
        field=field,
        content=" | ".join(part for part in (TEMPLATE, label.printed_at, label.printed_by) if part),
        room_mm=at.right - at.left - count_width - 2,
        wanted_mm=at.foot_size,
        dpi=at.dpi,
    )
    return (
        note.at(at.left, at.foot_baseline),
        text_at(at.right - count_width, at.foot_baseline, at.foot_size, count),
    )
