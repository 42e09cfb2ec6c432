from backend.app import registry_items, registry_material, registry_shipping
from backend.material.entries import PlaceHold
from backend.material.state import Container, Edge, Lot, Unit
from backend.shipping.entries import Content, Level, PackContainer, UnpackContainer
from tests.builders.production import stocked
from tests.builders.receiving import codes
from tests.builders.world import World

LOT = "FG-260301"


def company() -> World:
    world = World(registry_items.CAPABILITY, registry_material.CAPABILITY, registry_shipping.CAPABILITY)
    world.put(*stocked(LOT, "FG-A"))
    return world


def content(**named: str) -> Content:
    nothing = dict.fromkeys(Content.__struct_fields__)
    return Content(**(nothing | named))


def lot(number: str = LOT, quantity: str = "50") -> Content:
    return content(lot=number, quantity=quantity)


def unit(serial: str) -> Content:
    return content(item="PX-1", serial=serial)


def pack(container: str, *contents: Content, level: Level = "box") -> PackContainer:
    return PackContainer(container=container, contents=contents, level=level, scans=())


def inside(world: World, container: str) -> list[tuple[str, str | None]]:
    """What is in a container now, with its quantity."""
    node = world.get(Container, container).node
    names = {u.node: u.serial for u in world.all(Unit)} | {c.node: c.code for c in world.all(Container)}
    return [
        (names.get(edge.input, "a lot"), None if edge.quantity is None else f"{edge.quantity:f}")
        for edge in world.all(Edge)
        if edge.output == node and edge.ended_at is None
    ]


def test_boxes_go_into_cartons_and_what_is_in_them_is_known() -> None:
    world = company()
    assert codes(world.record(pack("B1", lot()))) == []
    assert codes(world.record(pack("C1", content(container="B1"), level="carton"))) == []
    assert inside(world, "B1") == [("a lot", "50")]
    assert inside(world, "C1") == [("B1", None)]
    assert (world.get(Container, "B1").level, world.get(Container, "C1").level) == ("box", "carton")


def test_things_that_nobody_knows_yet_are_packed_as_stubs() -> None:
    world = company()
    world.record(pack("B1", lot("FG-9"), unit("0001"), content(container="B9")))
    assert world.get(Lot, "FG-9").stub
    assert world.get(Unit, "PX-1", "0001").stub
    assert {name for name, _ in inside(world, "B1")} == {"a lot", "0001", "B9"}


def test_c14_a_unit_in_two_boxes_puts_both_in_doubt_and_keeps_both_records() -> None:
    world = company()
    world.record(pack("B1", unit("0001")))
    assert codes(world.record(pack("B2", unit("0001")))) == ["PACKED_TWICE"]
    assert inside(world, "B1") == inside(world, "B2") == [("0001", None)]
    assert codes(world.record(UnpackContainer(container="B1", contents=None))) == []
    assert inside(world, "B1") == []
    assert codes(world.record(pack("B2", unit("0001")))) == []


def test_nothing_is_packed_into_itself() -> None:
    world = company()
    world.record(pack("C1", content(container="B1"), level="carton"))
    world.record(pack("P1", content(container="C1"), level="pallet"))
    assert codes(world.record(pack("B1", content(container="P1")))) == ["PACKED_IN_ITSELF"]
    assert codes(world.record(pack("B1", content(container="B1")))) == ["PACKED_IN_ITSELF"]
    assert inside(world, "B1") == []


def test_what_is_on_hold_is_packed_and_said() -> None:
    world = company()
    world.record(PlaceHold(lot=LOT, photos=(), reason_code="DAMAGED", text=""))
    assert codes(world.record(pack("B1", lot()))) == ["PACKED_ON_HOLD"]


def test_an_unclear_content_is_not_packed() -> None:
    world = company()
    unclear = (content(), content(lot=LOT), lot(quantity="0"), content(lot=LOT, container="B2", quantity="1"))
    for each in unclear:
        assert codes(world.record(pack("B1", each))) == ["PACKED_UNCLEAR"]
    assert codes(world.record(pack("B1", unit("1"), unit("1")))) == ["PACKED_UNCLEAR"]
    assert inside(world, "B1") == [("1", None)]


def test_some_of_a_lot_comes_out_again_and_no_more_than_there_is() -> None:
    world = company()
    world.record(pack("B1", lot()))
    assert codes(world.record(UnpackContainer(container="B1", contents=(lot(quantity="20"),)))) == []
    assert inside(world, "B1") == [("a lot", "30")]
    assert codes(world.record(UnpackContainer(container="B1", contents=(lot(quantity="31"),)))) == ["UNPACKED_NOT_IN"]
    assert codes(world.record(UnpackContainer(container="B1", contents=(unit("7"),)))) == ["UNPACKED_NOT_IN"]
