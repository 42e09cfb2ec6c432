"""Checks of a template by itself, whatever data and printer: names, places, bindings. Pure, so that rules use them.
Every element stays in its box, so boxes that are inside the label and apart are a promise for all data.
"""

import itertools
from collections.abc import Iterator

from labels.ai_table import RULES
from labels.layout import number
from labels.pictograms import CE_LEAST_MM, ce_height_mm
from labels.symbols import LINEAR
from labels.templates.findings import Finding, stop, warn
from labels.templates.hostile import hostile
from labels.templates.model import BoxElement, Element, HriElement, PictogramElement, SymbolElement, Template
from labels.x_dimension import RANGES

BACKGROUNDS = ("quarantine_hatch",)
TOUCHING_UM = 1


def structure(template: Template) -> list[Finding]:
    """Every fault of the template itself; [] if there is none."""
    return [
        *hostile(template),
        *_names(template),
        *_symbols(template),
        *_outside(template),
        *_overlaps(template),
        *_ce_marking(template),
    ]


def _names(template: Template) -> Iterator[Finding]:
    seen: set[str] = set()
    symbols = {element.id for element in template.elements if isinstance(element, SymbolElement)}
    for element in template.elements:
        if element.id in seen:
            yield stop(
                "TEMPLATE_ID_TWICE",
                element.id,
                f"Two elements are called “{element.id}”. Give each its own name.",
                f"有两个元素都叫“{element.id}”。请各取不同的名称。",
            )
        seen.add(element.id)
        if isinstance(element, HriElement) and element.of not in symbols:
            yield stop(
                "TEMPLATE_HRI_WITHOUT_SYMBOL",
                element.id,
                f"The text “{element.id}” belongs to the symbol “{element.of}”, which is not on the label.",
                f"文字“{element.id}”所属的条码“{element.of}”不在标签上。",
            )


def _symbols(template: Template) -> Iterator[Finding]:
    for element in template.elements:
        if not isinstance(element, SymbolElement):
            continue
        gs1 = element.kind not in ("itf_14", "qr")
        if (gs1 and not element.elements) or (not gs1 and element.field is None):
            yield stop(
                "TEMPLATE_SYMBOL_UNBOUND",
                element.id,
                f"The symbol “{element.id}” carries nothing. Bind its data.",
                f"条码“{element.id}”没有绑定数据。请绑定数据项。",
            )
        if element.kind == "itf_14" and element.field not in (None, "gtin", "content_gtin"):
            yield stop(
                "TEMPLATE_SYMBOL_UNBOUND",
                element.id,
                f"ITF-14 carries a GTIN only; “{element.id}” is bound to another field.",
                f"ITF-14 只承载 GTIN；“{element.id}”绑定了别的数据项。",
            )
        yield from _identifiers(element)
        yield from _module(template, element)


def _identifiers(element: SymbolElement) -> Iterator[Finding]:
    ais = [binding.ai for binding in element.elements]
    for ai in sorted({ai for ai in ais if ai not in RULES or ais.count(ai) > 1}):
        yield stop(
            "TEMPLATE_AI",
            element.id,
            f"“{ai}” in the symbol “{element.id}” is no current Application Identifier, or stands there twice.",
            f"条码“{element.id}”中的“{ai}”不是现行应用标识符（AI），或重复出现。",
        )


def _module(template: Template, element: SymbolElement) -> Iterator[Finding]:
    family = LINEAR.get(element.kind, "matrix")
    allowed = RANGES.get((template.use, family))
    if allowed is None:
        yield stop(
            "LABEL_X_DIMENSION",
            element.id,
            "Direct marking uses GS1 DataMatrix; a linear symbol is not provided for it.",
            "本体直接标刻采用 GS1 DataMatrix，不适用一维条码。",
        )
    elif element.module_um and not allowed.least * 1000 <= element.module_um <= allowed.greatest * 1000:
        span = f"{float(allowed.least):.3f}-{float(allowed.greatest):.3f} mm"
        yield stop(
            "LABEL_X_DIMENSION",
            element.id,
            f"A module of {element.module_um / 1000:.3f} mm is outside {span}, the range for this use.",
            f"模块宽 {element.module_um / 1000:.3f} mm 超出该用途的范围 {span}。",
        )


def _ce_marking(template: Template) -> Iterator[Finding]:
    for element in template.elements:
        if not isinstance(element, PictogramElement) or element.name != "ce":
            continue
        box = (
            (element.width_mm, element.height_mm) if element.turn % 180 == 0 else (element.height_mm, element.width_mm)
        )
        height = ce_height_mm(*box)
        if height < CE_LEAST_MM:
            yield warn(
                "TEMPLATE_CE_SMALL",
                element.id,
                f"The CE marking is {height:.1f} mm high with a notified body's number; 5 mm is the least unless the "
                "device is small ((EU) 2017/745 Annex V).",
                f"CE 标志连同公告机构编号高 {height:.1f} mm；除小型器械外至少 5 mm（(EU) 2017/745 附录 V）。",
            )


def _outside(template: Template) -> Iterator[Finding]:
    for element in template.elements:
        right, bottom = element.x_um + element.width_um, element.y_um + element.height_um
        if right > template.width_um or bottom > template.height_um:
            yield stop(
                "TEMPLATE_OUTSIDE",
                element.id,
                f"“{element.id}” reaches {number(right / 1000)} x {number(bottom / 1000)} mm, beyond the label of "
                f"{number(template.width_mm)} x {number(template.height_mm)} mm. Move it or make it smaller.",
                f"“{element.id}”伸到 {number(right / 1000)} x {number(bottom / 1000)} mm，超出标签 "
                f"{number(template.width_mm)} x {number(template.height_mm)} mm。请移动或缩小。",
            )


def _overlaps(template: Template) -> Iterator[Finding]:
    solid = [element for element in template.elements if not _is_ground(element)]
    for one, other in itertools.combinations(solid, 2):
        if _cross(one, other) and not _exclude(one, other):
            yield stop(
                "TEMPLATE_OVERLAP",
                one.id,
                f"“{one.id}” and “{other.id}” overlap. Move one of them.",
                f"“{one.id}”与“{other.id}”重叠。请移开其中一个。",
            )
    symbols = [element for element in solid if isinstance(element, SymbolElement)]
    frames = [element for element in template.elements if isinstance(element, BoxElement)]
    for symbol, frame in itertools.product(symbols, frames):
        if _touches_frame(symbol, frame) and not _exclude(symbol, frame):
            yield stop(
                "TEMPLATE_OVERLAP",
                symbol.id,
                f"“{frame.id}” runs through the quiet zone of “{symbol.id}”. Move one of them.",
                f"“{frame.id}”穿过条码“{symbol.id}”的静区。请移开其中一个。",
            )


def _is_ground(element: Element) -> bool:
    return isinstance(element, BoxElement) or (isinstance(element, PictogramElement) and element.name in BACKGROUNDS)


def _cross(one: Element, other: Element) -> bool:
    return (
        one.x_um + one.width_um > other.x_um + TOUCHING_UM
        and other.x_um + other.width_um > one.x_um + TOUCHING_UM
        and one.y_um + one.height_um > other.y_um + TOUCHING_UM
        and other.y_um + other.height_um > one.y_um + TOUCHING_UM
    )


def _touches_frame(symbol: SymbolElement, frame: BoxElement) -> bool:
    """Whether ink of the frame lies in the symbol's box: any of a filled one, the stroke of an open one."""
    if not _cross(symbol, frame):
        return False
    if frame.stroke_um == 0:
        return True
    stroke = frame.stroke_um
    inside = (
        symbol.x_um >= frame.x_um + stroke
        and symbol.y_um >= frame.y_um + stroke
        and symbol.x_um + symbol.width_um <= frame.x_um + frame.width_um - stroke
        and symbol.y_um + symbol.height_um <= frame.y_um + frame.height_um - stroke
    )
    return not inside


def _exclude(one: Element, other: Element) -> bool:
    """Whether the two are never printed together."""
    return (one.when is not None and one.when == other.unless) or (one.unless is not None and one.unless == other.when)
