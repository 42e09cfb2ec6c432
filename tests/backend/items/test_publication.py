"""Identifiers in regulators' databases, and HIBC identifiers: one test for each outcome."""

from datetime import date
from typing import Any

import msgspec
import pytest

from backend.items.entries import AllocateHibc, HibcLevel, RecordPublication
from backend.items.state import Publication
from backend.log.vocabulary import Decision
from labels.device_identifiers import has_form, has_sound_check
from tests.backend.items.test_identity import allocate, licensed, prefix, refusal, tree
from tests.builders.numbers import PUMP
from tests.builders.world import World, explained

DI = "09521234000006"
SENT, PUBLIC = date(2026, 2, 1), date(2026, 2, 20)


def publish(world: World, **fields: Any) -> Decision:  # noqa: ANN401 - any field of the entry
    body: dict[str, Any] = {"di": DI, "published_on": None, "record_key": "", "regime": "NMPA", "submitted_on": SENT}
    return world.record(RecordPublication(**(body | fields)))


def company() -> World:
    world = licensed()
    assert allocate(world, (1, 50)).refusal is None
    return world


def hibc(world: World, *packages: tuple[int, int], **fields: Any) -> Decision:  # noqa: ANN401 - as above
    levels = tuple(HibcLevel(unit=unit, quantity=quantity) for unit, quantity in packages)
    body: dict[str, Any] = {"base_quantity": None, "base_unit": 0, "item": PUMP.number, "packages": levels}
    return world.record(AllocateHibc(**(body | {"prefix": "B123", "product": "PX1"} | fields)))


def labeler() -> World:
    world = licensed()
    assert world.record(prefix("B123", agency="HIBCC", issued_by="HIBCC")).refusal is None
    return world


def test_a_submission_is_recorded_and_becomes_public_later() -> None:
    world = company()
    assert publish(world).refusal is None
    assert publish(world, published_on=PUBLIC, record_key="K-1").refusal is None
    assert world.all(Publication) == [
        Publication(di=DI, regime="NMPA", item=PUMP.number, submitted_on=SENT, published_on=PUBLIC, record_key="K-1")
    ]


def test_what_is_public_keeps_its_dates_while_its_key_and_other_regimes_may_follow() -> None:
    world = company()
    assert publish(world, published_on=PUBLIC).refusal is None
    for changed in ({"published_on": None}, {"published_on": date(2026, 2, 21)}):
        assert refusal(publish(world, **changed)) == "PUBLICATION_FIXED"
    assert publish(world, published_on=PUBLIC, record_key="K-2").refusal is None
    assert publish(world, regime="EU").refusal is None
    assert publish(world, regime="EU").events == ()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"di": "09521234999999"}, "PUBLICATION_IDENTIFIER_UNKNOWN"),
        ({"submitted_on": date(2026, 3, 3)}, "PUBLICATION_DATES_WRONG"),
        ({"published_on": date(2026, 3, 3)}, "PUBLICATION_DATES_WRONG"),
        ({"published_on": date(2026, 1, 31)}, "PUBLICATION_DATES_WRONG"),
    ],
)
def test_a_publication_that_cannot_be_is_refused(fields: dict[str, Any], code: str) -> None:
    decision = publish(company(), **fields)
    assert refusal(decision) == code
    assert decision.refusal is not None
    explained(code, decision.refusal.detail)


def test_hibc_identifiers_are_the_labelers_code_the_product_number_and_a_digit_for_each_package() -> None:
    world = labeler()
    assert hibc(world, (1, 50), (2, 10)).refusal is None
    assert tree(world) == [
        ("B123PX10", None, None, "1"),
        ("B123PX11", "B123PX10", 50, "50"),
        ("B123PX12", "B123PX11", 10, "500"),
    ]
    assert all(has_form("HIBCC", di) and has_sound_check("HIBCC", di) for di, *_ in tree(world))


def test_an_item_may_have_a_gtin_and_an_hibc_identifier_but_not_two_of_hibc() -> None:
    world = labeler()
    assert allocate(world).refusal is None
    assert hibc(world).refusal is None
    assert refusal(hibc(world, product="PX2")) == "ITEM_HAS_IDENTIFIER"


@pytest.mark.parametrize(
    ("packages", "fields", "code"),
    [
        ((), {"item": "NONE"}, "ITEM_UNKNOWN"),
        ((), {"prefix": "C999"}, "LABELER_UNKNOWN"),
        (((0, 5),), {}, "UNIT_OF_MEASURE_TWICE"),
    ],
)
def test_hibc_identifiers_that_cannot_be_are_refused(
    packages: tuple[tuple[int, int], ...], fields: dict[str, Any], code: str
) -> None:
    decision = hibc(labeler(), *packages, **fields)
    assert refusal(decision) == code
    assert decision.refusal is not None
    explained(code, decision.refusal.detail)


def test_a_product_number_is_never_given_twice() -> None:
    world = labeler()
    world.record(msgspec.structs.replace(PUMP, number="FG-PX2"))
    assert hibc(world).refusal is None
    decision = hibc(world, item="FG-PX2")
    assert refusal(decision) == "PRODUCT_NUMBER_TAKEN"
    assert decision.refusal is not None
    explained("PRODUCT_NUMBER_TAKEN", decision.refusal.detail)
