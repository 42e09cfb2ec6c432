/** Rows for tests, as the feed would have brought them. */

import { Base } from "../sync/confirmed-base.ts";
import { type Reducers, View } from "../sync/view.ts";
import type { Kind } from "./rows.ts";

const KEYS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  approval: ["supplier", "site", "family"],
  balance: ["lot", "location"],
  company_prefix: ["agency", "prefix"],
  cycle: ["code", "revision"],
  device_description: ["item"],
  equipment: ["code"],
  hold: ["id"],
  identifier: ["di"],
  label_job: ["id"],
  lease: ["series", "first"],
  load_hold: ["id"],
  load_indicator: ["load", "indicator"],
  load_member: ["load", "lot", "position"],
  location: ["site", "code"],
  lot_opening: ["lot"],
  lot_sources: ["lot"],
  number_range: ["id"],
  order_line: ["order", "line"],
  person: ["number"],
  order_snapshot: ["order"],
  process_stop: ["kind", "item", "revision"],
  publication: ["di", "regime"],
  receipt: ["id"],
  skill: ["code"],
  step_run: ["order", "step", "subject"],
  term: ["kind", "code"],
  training: ["id"],
  unit: ["item", "serial"],
};

export type GivenRows = Readonly<Partial<Record<Kind, readonly object[]>>>;

export function viewOf(rows: GivenRows, reducers: Reducers = {}): View {
  const base = new Base();
  for (const [kind, list] of Object.entries(rows)) {
    for (const row of list) {
      const fields = row as Readonly<Record<string, unknown>>;
      const key = (KEYS[kind as Kind] ?? ["number"]).map((name) => String(fields[name]));
      base.apply({ stream: "test", kind, key: JSON.stringify(key), row: JSON.stringify(row) });
    }
  }
  return new View(base, reducers);
}
