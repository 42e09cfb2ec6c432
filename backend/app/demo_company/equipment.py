"""The demo company's machines and gauges with a year of what was done to them: two gauges due soon, a balance overdue,
a moulding machine out of service; and force gauge FG-03, found out of tolerance once March is over.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from backend.app.demo_company.making import QUALITY, SUPERVISOR
from backend.app.demo_company.story_steps import Told
from backend.app.imports.equipment import read_equipment
from backend.equipment.entries import (
    CalibrateEquipment,
    ChangeEquipment,
    CleanEquipment,
    DefineEquipment,
    ImportEquipment,
    MaintainEquipment,
)
from backend.material.rules import factory_day

_FILE: Final = Path(__file__).parent / "equipment.csv"
DUE_SOON: Final = {"FG-02": 5, "BAL-01": 12}
"""Days until the next calibration; everything else follows its interval."""
OVERDUE: Final = {"BAL-02": -9}
OUT_OF_SERVICE: Final = "MLD-03"
WRONG: Final = "FG-03"
CALIBRATED_DAYS_AGO: Final = (395, 215, 35)
_MAINTAINED_DAYS_AGO: Final = (310, 225, 140, 62)


def equipped(now: datetime) -> Iterator[Told]:
    """Yield the entries that define equipment, and what was done to it in the year before ``now``."""
    body = read_equipment(_FILE.read_bytes(), _FILE.name).body
    assert isinstance(body, ImportEquipment), "the demo company's own file is wrong"
    yield body, QUALITY
    for piece in body.rows:
        for nth, days in enumerate(CALIBRATED_DAYS_AGO, 1):
            yield _calibrated(piece, nth, now - timedelta(days=days), now), QUALITY
        yield ChangeEquipment(act="qualify", equipment=piece.code), QUALITY
        yield from _cared_for(piece, now)
    yield ChangeEquipment(act="take_out_of_service", equipment=OUT_OF_SERVICE), QUALITY


def _calibrated(piece: DefineEquipment, nth: int, at: datetime, now: datetime) -> CalibrateEquipment:
    is_last = nth == len(CALIBRATED_DAYS_AGO)
    left = (DUE_SOON | OVERDUE).get(piece.code) if is_last else None
    return CalibrateEquipment(
        as_found="within limits · 限内",
        as_left="within limits · 限内",
        certificate=f"CAL-{piece.code}-{nth}",
        due=None if left is None else factory_day(now) + timedelta(days=left),
        equipment=piece.code,
        files=(),
        laboratory="S10",
        performed_at=at,
        result="pass",
    )


def _cared_for(piece: DefineEquipment, now: datetime) -> Iterator[Told]:
    if piece.maintenance_days is not None:
        for days in _MAINTAINED_DAYS_AGO:
            at = now - timedelta(days=days)
            text = "greased, belts and heaters looked at · 已润滑，检查皮带和加热器"
            yield MaintainEquipment(due=None, equipment=piece.code, files=(), performed_at=at, text=text), SUPERVISOR
    if piece.cleaning_hours is not None:
        at = now - timedelta(hours=2)
        yield CleanEquipment(equipment=piece.code, performed_at=at, result="clean", text=""), SUPERVISOR


def found_wrong(now: datetime) -> Told:
    """Return the calibration that finds the force gauge of every pull test out of tolerance."""
    body = CalibrateEquipment(
        as_found="reads 8 % high at 20 N · 20 N 处偏高 8 %",
        as_left="within limits after adjustment · 调整后限内",
        certificate=f"CAL-{WRONG}-{len(CALIBRATED_DAYS_AGO) + 1}",
        due=None,
        equipment=WRONG,
        files=(),
        laboratory="S10",
        performed_at=now,
        result="out_of_tolerance",
    )
    return body, QUALITY
