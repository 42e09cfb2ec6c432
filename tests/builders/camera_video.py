"""A film for a browser's fake camera: labels held in a hand, leaning, with grain; JPEG pictures one after the other."""

from io import BytesIO
from pathlib import Path

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from tests.builders.hard_frames import MODULE
from tests.builders.lens import Grey, Pose, blurred, photographed, seen

WIDTH, HEIGHT = 1280, 720
PICTURES = 8
QUIET = 4
QUALITY = 60


def element_string(bracketed: str) -> zxingcpp.Barcode:
    """A GS1 DataMatrix of `[01]…[10]…`."""
    return zxingcpp.create_barcode(bracketed, zxingcpp.BarcodeFormat.DataMatrix, gs1=True, force_square=True)


def card(text: str) -> zxingcpp.Barcode:
    """A QR code of plain text, as on location cards and badges."""
    return zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)


def film(file: Path, *codes: zxingcpp.Barcode, seed: int = 1, pictures: int = PICTURES) -> None:
    """Write the film; the fake camera shows it again and again. Without codes there is only the label's print."""
    rng = np.random.default_rng(seed)
    artwork = _label(codes)
    taken = BytesIO()
    for n in range(pictures):
        sway = np.sin(2 * np.pi * n / pictures)
        scale = 0.8 * HEIGHT / artwork.shape[0]
        square = seen(artwork, HEIGHT, Pose(scale, turn=9 + 4 * sway, lean=0.25 + 0.05 * sway), rng)
        around = (WIDTH - HEIGHT) // 2
        wide = np.pad(square, ((0, 0), (around, around)), mode="edge")
        noisy = blurred(wide, 0.9) + rng.normal(0, 7, wide.shape)
        Image.fromarray(photographed(noisy, rng)).convert("RGB").save(taken, "JPEG", quality=QUALITY)
    file.write_bytes(taken.getvalue())


def _label(codes: tuple[zxingcpp.Barcode, ...]) -> Grey:
    """Symbols beside each other on white paper, print above and below."""
    symbols = [np.asarray(code.to_image(scale=MODULE, add_quiet_zones=False)) for code in codes]
    gap = QUIET * MODULE
    width = max(sum(symbol.shape[1] + gap for symbol in symbols) + gap, 40 * MODULE)
    side = max([width, *(symbol.shape[0] + 2 * gap for symbol in symbols)])
    paper = Image.new("L", (side, side), 225)
    draw = ImageDraw.Draw(paper)
    font = ImageFont.load_default(size=3 * MODULE)
    for y in (MODULE, side - 5 * MODULE):
        draw.text((2 * MODULE, y), "REF 4711  LOT / EXP", fill=30, font=font)
    left = (side - width) // 2 + gap
    for symbol in symbols:
        paper.paste(Image.fromarray(symbol), (left, (side - symbol.shape[0]) // 2))
        left += symbol.shape[1] + gap
    return np.asarray(paper, np.float32)
