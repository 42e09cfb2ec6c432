"""Makes the entries of the demo company from its CSV files, with the same readers as any import."""

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec

from backend.app.demo_company.labels import label_bodies
from backend.app.demo_company.numbers import numbering_bodies
from backend.app.imports.gudid import GudidImport, read_gudid
from backend.app.imports.items import read_items
from backend.app.imports.locations import read_locations
from backend.app.imports.orders import read_orders
from backend.app.imports.people import read_people
from backend.app.imports.sheets import Imported
from backend.app.imports.suppliers import read_suppliers
from backend.items.entries import NameTerm
from backend.log.vocabulary import Entry

FOLDER = Path(__file__).parent
SITE = "SZ"
GUDID_SAMPLE = "gudid_sample.xml.gz"

_DAY = re.compile(rb"\{([+-][0-9]+)\}")


def entry_bodies(today: date) -> tuple[Entry, ...]:
    """Return the demo company's entries in the order in which they must be recorded; approvals and orders are dated
    from ``today``: S04's approval expires in 20 days, S06 is suspended, S02 conditional.
    """
    items = read_items(_file("items.csv", today), "items.csv", _file("identifiers.csv", today))
    return (
        _body(_read(read_people, "people.csv", today)),
        _body(_read(read_locations, "locations.csv", today)),
        _body(items),
        *_terms(),
        *numbering_bodies(),
        *label_bodies(),
        _body(_read(read_suppliers, "suppliers.csv", today)),
        _body(_read(read_orders, "orders.csv", today)),
    )


def _terms() -> Iterator[NameTerm]:
    """Yield what the families and classes of the demo company are called."""
    with (FOLDER / "terms.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield msgspec.convert(row, NameTerm)


def gudid_sample() -> GudidImport:
    """Return the import of the 293 public device records."""
    return read_gudid((FOLDER / GUDID_SAMPLE).read_bytes(), GUDID_SAMPLE)


def _read(reader: Callable[[bytes, str], Imported], name: str, today: date) -> Imported:
    return reader(_file(name, today), name)


def _file(name: str, today: date) -> bytes:
    return _DAY.sub(lambda m: (today + timedelta(int(m[1]))).isoformat().encode(), (FOLDER / name).read_bytes())


def _body(imported: Imported) -> Entry:
    assert imported.body is not None, f"the demo company's own files are wrong: {imported.problems[:3]}"
    return imported.body
