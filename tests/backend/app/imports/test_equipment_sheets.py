"""Equipment and calibrations from CSV: strict cells, so that a shifted column or a wrong date takes nothing at all."""

from datetime import UTC, date, datetime

import pytest

from backend.app.imports.equipment import read_calibrations, read_equipment
from backend.app.imports.sheets import Imported
from backend.equipment.entries import ImportCalibrations, ImportEquipment

EQUIPMENT = "site,code,name_en,name_zh,kind,equipment_class,critical,calibration_days,maintenance_days,cleaning_hours"
GAUGE = "SZ,FG-03,Force gauge 3,测力计 3,gauge,force gauge,yes,365,,"
CALIBRATIONS = "equipment,performed_at,certificate,laboratory,as_found,as_left,due"
DONE = "FG-03,2026-02-01 10:00,CAL-77,S10,+0.1 N,0.0 N,2027-01-31"


def file(*lines: str) -> bytes:
    return ("\r\n".join(lines) + "\r\n").encode()


def problems(imported: Imported) -> list[tuple[int, str]]:
    assert imported.body is None
    assert all(problem.en and problem.zh for problem in imported.problems)
    return [(problem.row, problem.column) for problem in imported.problems]


def test_a_row_becomes_a_piece_and_an_empty_interval_is_not_asked() -> None:
    body = read_equipment(file(EQUIPMENT, GAUGE), "equipment.csv").body
    assert isinstance(body, ImportEquipment)
    (piece,) = body.rows
    assert (piece.code, piece.name_zh, piece.critical) == ("FG-03", "测力计 3", True)
    assert (piece.calibration_days, piece.maintenance_days, piece.cleaning_hours) == (365, None, None)


def test_a_column_shifted_by_one_refuses_the_file_with_row_and_column() -> None:
    cells = GAUGE.split(",")
    shifted = ",".join([cells[-1], *cells[:-1]])
    found = problems(read_equipment(file(EQUIPMENT, GAUGE, shifted), "equipment.csv"))
    assert {row for row, _ in found} == {3}
    assert {"site", "kind", "critical", "calibration_days"} <= {column for _, column in found}


@pytest.mark.parametrize(
    ("cell", "wrong", "column"),
    [
        (",gauge,", ",tool,", "kind"),
        (",yes,", ",maybe,", "critical"),
        (",365,", ",0,", "calibration_days"),
        (",365,", ",36501,", "calibration_days"),
        (",365,", ",12.5,", "calibration_days"),
        ("测力计 3", "", "name_zh"),
    ],
)
def test_a_cell_that_cannot_be_is_named_in_both_languages(cell: str, wrong: str, column: str) -> None:
    assert problems(read_equipment(file(EQUIPMENT, GAUGE.replace(cell, wrong, 1)), "x")) == [(2, column)]


def test_a_calibration_is_read_in_the_factorys_time() -> None:
    body = read_calibrations(file(CALIBRATIONS, DONE), "calibrations.csv").body
    assert isinstance(body, ImportCalibrations)
    (done,) = body.rows
    assert done.performed_at.astimezone(UTC) == datetime(2026, 2, 1, 2, 0, tzinfo=UTC)
    assert (done.due, done.certificate) == (date(2027, 1, 31), "CAL-77")


@pytest.mark.parametrize(
    ("cell", "wrong", "column"),
    [
        ("2026-02-01 10:00", "2026-02-30 10:00", "performed_at"),
        ("2026-02-01 10:00", "2026-02-01", "performed_at"),
        ("2026-02-01 10:00", "01/02/2026 10:00", "performed_at"),
        ("2026-02-01 10:00", "2026-02-01 24:00", "performed_at"),
        ("2027-01-31", "2027-13-01", "due"),
        ("2027-01-31", "31.01.2027", "due"),
        ("CAL-77", "", "certificate"),
    ],
)
def test_a_wrong_date_takes_nothing(cell: str, wrong: str, column: str) -> None:
    assert problems(read_calibrations(file(CALIBRATIONS, DONE.replace(cell, wrong)), "x")) == [(2, column)]


def test_dates_in_swapped_columns_are_noticed() -> None:
    cells = DONE.split(",")
    swapped = ",".join([cells[0], cells[-1], *cells[2:-1], cells[1]])
    assert problems(read_calibrations(file(CALIBRATIONS, swapped), "x")) == [(2, "performed_at"), (2, "due")]
