from collections.abc import Callable

import pytest

from backend.app.imports.items import read_items
from backend.app.imports.locations import read_locations
from backend.app.imports.orders import read_orders
from backend.app.imports.people import read_people
from backend.app.imports.sheets import MAX_ENTRY_BYTES, Imported, Problem
from backend.app.imports.suppliers import read_suppliers
from backend.items.entries import ImportItems
from backend.material.entries import ImportLocations
from backend.people.entries import ImportPeople
from backend.suppliers.entries import ImportOrders, ImportSuppliers

ITEMS = (
    "number,revision,name_en,name_zh,trace,unit,conversions,shelf_life_days,minimum_remaining_days,family,"
    "specification,certificate_required,status"
)
ITEM = "RM-1,A,Resin,树脂,lot,kg,bag=25;g=1/1000,365,90,polymer,SP-1/A,yes,active"
LOCATIONS = "site,code,name_en,name_zh,type,zone"
LOCATION = "SZ,QUAR-01,Rack,货架,quarantine,"
SUPPLIERS = "number,name_en,name_zh,status,site,family,approval,valid_to,conditions"
ORDERS = "order,site,supplier,status,ordered_on,line,item,specification,quantity,unit,due"
ORDER = "PO-1,SZ,S01,sent,2026-02-01,1,RM-1,SP-1/A,12.5,kg,2026-03-01"
PEOPLE = "number,badge,name_en,name_zh,language,roles,sites"


def file(*lines: str) -> bytes:
    return ("\r\n".join(lines) + "\r\n").encode()


def locations(*lines: str) -> Imported:
    return read_locations(file(LOCATIONS, *lines), "locations.csv")


def places(imported: Imported) -> list[tuple[int, str]]:
    assert imported.body is None
    assert all(problem.en and problem.zh for problem in imported.problems)
    return [(problem.row, problem.column) for problem in imported.problems]


def test_a_file_becomes_one_entry_with_its_source_and_hash() -> None:
    imported = locations(LOCATION)
    assert isinstance(imported.body, ImportLocations)
    assert imported.body.rows[0].name_zh == "货架"
    assert (imported.body.source, len(imported.body.sha256), imported.rows) == ("locations.csv", 64, 1)


def test_a_spreadsheets_byte_order_mark_and_another_order_of_columns_are_taken() -> None:
    data = b"\xef\xbb\xbf" + file("code,site,zone,type,name_zh,name_en", "QUAR-01,SZ,,quarantine,货架,Rack")
    imported = read_locations(data, "x")
    assert isinstance(imported.body, ImportLocations)
    assert imported.body.rows[0].code == "QUAR-01"


def test_items_keep_their_conversions_exact() -> None:
    imported = read_items(file(ITEMS, ITEM), "items.csv")
    assert isinstance(imported.body, ImportItems)
    assert [(c.unit, c.numerator, c.denominator) for c in imported.body.items[0].conversions] == [
        ("bag", 25, 1),
        ("g", 1, 1000),
    ]


def test_an_open_time_is_a_column_of_its_own_that_older_files_do_not_have() -> None:
    imported = read_items(file(f"{ITEMS},open_minutes", f"{ITEM},240", f"{ITEM.replace('RM-1', 'RM-2')},"), "x")
    assert isinstance(imported.body, ImportItems)
    assert [each.open_minutes for each in imported.body.items] == [240, None]
    old = read_items(file(ITEMS, ITEM), "x").body
    assert isinstance(old, ImportItems)
    assert old.items[0].open_minutes is None
    assert places(read_items(file(f"{ITEMS},open_minutes", f"{ITEM},soon"), "x")) == [(2, "open_minutes")]


def test_a_column_shifted_by_one_refuses_every_row_with_row_and_column() -> None:
    cells = ITEM.split(",")
    shifted = ",".join([cells[-1], *cells[:-1]])
    imported = read_items(file(ITEMS, ITEM, shifted), "items.csv")
    assert {row for row, _ in places(imported)} == {3}
    assert {"trace", "unit", "certificate_required", "status"} <= {column for _, column in places(imported)}


def test_a_row_with_a_cell_too_many_refuses_every_row() -> None:
    assert places(locations(LOCATION, LOCATION + ",x")) == [(3, "")]


@pytest.mark.parametrize(
    ("cell", "wrong", "column"),
    [
        ("kg", "stone", "unit"),
        ("365", "a year", "shelf_life_days"),
        ("365", "0", "shelf_life_days"),
        ("365", "1_000", "shelf_life_days"),
        ("lot", "Lot", "trace"),
        ("yes", "ja", "certificate_required"),
        ("bag=25;g=1/1000", "bag=0", "conversions"),
        ("bag=25;g=1/1000", "stone=6", "conversions"),
        ("RM-1", "", "number"),
        ("Resin", "", "name_en"),
        ("RM-1", "R" * 91, "number"),
        ("Resin", "Re\x07sin", "name_en"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(cell: str, wrong: str, column: str) -> None:
    assert places(read_items(file(ITEMS, ITEM, ITEM.replace(cell, wrong, 1)), "x")) == [(3, column)]


@pytest.mark.parametrize(
    "header", ["site,code,name_en,name_zh,type", LOCATIONS + ",extra", "site,site,code,name_en,name_zh,type", ""]
)
def test_another_header_is_refused(header: str) -> None:
    assert [row for row, _ in places(read_locations(file(header, LOCATION), "x"))] == [1]


def test_another_encoding_is_refused() -> None:
    assert places(read_locations(f"{LOCATIONS}\n{LOCATION}\n".encode("gb18030"), "x")) == [(0, "")]


def test_broken_quotes_are_refused() -> None:
    assert places(read_locations(f'{LOCATIONS}\nSZ,"QUAR\n'.encode(), "x")) == [(0, "")]


def test_a_file_without_rows_is_refused() -> None:
    assert places(locations()) == [(0, "")]


def test_a_file_that_does_not_fit_one_entry_is_refused_with_the_bound() -> None:
    rows = [f"SZ,Q-{n:05d},{'x' * 300},货,quarantine," for n in range(800)]
    imported = locations(*rows)
    assert places(imported) == [(0, "")]
    assert str(MAX_ENTRY_BYTES) in imported.problems[0].en
    assert str(MAX_ENTRY_BYTES) in imported.problems[0].zh


def test_suppliers_with_several_approvals_agree_on_themselves() -> None:
    one = "S01,Poly,聚,approved,SZ,polymer,approved,2027-01-01,"
    two = "S01,Poly,聚,approved,SZ,film,approved,2027-01-01,"
    imported = read_suppliers(file(SUPPLIERS, one, two), "x")
    assert isinstance(imported.body, ImportSuppliers)
    assert (len(imported.body.suppliers), len(imported.body.approvals)) == (1, 2)
    assert places(read_suppliers(file(SUPPLIERS, one, two.replace("Poly", "Pole")), "x")) == [(3, "number")]


def test_half_an_approval_is_refused_and_none_at_all_is_a_supplier_alone() -> None:
    assert places(read_suppliers(file(SUPPLIERS, "S01,P,聚,approved,SZ,,approved,2027-01-01,"), "x")) == [(2, "site")]
    alone = read_suppliers(file(SUPPLIERS, "S01,P,聚,prospect,,,,,"), "x")
    assert isinstance(alone.body, ImportSuppliers)
    assert alone.body.approvals == ()


def test_the_lines_of_an_order_are_put_together() -> None:
    imported = read_orders(file(ORDERS, ORDER, ORDER.replace(",1,RM-1", ",2,RM-2")), "x")
    assert isinstance(imported.body, ImportOrders)
    assert [[line.item for line in order.lines] for order in imported.body.rows] == [["RM-1", "RM-2"]]


@pytest.mark.parametrize(
    ("second", "place"),
    [
        (ORDER, (3, "line")),
        (ORDER.replace(",1,RM-1", ",2,RM-2").replace("S01", "S02"), (3, "supplier")),
        (ORDER.replace("2026-03-01", "1.3.2026"), (3, "due")),
        (ORDER.replace("12.5", "12,5").replace("12,5", '"12,5"'), (3, "quantity")),
    ],
)
def test_lines_that_contradict_each_other_are_named(second: str, place: tuple[int, str]) -> None:
    assert place in places(read_orders(file(ORDERS, ORDER, second), "x"))


def test_people_have_roles_and_sites() -> None:
    imported = read_people(file(PEOPLE, "P1,QH-0001,Lin,林,zh,receiver;warehouse,SZ"), "x")
    assert isinstance(imported.body, ImportPeople)
    assert imported.body.rows[0].roles == ("receiver", "warehouse")
    wrong = read_people(file(PEOPLE, "P1,QH-0001,Lin,林,zh,pilot,SZ"), "x")
    assert places(wrong) == [(2, "roles")]


def test_a_problem_says_in_both_languages_what_was_expected_and_found() -> None:
    (problem,) = read_items(file(ITEMS, ITEM.replace("kg", "boxes")), "x").problems
    assert problem == Problem(
        2, "unit", "expected a known unit, perhaps box, bottle, found 'boxes'", "未知单位 'boxes'，可能是 box, bottle"
    )


@pytest.mark.parametrize("reader", [read_items, read_locations, read_orders, read_people, read_suppliers])
@pytest.mark.parametrize("data", [b"", b"\x00", b"\xff\xfe\x00", b"a,b\n" * 10, b'"', b"x" * (5 * 1024 * 1024)])
def test_no_file_at_all_raises(reader: Callable[[bytes, str], Imported], data: bytes) -> None:
    assert reader(data, "x").problems
