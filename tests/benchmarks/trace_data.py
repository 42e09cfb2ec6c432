"""Fills the genealogy's tables with the reference shape: a device has 7 serials and 26 lots, 32 edges in 4 levels.

Device ← 3 sub-assemblies ← 1 module each; 18 lots go into the modules, 6 into the sub-assemblies, 2 into the device.
Of the 26 part types 10 are made from raw lots. Numbers are spread over 63 bits, as hashes of names are.
"""

import asyncpg
import msgspec

EDGES_A_DEVICE = 32
PART_TYPES = 26
RAW_TYPES = 10
DEVICES_A_LOT = 5_000

# A node's number from its family (1 device, 2 sub-assembly, 3 module, 4 part lot, 5 raw lot), index and ordinal.
_NODE = """
CREATE FUNCTION pg_temp.node(family int, a bigint, b bigint DEFAULT 0) RETURNS bigint IMMUTABLE PARALLEL SAFE
LANGUAGE sql AS $$ SELECT hashint8extended(a * 64 + b, family) & 9223372036854775807 $$
"""

_INDEXES = (
    "ALTER TABLE row_edge ADD PRIMARY KEY (output, n)",
    "CREATE INDEX ix_row_edge_input_output ON row_edge (input, output)",
    "ALTER TABLE row_unit ADD PRIMARY KEY (item, serial)",
    "ALTER TABLE row_unit ADD CONSTRAINT row_unit_node_key UNIQUE (node)",
    "CREATE INDEX ix_row_unit_root ON row_unit (root)",
    "CREATE INDEX ix_row_unit_serial ON row_unit (serial)",
    "CREATE INDEX ix_row_unit_lot ON row_unit (lot)",
    "ALTER TABLE row_unit_lot ADD PRIMARY KEY (root, unit, lot)",
    "CREATE INDEX ix_row_unit_lot_lot_root ON row_unit_lot (lot, root)",
)
_DROPS = (
    "ALTER TABLE row_edge DROP CONSTRAINT row_edge_pkey",
    "DROP INDEX ix_row_edge_input_output",
    "ALTER TABLE row_unit DROP CONSTRAINT row_unit_pkey",
    "ALTER TABLE row_unit DROP CONSTRAINT row_unit_node_key",
    "DROP INDEX ix_row_unit_root",
    "DROP INDEX ix_row_unit_serial",
    "DROP INDEX ix_row_unit_lot",
    "ALTER TABLE row_unit_lot DROP CONSTRAINT row_unit_lot_pkey",
    "DROP INDEX ix_row_unit_lot_lot_root",
)

# Units: (family, ordinal within the device, family and ordinal of the parent).
_UNITS = """
INSERT INTO row_unit (item, serial, site, node, lot, status, parent, root, stub, holds)
SELECT 'ITEM-' || u.family || '-' || u.b, lpad(d::text, 9, '0'), 'SZ', pg_temp.node(u.family, d, u.b), NULL, 'built',
       CASE WHEN u.family > 1 THEN pg_temp.node(u.family - 1, d, CASE u.family WHEN 2 THEN 0 ELSE u.b END) END,
       pg_temp.node(1, d), false, '[]'
FROM generate_series(0, $1::bigint - 1) d,
     (VALUES (1, 0), (2, 0), (2, 1), (2, 2), (3, 0), (3, 1), (3, 2)) u(family, b)
"""
_UNIT_EDGES = """
INSERT INTO row_edge (output, n, input, kind, quantity, unit, entry, at, last_at, ended_at)
SELECT pg_temp.node(u.family - 1, d, CASE u.family WHEN 2 THEN 0 ELSE u.b END), 100 + u.b,
       pg_temp.node(u.family, d, u.b), 'install', NULL, NULL, 'bench', '2026-03-01', '2026-03-01', NULL
FROM generate_series(0, $1::bigint - 1) d, (VALUES (2, 0), (2, 1), (2, 2), (3, 0), (3, 1), (3, 2)) u(family, b)
"""
# Part type t: 0-17 into module t / 6, 18-23 into sub-assembly (t - 18) / 2, 24-25 into the device.
_PLACE = """
(SELECT t, CASE WHEN t < 18 THEN 3 WHEN t < 24 THEN 2 ELSE 1 END AS family,
        CASE WHEN t < 18 THEN t / 6 WHEN t < 24 THEN (t - 18) / 2 ELSE 0 END AS b
 FROM generate_series(0, 25) t) p
"""
# Names for the nodes, so that an answer can be read.
_NAMES = """
INSERT INTO row_node (id, kind, key)
SELECT node, 'unit', jsonb_build_array(item, serial) FROM row_unit WHERE serial < '000000200'
UNION ALL SELECT DISTINCT ancestor, 'lot', jsonb_build_array('RAW' || ancestor) FROM row_path
UNION ALL SELECT DISTINCT lot, 'lot', jsonb_build_array('L' || lot) FROM row_unit_lot
"""
_LOT_EDGES = f"""
INSERT INTO row_edge (output, n, input, kind, quantity, unit, entry, at, last_at, ended_at)
SELECT pg_temp.node(p.family, d, p.b), p.t, pg_temp.node(4, d / {DEVICES_A_LOT}, p.t),
       'consume', 1, 'pcs', 'bench', '2026-03-01', '2026-03-01', NULL
FROM generate_series(0, $1::bigint - 1) d, {_PLACE}
"""  # noqa: S608 - constants of this module
_UNIT_LOTS = f"""
INSERT INTO row_unit_lot (unit, lot, root)
SELECT pg_temp.node(p.family, d, p.b), pg_temp.node(4, d / {DEVICES_A_LOT}, p.t), pg_temp.node(1, d)
FROM generate_series(0, $1::bigint - 1) d, {_PLACE}
"""  # noqa: S608 - as above
# Raw lot r of a type: 4 part lots each, but raw lot 0 of type 1 has the first 40.
_RAWS = f"""
WITH made AS (
  SELECT t, l, CASE WHEN t = 1 AND l < 40 THEN 0 ELSE 1 + l / 4 END AS raw
  FROM generate_series(0, {RAW_TYPES - 1}) t, generate_series(0, ($1::bigint - 1) / {DEVICES_A_LOT}) l
), edges AS (
  INSERT INTO row_edge (output, n, input, kind, quantity, unit, entry, at, last_at, ended_at)
  SELECT pg_temp.node(4, l, t), 1, pg_temp.node(5, raw, t), 'consume', 25, 'kg', 'bench',
         '2026-02-01', '2026-02-01', NULL
  FROM made
)
INSERT INTO row_path (ancestor, descendant, ways) SELECT pg_temp.node(5, raw, t), pg_temp.node(4, l, t), 1 FROM made
"""  # noqa: S608 - as above


class Reference(msgspec.Struct, frozen=True):
    """What to ask for: raw lots that reach 20,000 and 200,000 devices (as far as there are), and some devices."""

    edges: int
    devices: int
    raw_20k: int
    raw_200k: int
    roots: tuple[int, ...]


async def fill(db: asyncpg.Connection, edges: int) -> Reference:
    """Write the tables in bulk, make their indexes, let the planner know; ``db`` owns the tables."""
    devices = max(1, edges // EDGES_A_DEVICE)
    await db.execute(_NODE)
    for drop in _DROPS:
        await db.execute(drop)
    for insert in (_UNITS, _UNIT_EDGES, _LOT_EDGES, _UNIT_LOTS, _RAWS):
        await db.execute(insert, devices, timeout=3600)
    await db.execute(_NAMES, timeout=3600)
    await db.execute("SET maintenance_work_mem = '512MB'")
    for index in _INDEXES:
        await db.execute(index, timeout=3600)
    await db.execute("VACUUM ANALYZE", timeout=3600)
    roots = await db.fetch("SELECT pg_temp.node(1, n * $1::bigint) FROM generate_series(0, 199) n", devices // 200)
    raws = await db.fetch("SELECT pg_temp.node(5, 1, 0) UNION ALL SELECT pg_temp.node(5, 0, 1)")
    return Reference(edges, devices, raws[0][0], raws[1][0], tuple(r[0] for r in roots))
