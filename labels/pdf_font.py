"""Cuts the bundled fonts down to the characters a print run uses and describes them as PDF fonts.
The letters stay letters: they can be searched and copied, and every renderer draws them from the same outlines.
"""

import functools
import io
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import msgspec
import pydyf
from fontTools import subset
from fontTools.ttLib import TTFont

from labels.outlines import FILES
from labels.typesetting import UNITS_PER_EM, Face, Weight, font

ALWAYS = frozenset(map(chr, range(0x20, 0x7F)))
"""In every font, so that runs which differ only in their numbers share one."""
PDF_NAMES = {
    ("sans", 400): "UNITRA+NotoSansSC-Regular",
    ("sans", 700): "UNITRA+NotoSansSC-Bold",
    ("mono", 400): "UNITRA+NotoSansMono-Regular",
    ("mono", 700): "UNITRA+NotoSansMono-Bold",
}
CMAP_BLOCK = 100  # entries a block of a character map may have (Adobe technical note 5014)
SYMBOLIC = 4  # font descriptor flag: its own character set
STEM = 80  # width of a stem, asked for by the format, used only where a font is missing


class CutFont(msgspec.Struct, frozen=True):
    """A font with some of its glyphs: the program, whether its outlines are CFF, each character's two-byte code."""

    face: Face
    weight: Weight
    program: bytes
    compact: bool
    codes: dict[str, int]
    box: tuple[int, int, int, int]

    def written(self, text: str) -> str:
        """The text as a hexadecimal PDF string."""
        return "".join(f"{self.codes[character]:04x}" for character in text)


def cut_font(face: Face, weight: Weight, characters: Iterable[str]) -> CutFont:
    """The font with at least these characters, all of which it must have."""
    return _cut(face, weight, ALWAYS.union(characters))


@functools.lru_cache(maxsize=16)
def _cut(face: Face, weight: Weight, characters: frozenset[str]) -> CutFont:
    options = subset.Options(hinting=False, layout_features=[], drop_tables=["GSUB", "GPOS", "GDEF", "STAT", "gasp"])
    options.notdef_outline = True
    with files("labels").joinpath("fonts", FILES[face, weight]).open("rb") as file:
        whole = TTFont(file, lazy=True)
        cutter = subset.Subsetter(options)
        cutter.populate(text="".join(sorted(characters)))
        cutter.subset(whole)
        whole.flavor = None
        written = io.BytesIO()
        whole.save(written)
    small: Any = TTFont(io.BytesIO(written.getvalue()))
    compact = "CFF " in small
    names = small.getBestCmap()
    head = small["head"]
    return CutFont(
        face=face,
        weight=weight,
        program=small.reader["CFF "] if compact else written.getvalue(),
        compact=compact,
        codes={each: _code(small, names[ord(each)], compact=compact) for each in sorted(characters)},
        box=(head.xMin, head.yMin, head.xMax, head.yMax),
    )


def _code(small: Any, name: str, *, compact: bool) -> int:  # noqa: ANN401 - fontTools is untyped
    """What names a glyph in the PDF: its character id in a CID-keyed CFF font, else its place in the font."""
    return int(name.removeprefix("cid")) if compact else int(small.getGlyphID(name))


def add_font(pdf: pydyf.PDF, cut: CutFont) -> pydyf.Dictionary:
    """Write the font into the document; the dictionary that pages refer to."""
    name = f"/{PDF_NAMES[cut.face, cut.weight]}"
    metrics = font(cut.face, cut.weight)
    kind = {"Subtype": "/CIDFontType0C"} if cut.compact else {"Length1": len(cut.program)}
    program = _added(pdf, pydyf.Stream([cut.program], kind, compress=True))
    descriptor = {
        "Type": "/FontDescriptor",
        "FontName": name,
        "Flags": SYMBOLIC,
        "FontBBox": pydyf.Array(cut.box),
        "ItalicAngle": 0,
        "Ascent": metrics.ascent,
        "Descent": -metrics.descent,
        "CapHeight": metrics.ascent,
        "StemV": STEM,
        "FontFile3" if cut.compact else "FontFile2": program.reference,
    }
    described = {
        "Type": "/Font",
        "Subtype": "/CIDFontType0" if cut.compact else "/CIDFontType2",
        "BaseFont": name,
        "CIDSystemInfo": pydyf.Dictionary({"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}),
        "FontDescriptor": _added(pdf, pydyf.Dictionary(descriptor)).reference,
        "DW": UNITS_PER_EM,
        "W": _widths(cut),
    } | ({} if cut.compact else {"CIDToGIDMap": "/Identity"})
    composite = {
        "Type": "/Font",
        "Subtype": "/Type0",
        "BaseFont": name,
        "Encoding": "/Identity-H",
        "DescendantFonts": pydyf.Array([_added(pdf, pydyf.Dictionary(described)).reference]),
        "ToUnicode": _added(pdf, pydyf.Stream([_characters(cut)], compress=True)).reference,
    }
    written: pydyf.Dictionary = _added(pdf, pydyf.Dictionary(composite))
    return written


def _added(pdf: pydyf.PDF, made: Any) -> Any:  # noqa: ANN401 - pydyf is untyped
    pdf.add_object(made)
    return made


def _widths(cut: CutFont) -> pydyf.Array:
    metrics = font(cut.face, cut.weight)
    return pydyf.Array(f"{code} [{metrics.advance(character)}]" for character, code in cut.codes.items())


def _characters(cut: CutFont) -> str:
    """The character map from codes back to Unicode, for searching and copying."""
    entries = [f"<{code:04x}> <{character.encode('utf-16-be').hex()}>" for character, code in cut.codes.items()]
    blocks = [entries[start : start + CMAP_BLOCK] for start in range(0, len(entries), CMAP_BLOCK)]
    mapped = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{mapped}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
