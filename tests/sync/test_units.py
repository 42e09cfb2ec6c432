from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sync.units import converted, is_measure, nearest, units

MEASURED = [unit for unit in units().values() if unit.ratio is not None]


def test_every_kind_has_one_base_or_converts_to_nothing() -> None:
    for kind in {unit.kind for unit in units().values()} - {"count", "package"}:
        assert any(unit.ratio == (1, 1) for unit in MEASURED if unit.kind == kind), kind


def test_what_people_write_elsewhere_is_said_once_and_is_no_code() -> None:
    also = [name for unit in units().values() for name in unit.also]
    assert len(set(also)) == len(also)
    assert not set(also) & set(units())


def test_values_convert_within_their_kind_exactly_or_not_at_all() -> None:
    assert converted("408.15", unit="K", into="Cel") == "135"
    assert converted("0.42", unit="MPa", into="kPa") == "420"
    assert converted("90", unit="s", into="min") == "1.5"
    assert converted("267", unit="[degF]", into="Cel") is None
    assert converted("5", unit="N", into="kPa") is None
    assert converted("5", unit="bag", into="box") is None
    assert converted("130.0", unit="anything", into="anything") == "130.0"


@given(st.sampled_from(MEASURED), st.sampled_from(MEASURED), st.decimals("-9999", "9999", places=3))
def test_there_and_back_is_the_same_value(one: object, other: object, value: object) -> None:
    first, second = one.code, other.code  # type: ignore[attr-defined]  # units
    there = converted(f"{value:f}", unit=first, into=second)
    if there is not None:
        back = converted(there, unit=second, into=first)
        assert back is not None
        assert Fraction(back) == Fraction(f"{value:f}")


def test_the_unit_that_was_meant_is_named_first() -> None:
    meant = {"°C": "Cel", "celsius": "Cel", "Kpa": "kPa", "sec": "s", "Newton": "N", "％": "%", "psi": "[psi]"}
    assert {written: nearest(written)[0] for written in meant} == meant
    assert nearest("&&&") == ("pcs", "kg", "mm")


def test_material_is_counted_in_pieces_packages_and_plain_measures() -> None:
    assert nearest("boxes", stock=True)[0] == "box"
    assert "Cel" not in nearest("celsius", stock=True)
    assert not is_measure("bag")
