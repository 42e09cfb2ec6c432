import gzip
from collections.abc import Sequence
from decimal import Decimal

import pytest

from backend.app import registry_items
from backend.app.demo_company.company import FOLDER, GUDID_SAMPLE
from backend.app.imports import gudid as gudid_module
from backend.app.imports import gudid_xml
from backend.app.imports.gudid import GudidImport, read_gudid
from backend.items.state import Identifier, Item
from tests.builders.world import World

EACH, BOX, CARTON = "09521234000013", "19521234000010", "39521234000014"
SAMPLE = (FOLDER / GUDID_SAMPLE).read_bytes()

Row = tuple[str, str, str, str]


def device(rows: Sequence[Row], *, count: str = "1", lot: str = "true", serial: str = "false") -> str:
    marks = "".join(
        f"<identifier><deviceId>{di}</deviceId><deviceIdType>{kind}</deviceIdType>"
        f"<deviceIdIssuingAgency>GS1</deviceIdIssuingAgency><containsDINumber>{contains}</containsDINumber>"
        f"<pkgQuantity>{quantity}</pkgQuantity><pkgStatus /></identifier>"
        for di, kind, contains, quantity in rows
    )
    return (
        f"<device><identifiers>{marks}</identifiers><brandName>A &amp; B</brandName>"
        f"<deviceCount>{count}</deviceCount><lotBatch>{lot}</lotBatch><serialNumber>{serial}</serialNumber>"
        "<deviceCommDistributionStatus>In Commercial Distribution</deviceCommDistributionStatus></device>"
    )


def gudid(*devices: str) -> GudidImport:
    return read_gudid(f"<data>{''.join(devices)}</data>".encode(), "x.xml")


def loaded(imported: GudidImport) -> World:
    world = World(registry_items.CAPABILITY)
    for body in imported.bodies:
        assert world.record(body).refusal is None
    return world


def reasons(imported: GudidImport) -> list[tuple[str, str]]:
    return [(reject.value, reject.code) for reject in imported.rejects]


TREE: list[Row] = [
    (CARTON, "Package", BOX, "10"),
    (BOX, "Package", EACH, "50"),
    (EACH, "Primary", "", ""),
]


@pytest.mark.parametrize("rows", [TREE, TREE[::-1], [TREE[1], TREE[2], TREE[0]]])
def test_the_package_tree_is_built_by_what_contains_what_in_any_order(rows: list[Row]) -> None:
    world = loaded(gudid(device(rows)))
    found = {di: world.get(Identifier, di).base_quantity for di in (EACH, BOX, CARTON)}
    assert found == {EACH: 1, BOX: 50, CARTON: 500}
    assert world.get(Item, EACH).name_en == "A & B"


def test_a_primary_package_of_several_devices_contains_the_unit_of_use() -> None:
    world = loaded(gudid(device([(BOX, "Primary", "", ""), (EACH, "Unit of Use", "", "")], count="50")))
    box = world.get(Identifier, BOX)
    assert (box.contains, box.quantity, box.base_quantity) == (EACH, 50, Decimal(50))


def test_a_primary_package_of_several_devices_without_a_unit_of_use_counts_them_itself() -> None:
    assert loaded(gudid(device([(BOX, "Primary", "", "")], count="50"))).get(Identifier, BOX).base_quantity == 50


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("09521234000014", "Primary", "", "")], [("09521234000014", "IDENTIFIER_CHECK_DIGIT")]),
        ([("9521234000013", "Primary", "", "")], [("9521234000013", "IDENTIFIER_LENGTH")]),
        ([("0952123400001A", "Primary", "", "")], [("0952123400001A", "IDENTIFIER_LENGTH")]),
        ([TREE[2], (BOX, "Package", CARTON, "2")], [(BOX, "IDENTIFIER_CONTAINS_UNKNOWN")]),
        ([TREE[2], (BOX, "Package", EACH, "")], [(BOX, "IDENTIFIER_QUANTITY_UNCLEAR")]),
        ([TREE[2], (BOX, "Package", "", "5")], [(BOX, "IDENTIFIER_QUANTITY_UNCLEAR")]),
        ([TREE[2], (BOX, "Package", BOX, "5")], [(BOX, "IDENTIFIER_CONTAINS_UNKNOWN")]),
        ([TREE[2], (EACH, "Secondary", "", "")], [(EACH, "IDENTIFIER_OF_OTHER_ITEM")]),
        ([TREE[2], (BOX, "Sticker", "", "")], [(BOX, "IDENTIFIER_KIND_UNKNOWN")]),
        (
            [TREE[2], (BOX, "Package", CARTON, "2"), (CARTON, "Package", BOX, "2")],
            [(BOX, "IDENTIFIER_CYCLE"), (CARTON, "IDENTIFIER_CYCLE")],
        ),
    ],
)
def test_a_row_that_cannot_be_right_is_set_aside_with_its_reason_and_the_rest_is_taken(
    rows: list[Row], expected: list[tuple[str, str]]
) -> None:
    imported = gudid(device(rows))
    assert reasons(imported) == expected
    assert imported.items == 1
    assert len(loaded(imported).all(Item)) == 1


def test_what_holds_a_package_that_was_set_aside_is_set_aside_too() -> None:
    imported = gudid(device([TREE[2], ("19521234000011", "Package", EACH, "50"), (CARTON, "Package", BOX, "10")]))
    assert reasons(imported) == [
        ("19521234000011", "IDENTIFIER_CHECK_DIGIT"),
        (CARTON, "IDENTIFIER_CONTAINS_UNKNOWN"),
    ]


def test_an_identifier_of_two_devices_stays_with_the_first_and_a_device_twice_is_taken_once() -> None:
    other: Row = ("09521234000105", "Primary", "", "")
    shared = gudid(device([TREE[2]]), device([other, (EACH, "Unit of Use", "", "")]))
    assert reasons(shared) == [(EACH, "IDENTIFIER_OF_OTHER_ITEM")]
    twice = gudid(device([TREE[2]]), device([TREE[2]]))
    assert (twice.items, reasons(twice)) == (1, [(EACH, "IMPORT_ROW_TWICE")])


@pytest.mark.parametrize(
    ("lot", "serial", "trace"),
    [("true", "false", "lot"), ("false", "true", "serial"), ("true", "true", "both"), ("false", "false", "none")],
)
def test_the_trace_class_follows_what_the_label_carries(lot: str, serial: str, trace: str) -> None:
    assert loaded(gudid(device([TREE[2]], lot=lot, serial=serial))).get(Item, EACH).trace == trace


def test_the_sample_of_293_devices_loads_plain_or_packed_with_its_four_malformed_numbers_set_aside() -> None:
    packed, plain = read_gudid(SAMPLE, "s"), read_gudid(gzip.decompress(SAMPLE), "s")
    assert (packed.items, packed.identifiers, len(packed.bodies)) == (293, 527, 1)
    assert packed.rejects == plain.rejects
    assert reasons(packed) == [
        ("00841518100003", "IDENTIFIER_CHECK_DIGIT"),
        ("00840118105406", "IDENTIFIER_CHECK_DIGIT"),
        ("0013964672053", "IDENTIFIER_LENGTH"),
        ("00821684057135", "IDENTIFIER_CHECK_DIGIT"),
        ("00733132629244", "IDENTIFIER_OF_OTHER_ITEM"),
    ]
    world = loaded(packed)
    assert (len(world.all(Item)), len(world.all(Identifier))) == (293, 527)


def test_a_large_file_makes_several_entries_and_never_splits_a_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gudid_module, "MAX_ENTRY_BYTES", 20_000)
    imported = read_gudid(SAMPLE, "s")
    assert len(imported.bodies) > 5
    assert len(loaded(imported).all(Identifier)) == 527


LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><data><device>&b;</device></data>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><data><device>&a;</device></data>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no xml",
        b"<data></data>",
        b"<data><device>",
        LAUGHS.encode(),
        OUTSIDE.encode(),
        SAMPLE[:1000],
        b"\x1f\x8b" + bytes(20),
        SAMPLE[:-4] + b"zzzz",
    ],
)
def test_what_is_no_gudid_file_gives_a_problem_in_both_languages_and_no_entry(data: bytes) -> None:
    imported = read_gudid(data, "x")
    assert imported.bodies == ()
    assert [bool(problem.en and problem.zh) for problem in imported.problems] == [True]


def test_more_xml_than_the_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gudid_xml, "MAX_XML_BYTES", 100_000)
    assert "100000" in read_gudid(SAMPLE, "x").problems[0].en
