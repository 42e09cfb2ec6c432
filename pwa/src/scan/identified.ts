/**
 * Which identifier of the master data a label names: every agency's in the form its databases publish.
 */

import type { IdentifierRow } from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";
import { hibcCheckCharacter } from "./agencies/hibc.ts";
import type { Issuer } from "./gs1/reading.ts";

const AGENCY = {
  GS1: "GS1",
  HIBC: "HIBCC",
  ICCBBA: "ICCBBA",
  MA: "MA",
  AHM: "AHM",
} as const satisfies Record<Issuer, IdentifierRow["agency"]>;

/** The row of a device identifier; that of HIBC is published with or without its check character. */
export function identifierOf(di: string, issuer: Issuer, rows: Lookup): IdentifierRow | null {
  const forms = issuer === "HIBC" ? [di, di + hibcCheckCharacter(`+${di}`)] : [di];
  for (const form of forms) {
    const row = rows.get("identifier", [form])?.row;
    if (row?.agency === AGENCY[issuer]) return row;
  }
  return null;
}
