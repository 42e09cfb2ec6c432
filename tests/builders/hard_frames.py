"""Camera frames that are hard to read, made up from a seed: fifteen conditions, each on a label with a GS1 DataMatrix.
Grey pictures as a phone's centred region gives them; what is in them is known, so a wrong read shows.
"""

from collections.abc import Callable, Iterator
from io import BytesIO

import msgspec
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from labels.check_digits import check_digit
from tests.builders.lens import Grey, Pose, Random, blurred, distance, limited, motion, photographed, seen

SIZE = 480
MODULE = 8  # pixels a module in the artwork, before the lens
QUIET = 2
GS = "\x1d"
SET_82 = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-./_"


class Frame(msgspec.Struct, frozen=True):
    """A picture and what a reader must find in it: the text as transmitted, null where there is nothing to find."""

    condition: str
    picture: NDArray[np.uint8]
    text: str | None


def payload(rng: Random) -> str:
    """A valid element string: GTIN, expiry, lot, and every second time a serial."""
    digits = "0" + "".join(str(rng.integers(10)) for _ in range(12))
    lot = "".join(rng.choice(list(SET_82), rng.integers(4, 11)))
    day = f"{rng.integers(27, 33):02}{rng.integers(1, 13):02}{rng.integers(1, 29):02}"
    text = f"01{digits}{check_digit(digits)}17{day}10{lot}"
    if rng.random() < 0.5:
        text += f"{GS}21{''.join(str(rng.integers(10)) for _ in range(rng.integers(5, 10)))}"
    return text


def modules(text: str) -> NDArray[np.bool_]:
    """The GS1 DataMatrix of an element string, True is dark."""
    lot, _, serial = text[26:].partition(GS)
    bracketed = f"[01]{text[2:16]}[17]{text[18:24]}[10]{lot}" + (f"[21]{serial[2:]}" if serial else "")
    barcode = zxingcpp.create_barcode(bracketed, zxingcpp.BarcodeFormat.DataMatrix, gs1=True, force_square=True)
    assert barcode.bytes == text.encode()
    return np.asarray(barcode.to_image(scale=1, add_quiet_zones=False)) < 128


def _artwork(rng: Random, text: str, dark: float = 35, light: float = 215) -> Grey:
    """A printed label: the symbol in the middle of paper, lines of print around it."""
    cells = np.pad(modules(text), QUIET)
    side = cells.shape[0] * MODULE
    paper = np.full((side * 2, side * 2), light, np.float32)
    picture = Image.fromarray(paper.astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=side // 10)
    for row in range(0, 2 * side, side // 8):
        words = " ".join("".join(rng.choice(list(SET_82), rng.integers(3, 9))) for _ in range(5))
        draw.text((side // 16, row), words, fill=int(dark), font=font)
    paper = np.asarray(picture, np.float32).copy()
    symbol = np.where(np.kron(cells, np.ones((MODULE, MODULE))) > 0, dark, light)
    start = side // 2
    paper[start : start + side, start : start + side] = symbol
    return paper


def _peened(rng: Random, text: str) -> Grey:
    """Dots struck into brushed metal: each module its own dent, with a bright lip, nothing in between."""
    cells = np.pad(modules(text), QUIET + 1)
    side = cells.shape[0] * MODULE
    brushed = np.repeat(rng.normal(0, 9, (side, 1)), side, axis=1) + rng.normal(0, 4, (side, side))
    metal = blurred((165 + brushed).astype(np.float32), 0.8)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32)
    radius = rng.uniform(0.3, 0.4) * MODULE
    for row, column in np.argwhere(cells):
        centre = (row + 0.5) * MODULE + rng.normal(0, 0.3), (column + 0.5) * MODULE + rng.normal(0, 0.3)
        box = (
            slice(int(centre[0] - MODULE), int(centre[0] + MODULE) + 1),
            slice(int(centre[1] - MODULE), int(centre[1] + MODULE) + 1),
        )
        away = np.hypot(y[box] - centre[0], x[box] - centre[1])
        lip = np.clip(1 - np.abs(away - radius) / 1.2, 0, 1) * 25 * (x[box] > centre[1])
        metal[box] += lip - 110 * np.clip(radius - away + 0.5, 0, 1)
    return metal


def _plain(rng: Random, text: str, size: float = 5.5, **more: float) -> Grey:
    """An ordinary view with a little turn; ``size`` is the pixels a module takes."""
    turn = more.pop("turn", float(rng.uniform(-6, 6)))
    lean = more.pop("lean", 0.0)
    bend = more.pop("bend", 0.0)
    return seen(_artwork(rng, text, **more), SIZE, Pose(size / MODULE, turn, lean, bend), rng)


def _blur(rng: Random, text: str) -> Grey:
    return blurred(_plain(rng, text), rng.uniform(1.6, 3.4))


def _noise(rng: Random, text: str) -> Grey:
    return _plain(rng, text) + rng.normal(0, rng.uniform(12, 55), (SIZE, SIZE))


def _low_contrast(rng: Random, text: str) -> Grey:
    dark = rng.uniform(70, 150)
    return _plain(rng, text, dark=dark, light=dark + rng.uniform(7, 22))


def _inverted(rng: Random, text: str) -> Grey:
    return blurred(255 - _plain(rng, text, size=4.5), rng.uniform(0.5, 2.6))


def _tilt(rng: Random, text: str) -> Grey:
    lean = rng.uniform(0.5, 1.1) * rng.choice([-1, 1])
    return blurred(_plain(rng, text, size=6, lean=lean), 0.8)


def _tiny(rng: Random, text: str) -> Grey:
    return blurred(_plain(rng, text, size=rng.uniform(1.2, 2.2)), 0.4)


def _dot_peened(rng: Random, text: str) -> Grey:
    metal = _peened(rng, text)
    return blurred(seen(metal, SIZE, Pose(rng.uniform(1.0, 1.5), rng.uniform(-4, 4)), rng), 0.8)


def _uneven(rng: Random, text: str) -> Grey:
    y, x = distance(SIZE)
    angle = rng.uniform(0, 2 * np.pi)
    slope = 1 / (1 + np.exp(-rng.uniform(6, 24) * (np.cos(angle) * x + np.sin(angle) * y)))
    return np.asarray(_plain(rng, text, dark=70) * (0.04 + 0.96 * slope))


def _glare(rng: Random, text: str) -> Grey:
    y, x = distance(SIZE)
    away = np.hypot(x - rng.uniform(-0.12, 0.12), y - rng.uniform(-0.12, 0.12))
    return np.asarray(_plain(rng, text) * 0.6 + rng.uniform(90, 300) * np.exp(-((away / rng.uniform(0.05, 0.2)) ** 2)))


def _covered(rng: Random, text: str) -> Grey:
    """A spot of ink, a tear or the end of a thread on the symbol."""
    y, x = distance(SIZE)
    angle = rng.uniform(0, np.pi)
    y, x = y - rng.uniform(-0.1, 0.1), x - rng.uniform(-0.1, 0.1)
    along, across = np.cos(angle) * x + np.sin(angle) * y, np.cos(angle) * y - np.sin(angle) * x
    spot = np.hypot(along / rng.uniform(0.015, 0.09), across / rng.uniform(0.01, 0.03)) < 1
    return np.where(spot, float(rng.choice([40, 120, 200])), _plain(rng, text))


def _motion(rng: Random, text: str) -> Grey:
    return motion(_plain(rng, text), length=rng.uniform(4, 11), angle=rng.uniform(0, np.pi))


def _turned(rng: Random, text: str) -> Grey:
    return blurred(_plain(rng, text, size=4, turn=rng.uniform(0, 360)), rng.uniform(0.6, 1.6))


def _jpeg(rng: Random, text: str) -> Grey:
    stored = BytesIO()
    picture = blurred(_plain(rng, text, size=3.2), 0.6)
    Image.fromarray(limited(picture)).save(stored, "JPEG", quality=int(rng.integers(3, 14)))
    return np.asarray(Image.open(stored), np.float32)


def _curved(rng: Random, text: str) -> Grey:
    return blurred(_plain(rng, text, bend=rng.uniform(0.7, 0.97)), 0.8)


def _dim(rng: Random, text: str) -> Grey:
    """Little light on something dull: dim, soft and noisy at once, as most hard labels are."""
    dim = blurred(_plain(rng, text, size=4.5, dark=40, light=rng.uniform(75, 110)), rng.uniform(0.8, 1.6))
    return dim + rng.normal(0, rng.uniform(4, 9), (SIZE, SIZE))


CONDITIONS: dict[str, Callable[[Random, str], Grey]] = {
    "out of focus": _blur,
    "noise": _noise,
    "low contrast": _low_contrast,
    "inverted": _inverted,
    "leaning away": _tilt,
    "tiny": _tiny,
    "dot-peened": _dot_peened,
    "uneven light": _uneven,
    "glare": _glare,
    "partly covered": _covered,
    "moved": _motion,
    "turned": _turned,
    "JPEG artefacts": _jpeg,
    "curved": _curved,
    "dim and soft": _dim,
}


def hard_frames(each: int, seed: int = 1) -> Iterator[Frame]:
    """``each`` frames of every condition, then as many of print and metal that carry no symbol."""
    for number, (condition, taken) in enumerate(CONDITIONS.items()):
        for n in range(each):
            rng = np.random.default_rng((seed, number, n))
            text = payload(rng)
            yield Frame(condition, photographed(taken(rng, text), rng), text)
    for n in range(each):
        rng = np.random.default_rng((seed, len(CONDITIONS), n))
        yield Frame("no symbol", photographed(_without_symbol(rng), rng), None)


def _without_symbol(rng: Random) -> Grey:
    artwork = _artwork(rng, payload(rng))
    side = artwork.shape[0]
    artwork[side // 4 : 3 * side // 4, side // 4 : 3 * side // 4] = rng.choice([35, 120, 215], (side // 2, side // 2))
    return seen(artwork, SIZE, Pose(0.7, rng.uniform(0, 360)), rng)
