import msgspec

from backend.app import registry_items
from backend.items.entries import NameTerm
from backend.items.state import Term
from tests.builders.world import World

SEALER = NameTerm(code="sealer", kind="equipment_class", name_en="Sealer", name_zh="封合机")


def test_done_a_class_is_called_so_in_both_languages() -> None:
    world = World(registry_items.CAPABILITY)
    assert len(world.record(SEALER).events) == 1
    assert world.get(Term, "equipment_class", "sealer").name_zh == "封合机"


def test_done_the_last_names_hold_and_saying_them_again_changes_nothing() -> None:
    world = World(registry_items.CAPABILITY)
    world.record(SEALER)
    assert world.record(SEALER).events == ()
    world.record(msgspec.structs.replace(SEALER, name_zh="热封机"))
    assert [term.name_zh for term in world.all(Term)] == ["热封机"]


def test_done_a_family_of_the_same_code_has_names_of_its_own() -> None:
    world = World(registry_items.CAPABILITY)
    world.record(SEALER)
    world.record(msgspec.structs.replace(SEALER, kind="family", name_zh="封合件"))
    assert {(term.kind, term.name_zh) for term in world.all(Term)} == {
        ("equipment_class", "封合机"),
        ("family", "封合件"),
    }
