/** Which machines sterilise. */

import type { Lookup } from "../sync/view.ts";

/** A cycle that was approved runs in machines of its class. */
export function isChamber(rows: Lookup, code: string): boolean {
  const found = rows.get("equipment", [code])?.row.equipment_class;
  return rows.all("cycle").some(({ row }) => row.equipment_class === found);
}
