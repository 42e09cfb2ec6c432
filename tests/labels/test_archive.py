"""An archive is handed out while it is written, and is one only when it is whole."""

import io
import zipfile

from labels.archive import Archive

PICTURES = {f"{n:05}.svg": f"<svg>{n}</svg>".encode() * 500 for n in range(1, 41)}


def written(*, whole: bool) -> tuple[bytes, list[int]]:
    archive, parts = Archive(), []
    for name, content in PICTURES.items():
        archive.add(name, content, shrink=True)
        parts.append(archive.taken())
    if whole:
        archive.close()
        parts.append(archive.taken())
    return b"".join(parts), [len(part) for part in parts]


def test_what_was_added_is_handed_out_at_once_and_kept_no_longer() -> None:
    content, sizes = written(whole=True)
    assert all(0 < size < 500 for size in sizes[:-1])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == PICTURES


def test_equal_members_give_equal_bytes() -> None:
    assert written(whole=True) == written(whole=True)


def test_an_archive_that_broke_off_is_none() -> None:
    assert not zipfile.is_zipfile(io.BytesIO(written(whole=False)[0]))
