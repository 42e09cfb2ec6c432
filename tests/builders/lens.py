"""What a lens and a sensor do to a picture: perspective, bend, blur, motion, grain. Grey pictures as float arrays."""

from typing import TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

Grey: TypeAlias = NDArray[np.floating]
Random: TypeAlias = np.random.Generator
FINER = 2  # samples a pixel and direction


def limited(picture: Grey) -> NDArray[np.uint8]:
    """As a sensor gives it: whole numbers from 0 to 255."""
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)


def photographed(picture: Grey, rng: Random) -> NDArray[np.uint8]:
    """With the grain that every sensor has."""
    return limited(picture + rng.normal(0, 2, picture.shape))


def distance(size: int) -> tuple[Grey, Grey]:
    """Each pixel's place from the middle, y and x, -0.5 to 0.5 of the picture."""
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    return y / size - 0.5, x / size - 0.5


class Pose(msgspec.Struct, frozen=True):
    """How a label is held: scaled, turned by degrees, leaning away, bent round a bottle."""

    scale: float
    turn: float
    lean: float = 0
    bend: float = 0


def seen(artwork: Grey, size: int, pose: Pose, rng: Random) -> Grey:
    """The artwork near the middle of a square picture."""
    fine = size * FINER
    y, x = np.mgrid[0:fine, 0:fine].astype(np.float32)
    away = rng.uniform(-0.04, 0.04, 2) * size
    y, x = (y + 0.5) / FINER - size / 2 - away[0], (x + 0.5) / FINER - size / 2 - away[1]
    angle = np.deg2rad(pose.turn)
    y, x = np.cos(angle) * y - np.sin(angle) * x, np.sin(angle) * y + np.cos(angle) * x
    half = artwork.shape[0] * pose.scale / 2
    depth = 1 + pose.lean * x / half * 0.5
    y, x = y * depth, x * depth * np.sqrt(1 + pose.lean**2)
    if pose.bend:
        x = np.arcsin(np.clip(x / half * pose.bend, -1, 1)) / np.arcsin(pose.bend) * half
    ground = float(rng.uniform(60, 150))
    sampled = _bilinear(artwork, (y + half) / pose.scale - 0.5, (x + half) / pose.scale - 0.5, ground)
    return np.asarray(sampled.reshape(size, FINER, size, FINER).mean((1, 3)))


def _bilinear(picture: Grey, y: Grey, x: Grey, outside: float) -> Grey:
    height, width = picture.shape
    inside = (y >= 0) & (y < height - 1) & (x >= 0) & (x < width - 1)
    y, x = np.clip(y, 0, height - 1.001), np.clip(x, 0, width - 1.001)
    top, left = y.astype(int), x.astype(int)
    down, right = y - top, x - left
    upper = picture[top, left] * (1 - right) + picture[top, left + 1] * right
    lower = picture[top + 1, left] * (1 - right) + picture[top + 1, left + 1] * right
    return np.where(inside, upper * (1 - down) + lower * down, outside)


def blurred(picture: Grey, sigma: float) -> Grey:
    """Out of focus by a Gaussian of ``sigma`` pixels."""
    reach = max(1, int(np.ceil(3 * sigma)))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    return _across(_across(picture, kernel / kernel.sum()).T, kernel / kernel.sum()).T


def _across(picture: Grey, kernel: Grey) -> Grey:
    reach = len(kernel) // 2
    wide = np.pad(picture, ((0, 0), (reach, reach)), mode="edge")
    width = picture.shape[1]
    return np.asarray(sum(part * wide[:, n : n + width] for n, part in enumerate(kernel)))


def motion(picture: Grey, *, length: float, angle: float) -> Grey:
    """The camera moved ``length`` pixels in a straight line while it looked."""
    steps = np.linspace(-0.5, 0.5, max(2, round(length)))
    moved = [_shifted(picture, np.sin(angle) * length * step, np.cos(angle) * length * step) for step in steps]
    return np.asarray(np.mean(moved, axis=0))


def _shifted(picture: Grey, down: float, right: float) -> Grey:
    y, x = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]].astype(np.float32)
    return _bilinear(picture, y - down, x - right, float(picture.mean()))
