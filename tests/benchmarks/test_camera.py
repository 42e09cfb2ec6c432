"""The camera's reader on frames of every hard kind: it reads at least what zxing-wasm reads, and nothing wrongly."""

import pytest

from tests.benchmarks.camera import Read, is_right, read_frames, wrong_reads
from tests.builders.hard_frames import CONDITIONS, Frame, hard_frames

EACH = 2
READ_AT_LEAST = 27
MORE_THAN_ALONE = 5


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Frame, Read]]:
    frames = list(hard_frames(EACH, seed=5))
    assert len(frames) == EACH * (len(CONDITIONS) + 1)
    return list(zip(frames, read_frames(frames), strict=True))


def test_no_frame_is_read_wrongly_whatever_was_done_to_it(pairs: list[tuple[Frame, Read]]) -> None:
    assert [wrong for frame, read in pairs for wrong in wrong_reads(frame, read.camera.texts)] == []


def test_the_ladder_reads_more_hard_frames_than_the_decoder_alone(pairs: list[tuple[Frame, Read]]) -> None:
    ours = {n for n, (frame, read) in enumerate(pairs) if is_right(frame, read.camera.texts)}
    plain = {n for n, (frame, read) in enumerate(pairs) if is_right(frame, read.plain.texts)}
    assert len(ours) >= READ_AT_LEAST
    assert len(ours) >= len(plain) + MORE_THAN_ALONE


def test_dots_struck_into_metal_are_read_which_no_decoder_does_alone(pairs: list[tuple[Frame, Read]]) -> None:
    peened = [(frame, read) for frame, read in pairs if frame.condition == "dot-peened"]
    assert all(is_right(frame, read.camera.texts) for frame, read in peened)
    assert not any(is_right(frame, read.plain.texts) for frame, read in peened)


def test_a_frame_that_reads_at_once_is_given_no_rung(pairs: list[tuple[Frame, Read]]) -> None:
    easy = [read.camera for _, read in pairs if read.camera.texts and len(read.camera.looks) == 1]
    assert len(easy) > EACH
    assert {camera.rung for camera in easy} == {None}
