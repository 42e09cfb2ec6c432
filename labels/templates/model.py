"""A label template: a page in millimetres and what stands where on it, as plain data that can be signed.
Distances are whole micrometres, because an entry holds no floats; everything else about them is shown in mm.
"""

import hashlib
from typing import Annotated, ClassVar, Literal

import msgspec

from labels.layout import Turn
from labels.symbols import Kind
from labels.templates.fields import Field, Printable
from labels.templates.market_rules import Market
from labels.x_dimension import Use

Pictogram = Literal[
    "manufacturer", "manufacture_date", "use_by", "lot", "serial", "ref", "sterile_eo", "single_use",
    "do_not_resterilise", "caution", "md", "udi", "temperature_limit", "keep_dry", "keep_from_sunlight",
    "consult_instructions", "package_damaged", "ec_rep", "status", "quarantine_hatch",
    "ce", "sterile", "sterile_r", "sterile_a", "single_sterile_barrier", "double_sterile_barrier", "fragile",
    "humidity_limit", "latex", "ivd", "model_number",
    "sterile_method", "sterile_heat", "sterile_vh2o2", "non_sterile", "barrier_protected_inside",
    "barrier_protected_outside", "importer", "distributor", "non_pyrogenic", "fluid_path",
]  # fmt: skip

MICRO = 1000
SIDE_MIN_UM, SIDE_MAX_UM = 10_000, 300_000
ELEMENTS_MAX = 200
PLACE = msgspec.Meta(ge=0, le=SIDE_MAX_UM)
EXTENT = msgspec.Meta(ge=100, le=SIDE_MAX_UM)
TEXT = msgspec.Meta(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$(?!\n)")

Place = Annotated[int, PLACE]
Extent = Annotated[int, EXTENT]
FixedText = Annotated[str, TEXT]
ElementId = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$(?!\n)")]
Number = Annotated[str, msgspec.Meta(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+){0,3}$(?!\n)", max_length=20)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=90, pattern=r"^[^\x00-\x1f\x7f]*$(?!\n)")]
Align = Literal["left", "center", "right"]
Valign = Literal["top", "middle", "bottom"]


class _Placed(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="type"
):
    """What every element has: its id, its box, and the field that must be given (`when`) or absent (`unless`).

    The box is the place on the label; what stands in it is turned clockwise within it by `turn`. Left out where 0, so
    that a template from before it could be turned keeps its bytes.
    """

    id: ElementId
    x_um: Place
    y_um: Place
    width_um: Extent
    height_um: Extent
    when: Printable | None
    unless: Printable | None
    turn: Turn = 0

    @property
    def x_mm(self) -> float:
        """Left edge."""
        return self.x_um / MICRO

    @property
    def y_mm(self) -> float:
        """Top edge."""
        return self.y_um / MICRO

    @property
    def width_mm(self) -> float:
        """Width."""
        return self.width_um / MICRO

    @property
    def height_mm(self) -> float:
        """Height."""
        return self.height_um / MICRO


class TextElement(_Placed, frozen=True, kw_only=True, tag="text"):
    """A fixed text in both languages, or a field if one is bound. `size_um` is the type size wanted.

    `fit`: "one_line" keeps the size and refuses what is longer; "shrink" sets one line as large as fits, down to what
    the printer prints legibly; "wrap" breaks into lines, smaller ones if need be. Nothing is ever cut. A bound field
    without a value prints a dash; of a text in two languages that wraps, the second is smaller and lighter. A face
    "mono" is taken only where it has every character.
    """

    zh: FixedText
    en: FixedText
    field: Printable | None
    size_um: Annotated[int, msgspec.Meta(ge=1000, le=60_000)]
    weight: Literal[400, 700]
    face: Literal["sans", "mono"]
    align: Align
    valign: Valign
    fit: Literal["one_line", "shrink", "wrap"]
    white: bool


class Binding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An Application Identifier and the field whose value it carries; left out where the field has none."""

    ai: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{2,4}$(?!\n)")]
    field: Field


class SymbolElement(_Placed, frozen=True, kw_only=True, tag="symbol"):
    """A symbol within its box, quiet zone included, its modules the whole dots nearest to `module_um` (0: the target
    GS1 gives for the use) that fit. A GS1 symbol binds elements; ITF-14 and a plain QR card bind one `field`.
    """

    kind: Kind
    elements: Annotated[tuple[Binding, ...], msgspec.Meta(max_length=12)]
    field: Field | None
    module_um: Annotated[int, msgspec.Meta(ge=0, le=5000)]
    align: Align
    valign: Valign


class HriElement(_Placed, frozen=True, kw_only=True, tag="hri"):
    """The human readable interpretation of symbol `of`: one element a line, or all in `one_line`."""

    of: ElementId
    size_um: Annotated[int, msgspec.Meta(ge=1000, le=20_000)]
    one_line: bool
    align: Align


class PictogramElement(_Placed, frozen=True, kw_only=True, tag="pictogram"):
    """A sign drawn by us, as large as its box allows, in the middle of it."""

    name: Pictogram


class BoxElement(_Placed, frozen=True, kw_only=True, tag="box"):
    """A frame with a stroke on whole dots, or a filled area (a rule is a thin one) with stroke 0."""

    stroke_um: Annotated[int, msgspec.Meta(ge=0, le=5000)]


Element = TextElement | SymbolElement | HriElement | PictogramElement | BoxElement


class Template(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A label template as it is drafted, approved and printed from; `mandatory` fields must be given to print."""

    number: Number
    name_zh: Name
    name_en: Name
    use: Use
    markets: Annotated[tuple[Market, ...], msgspec.Meta(max_length=3)]
    width_um: Annotated[int, msgspec.Meta(ge=SIDE_MIN_UM, le=SIDE_MAX_UM)]
    height_um: Annotated[int, msgspec.Meta(ge=SIDE_MIN_UM, le=SIDE_MAX_UM)]
    mandatory: Annotated[tuple[Field, ...], msgspec.Meta(max_length=40)]
    elements: Annotated[tuple[Element, ...], msgspec.Meta(max_length=ELEMENTS_MAX)]

    KINDS: ClassVar = (TextElement, SymbolElement, HriElement, PictogramElement, BoxElement)

    @property
    def width_mm(self) -> float:
        """Page width."""
        return self.width_um / MICRO

    @property
    def height_mm(self) -> float:
        """Page height."""
        return self.height_um / MICRO


_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder(Template)


def content_bytes(template: Template) -> bytes:
    """The template as UTF-8 JSON with sorted keys: equal templates give equal bytes."""
    return _ENCODER.encode(template)


def content_hash(template: Template) -> str:
    """SHA-256 of the content, in hexadecimal: what an approval names and signs."""
    return hashlib.sha256(content_bytes(template)).hexdigest()


def decode(content: bytes | str) -> Template:
    """A template from its JSON. Raises msgspec.ValidationError for unknown fields, wrong types or sizes."""
    return _DECODER.decode(content)
