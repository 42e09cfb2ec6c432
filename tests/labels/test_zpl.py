"""ZPL: the picture comes back dot by dot, nothing in the data becomes a command, what a printer says is understood."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from labels.zpl import NativeDataMatrix, field, graphic, is_safe_natively, native, zpl_label
from labels.zpl_status import read_counter, read_status

READY = b"\x02030,0,0,0320,000,0,0,0,000,0,0,0\x03\r\n\x02001,0,0,0,1,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
HEX = "0123456789ABCDEF"


def expanded(command: str) -> tuple[int, int, str]:
    """Read a `^GFA` field as a printer does: bytes in all, bytes a row, the hexadecimal digits."""
    found = re.fullmatch(r"\^GFA,(\d+),(\d+),(\d+),(.*)", command)
    assert found is not None
    assert found[1] == found[2]
    total, width = int(found[1]), 2 * int(found[3])
    done, row, count = "", "", 0
    for character in found[4]:
        if character in HEX:
            row += character * (count or 1)
            count = 0
        elif "G" <= character <= "Y":
            count += ord(character) - ord("F")
        elif "g" <= character <= "z":
            count += 20 * (ord(character) - ord("f"))
        elif character in ",!":
            row += ("0" if character == "," else "F") * (width - len(row))
        else:
            assert (character, row) == (":", "")
            row = done[-width:]
        if len(row) == width:
            done, row = done + row, ""
    assert (row, len(done)) == ("", 2 * total)
    return total, width // 2, done


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(1, 75), st.integers(1, 12))
def test_a_picture_comes_back_dot_by_dot(data: st.DataObject, width: int, height: int) -> None:
    rows = data.draw(
        st.lists(st.lists(st.booleans(), min_size=width, max_size=width), min_size=height, max_size=height)
    )
    image = Image.new("1", (width, height), 1)
    image.putdata([0 if dark else 1 for row in rows for dark in row])
    _, row_bytes, digits = expanded(graphic(image))
    bits = [f"{int(digits[at : at + 2], 16):08b}" for at in range(0, len(digits), 2)]
    lines = ["".join(bits[at : at + row_bytes]) for at in range(0, len(bits), row_bytes)]
    assert [line[:width] for line in lines] == ["".join("01"[dark] for dark in row) for row in rows]
    assert all(set(line[width:]) <= {"0"} for line in lines), "dots beyond the right edge"


@pytest.mark.parametrize("width", [400, 8, 812 * 8])
def test_a_black_and_a_white_picture_are_short(width: int) -> None:
    for colour in (0, 1):
        command = graphic(Image.new("1", (width, 100), colour))
        expanded(command)
        assert len(command) < 140


def test_a_label_is_one_format_printed_once() -> None:
    written = zpl_label(Image.new("1", (560, 320), 1)).decode()
    assert re.findall(r"\^(X[AZ]|PQ[^^]*)", written) == ["XA", "PQ1,0,0,N", "XZ"]
    assert "^PW560^LL320" in written
    assert "~" not in written


@given(st.text(max_size=60))
def test_nothing_in_a_field_becomes_a_command(text: str) -> None:
    written = field(text)
    assert written.startswith("^FH\\^FD")
    assert written.endswith("^FS")
    inside = written[len("^FH\\^FD") : -len("^FS")]
    assert not set(inside) & {"^", "~"}
    assert inside.isascii()
    assert inside.isprintable()
    again = re.sub(r"\\([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), inside).encode("latin-1")
    assert again.decode("utf-8") == text


@pytest.mark.parametrize("text", ["10A^XZ", "10~JA", "10\x00", "10批", "10A#B", ""])
def test_a_symbol_is_drawn_natively_only_from_characters_that_ai_data_may_have(text: str) -> None:
    symbol = NativeDataMatrix(x_dots=8, y_dots=8, module_dots=3, text=text, modules=22)
    assert not is_safe_natively(text)
    with pytest.raises(ValueError, match="set 82"):
        native(symbol)


def test_a_native_datamatrix_names_its_size_and_escapes_its_escape() -> None:
    text = "0106901234567892" + "10A_1\x1d21S/1"
    symbol = NativeDataMatrix(x_dots=16, y_dots=24, module_dots=3, text=text, modules=22)
    assert native(symbol) == "^FO16,24^BXN,3,200,22,22,6,_,1^FH\\^FD_1010690123456789210A__1_121S/1^FS"


def test_a_ready_printer_is_idle_without_trouble() -> None:
    status = read_status(READY)
    assert status is not None
    assert (status.idle, status.trouble) == (True, "")


@pytest.mark.parametrize(
    ("find", "put", "trouble", "idle"),
    [
        (b"\x02030,0,0", b"\x02030,1,0", "paper_out", True),
        (b"\x02030,0,0", b"\x02030,0,1", "paused", True),
        (b"\x02001,0,0,0", b"\x02001,0,1,0", "head_open", True),
        (b"\x02001,0,0,0", b"\x02001,0,0,1", "ribbon_out", True),
        (b"0320,000,", b"0320,003,", "", False),
        (b"00000000,1", b"00000007,1", "", False),
        (b",0,0,0,000,0,0,0\x03", b",0,0,1,000,0,0,0\x03", "", False),
        (b"000,0,0,0\x03", b"000,0,0,1\x03", "too_hot", True),
    ],
)
def test_what_a_printer_says_is_understood(find: bytes, put: bytes, trouble: str, idle: bool) -> None:  # noqa: FBT001
    assert READY.count(find) == 1
    status = read_status(READY.replace(find, put))
    assert status is not None
    assert (status.trouble, status.idle) == (trouble, idle)


@pytest.mark.parametrize(
    "answer", [b"", b"\x02030,0,0\x03", READY[:60], b"HTTP/1.1 400 Bad Request", b"\x02a,b\x03" * 3]
)
def test_an_answer_that_is_no_status_gives_none(answer: bytes) -> None:
    assert read_status(answer) is None


def test_the_counter_is_a_number_or_not_there() -> None:
    assert read_counter(b'"20413"') == 20413
    assert read_counter(b'"12 LABELS"') == 12
    assert read_counter(b'"?"') is None
    assert read_counter(b"") is None
