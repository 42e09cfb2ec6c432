from pathlib import Path

import pytest

from backend.log.checkpoint_file import CheckpointFile

LONG = [str(n).encode() * 9_000 for n in range(40)]


@pytest.mark.parametrize("written", [[], [b"one"], [b"one", b"two"], LONG])
@pytest.mark.parametrize("torn", [b"", b"torn", b"t" * 200_000])
def test_whole_lines_are_read_forwards_and_backwards(tmp_path: Path, written: list[bytes], torn: bytes) -> None:
    file = CheckpointFile(tmp_path / "lines")
    file.append(written)
    with file.path.open("ab") as raw:
        raw.write(torn)
    assert list(file.lines()) == written
    assert list(file.backwards()) == written[::-1]


def test_appending_removes_a_torn_line_and_nothing_else(tmp_path: Path) -> None:
    file = CheckpointFile(tmp_path / "lines")
    file.append([b"one"])
    with file.path.open("ab") as raw:
        raw.write(b"t" * 100_000)
    file.append([b"two"])
    assert file.path.read_bytes() == b"one\ntwo\n"


def test_a_file_that_does_not_exist_has_no_lines(tmp_path: Path) -> None:
    file = CheckpointFile(tmp_path / "none")
    assert list(file.lines()) == list(file.backwards()) == []


def test_a_part_of_the_file_is_read_by_its_bytes(tmp_path: Path) -> None:
    file = CheckpointFile(tmp_path / "lines")
    file.append([b"one", b"two", b"three"])
    assert list(file.lines(4, 8)) == [b"two"]
