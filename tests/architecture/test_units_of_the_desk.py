"""The desk offers the units that import files may name, and no others."""

import re
from pathlib import Path

from backend.app.imports.cells import UNITS

DESK = Path(__file__).parents[2] / "pwa/src/entries/units.ts"


def test_the_desk_and_import_files_know_the_same_units() -> None:
    offered = " ".join(re.findall(r'"([^"]+)"', DESK.read_text().partition("UNITS")[2])).split()
    assert len(offered) == len(set(offered))
    assert set(offered) == UNITS
