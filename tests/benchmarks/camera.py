"""How many hard frames the camera's reader reads, condition by condition, beside zxing-wasm as it comes; wrong reads.

`read_frames` is the same in the suite, with fewer frames.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import msgspec

from tests.builders.hard_frames import CONDITIONS, Frame, hard_frames

PWA = Path(__file__).parents[2] / "pwa"
EACH = 30


class Plain(msgspec.Struct, frozen=True):
    """What zxing-wasm as it comes found, and its time in milliseconds."""

    texts: tuple[str, ...]
    ms: float


class Camera(msgspec.Struct, frozen=True):
    """What the camera's reader found, the rung that found it, and the time of each look at the same frame."""

    texts: tuple[str, ...]
    rung: str | None
    looks: tuple[float, ...]


class Read(msgspec.Struct, frozen=True):
    """One frame, read both ways."""

    plain: Plain
    camera: Camera


def read_frames(frames: Sequence[Frame]) -> list[Read]:
    """Hand the frames to node; one answer for each."""
    with TemporaryDirectory() as folder:
        sizes = [{"width": frame.picture.shape[1], "height": frame.picture.shape[0]} for frame in frames]
        Path(folder, "frames.json").write_text(json.dumps(sizes))
        Path(folder, "frames.bin").write_bytes(b"".join(frame.picture.tobytes() for frame in frames))
        command = [str(Path(sys.executable).parent / "node"), "tools/read-frames.ts", folder]
        answer = subprocess.run(command, cwd=PWA, stdout=subprocess.PIPE, check=True)
    return [msgspec.json.decode(line, type=Read) for line in answer.stdout.splitlines()]


def is_right(frame: Frame, texts: tuple[str, ...]) -> bool:
    """Whether the frame's one symbol was read."""
    return frame.text is not None and f"]d2{frame.text}" in texts


def wrong_reads(frame: Frame, texts: tuple[str, ...]) -> list[str]:
    """Whatever was read that is not in the frame."""
    return [text for text in texts if frame.text is None or text != f"]d2{frame.text}"]


def measure() -> None:
    """Print the table."""
    frames = list(hard_frames(EACH))
    reads = read_frames(frames)
    print(f"\nCamera: {EACH} frames each of {len(CONDITIONS)} conditions, and {EACH} without a symbol")
    print(f"  {'':16} {'ladder':>8} {'zxing-wasm':>11} {'looks, median':>14}")
    for condition in [*CONDITIONS, "no symbol"]:
        _line(condition, [pair for pair in zip(frames, reads, strict=True) if pair[0].condition == condition])
    _line("all", [pair for pair in zip(frames, reads, strict=True) if pair[0].text is not None])
    _times(reads)
    for frame, read in zip(frames, reads, strict=True):
        for way, texts in (("ladder", read.camera.texts), ("zxing-wasm", read.plain.texts)):
            for text in wrong_reads(frame, texts):
                print(f"  WRONG by {way}: {frame.condition}: {text!r} instead of {frame.text!r}")


def _line(name: str, pairs: list[tuple[Frame, Read]]) -> None:
    ours = [read for frame, read in pairs if is_right(frame, read.camera.texts)]
    plain = sum(is_right(frame, read.plain.texts) for frame, read in pairs)
    looks = f"{median(len(read.camera.looks) for read in ours):g}" if ours else ""
    wrong = sum(len(wrong_reads(frame, read.camera.texts)) for frame, read in pairs)
    print(f"  {name:16} {len(ours):>4}/{len(pairs):<3} {plain:>7}/{len(pairs):<3} {looks:>14}   {wrong} wrong")


def _times(reads: list[Read]) -> None:
    easy = [read.camera.looks[0] for read in reads if len(read.camera.looks) == 1]
    missed = [read.camera.looks[0] for read in reads if len(read.camera.looks) > 1]
    rungs = [look for read in reads for look in read.camera.looks[2:]]
    plain = [read.plain.ms for read in reads]
    print("  milliseconds a frame        median      p95")
    for name, times in (("easy, read", easy), ("easy, missed", missed), ("with a rung", rungs), ("zxing-wasm", plain)):
        print(f"  {name:24} {median(times):>9.1f} {quantiles(times, n=20)[18]:>8.1f}")
