import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.label_errors import TextUnprintable
from labels.typesetting import (
    check_printable,
    face_for,
    font,
    fonts,
    largest_size,
    lines,
    smallest_legible_mm,
    width_mm,
)

FIELD = ("item name", "品名")
RARE_IN_NAMES = "镕堃喆犇淼翀彧祎旻昶赟烜垚鑫煊嫄玥琰瑄珺皓㛃䶮𫖯龑槑囧鎏璟𬭎𬜬𫓶𡎚"


def every_character_of(encoding: str, leads: range) -> set[str]:
    """What two bytes can say in it; the decoder drops or splits what is no character."""
    pairs = (bytes([lead, trail]) for lead in leads for trail in range(0x40, 0xFF))
    return {text for pair in pairs if len(text := pair.decode(encoding, errors="replace")) == 1 and text != "\ufffd"}


def test_the_fonts_have_every_character_of_gb_2312() -> None:
    missing = [
        text for text in every_character_of("gb2312", range(0xA1, 0xF8)) if font("sans", 700).advance(text) is None
    ]
    assert missing == []


def test_the_fonts_have_all_of_gbk_but_the_one_character_the_readme_names() -> None:
    missing = [text for text in every_character_of("gbk", range(0x81, 0xFF)) if font("sans", 400).advance(text) is None]
    assert missing == ["≒"]


def test_rare_characters_of_personal_names_and_units_can_be_printed() -> None:
    check_printable(FIELD, "青禾血管通路" + RARE_IN_NAMES + "µΩ℃φØ±×éüñçß")


def test_both_weights_have_the_same_characters_so_a_check_of_one_holds_for_both() -> None:
    covered = {
        name: {point for first, last, _ in known.runs for point in range(first, last + 1)}
        for name, known in fonts().items()
    }
    assert covered["sans-400"] == covered["sans-700"]
    assert covered["mono-400"] == covered["mono-700"]


def test_a_character_without_a_glyph_is_refused_with_its_code_point() -> None:
    with pytest.raises(TextUnprintable, match=r"U\+1F600") as refused:
        check_printable(FIELD, "ok 😀")
    assert refused.value.text_zh.startswith("品名中的字符 U+1F600")


def test_a_chinese_character_is_as_wide_as_the_type_size_and_mono_digits_are_0_6() -> None:
    assert width_mm("青禾", "sans", 400, 3.0) == pytest.approx(6.0)
    assert width_mm("0123456789", "mono", 700, 2.0) == pytest.approx(12.0)


def test_identifiers_are_monospaced_unless_the_monospaced_font_lacks_a_character() -> None:
    assert face_for("L2611-00042") == "mono"
    assert face_for("FX 批") == "sans"


NAMES = st.text(alphabet="ab Z9-/（），。青禾血管×", min_size=1, max_size=60)


@given(NAMES, st.floats(min_value=4, max_value=60))
def test_breaking_a_name_loses_nothing_and_no_line_is_too_wide(name: str, room: float) -> None:
    broken = lines(name, 400, 2.0, room)
    assert "".join(broken).replace(" ", "") == name.replace(" ", "")
    assert all(width_mm(line, "sans", 400, 2.0) <= room + 1e-9 for line in broken if len(line) > 1)


def test_latin_words_are_broken_at_spaces_and_a_number_stays_with_its_unit() -> None:
    assert lines("catheter 20G x 32 mm long", 400, 2.0, 17) == ("catheter 20G x", "32 mm long")


def test_a_line_never_starts_with_chinese_closing_punctuation() -> None:
    assert lines("静脉留置针，无菌", 400, 2.0, 10) == ("静脉留置", "针，无菌")


def test_a_line_is_set_as_large_as_wanted_then_as_large_as_fits_then_not_at_all() -> None:
    def size(room: float) -> float:
        return largest_size("0000000000", face="mono", weight=400, room_mm=room, sizes_mm=(2.0, 1.5))

    assert size(30) == 2.0
    assert size(10.8) == pytest.approx(1.8)
    assert size(8) == 0.0


def test_chinese_needs_16_dots_and_latin_12_but_never_below_1_5_mm() -> None:
    assert smallest_legible_mm("王敏", 0.125) == 2.0
    assert smallest_legible_mm("L2611", 0.125) == 1.5
    assert smallest_legible_mm("王敏", 25.4 / 600) == 1.5
