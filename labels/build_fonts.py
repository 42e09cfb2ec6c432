"""Makes the bundled print fonts and their advance widths from Noto Sans CJK (Debian fonts-noto-cjk)
and Noto Sans Mono (npm @fontsource/noto-sans-mono), so that a label prints the same on every machine.
"""

import argparse
import json
import shutil
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent / "fonts"
CJK_FACE_SC = 2  # index of "Noto Sans CJK SC" inside the collection
HANGUL = range(0xAC00, 0xD7A4)
UNITS_PER_EM = 1000
DROPPED_TABLES = ("GPOS", "GSUB", "GDEF", "BASE", "VORG", "vhea", "vmtx")


def subset_cjk(source: Path, target: Path) -> TTFont:
    """Write the SC face without Hangul and without kerning (so widths add up) as WOFF; return it."""
    font = TTFont(source, fontNumber=CJK_FACE_SC)
    options = Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=["*"])
    options.drop_tables += list(DROPPED_TABLES)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[point for point in font.getBestCmap() if point not in HANGUL])
    subsetter.subset(font)
    font.flavor = "woff"
    font.save(target)
    return TTFont(target)


def advances(font: TTFont) -> dict[int, int]:
    """Advance width of each code point, in thousandths of the type size."""
    scale = UNITS_PER_EM / font["head"].unitsPerEm
    metrics = font["hmtx"].metrics
    return {point: round(metrics[glyph][0] * scale) for point, glyph in sorted(font.getBestCmap().items())}


def runs(widths: dict[int, int]) -> list[tuple[int, int, int]]:
    """Neighbouring code points of one width folded to (first, last, width)."""
    folded: list[tuple[int, int, int]] = []
    for point, width in widths.items():
        if folded and folded[-1][1] == point - 1 and folded[-1][2] == width:
            folded[-1] = (folded[-1][0], point, width)
        else:
            folded.append((point, point, width))
    return folded


def describe(font: TTFont) -> dict[str, object]:
    """Ascent and descent (thousandths of the type size) and the folded advance widths."""
    scale = UNITS_PER_EM / font["head"].unitsPerEm
    return {
        "ascent": round(font["hhea"].ascent * scale),
        "descent": round(-font["hhea"].descent * scale),
        "runs": runs(advances(font)),
    }


def main() -> None:
    """Read the source fonts named on the command line and write *.woff and advances.json into labels/fonts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cjk", type=Path, required=True, help="folder with NotoSansCJK-Regular.ttc and -Bold.ttc")
    parser.add_argument("--mono", type=Path, required=True, help="folder of the unpacked @fontsource/noto-sans-mono")
    given = parser.parse_args()
    measured: dict[str, object] = {}
    for weight, name in ((400, "Regular"), (700, "Bold")):
        mono = FOLDER / f"noto-sans-mono-{weight}.woff"
        shutil.copyfile(given.mono / "files" / f"noto-sans-mono-latin-{weight}-normal.woff", mono)
        measured[f"mono-{weight}"] = describe(TTFont(mono))
        target = FOLDER / f"noto-sans-sc-{weight}.woff"
        measured[f"sans-{weight}"] = describe(subset_cjk(given.cjk / f"NotoSansCJK-{name}.ttc", target))
    (FOLDER / "advances.json").write_text(json.dumps(measured, separators=(",", ":")) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
