/**
 * What people call the codes that masters are sorted by; a code that nobody has named is its own name.
 */

import type { Lookup } from "../sync/view.ts";
import type { TermRow } from "./rows.ts";

export function termNames(
  rows: Lookup,
  kind: TermRow["kind"],
  code: string,
): Pick<TermRow, "name_en" | "name_zh"> {
  const named = rows.get("term", [kind, code])?.row;
  return {
    name_en: named?.name_en || named?.name_zh || code,
    name_zh: named?.name_zh || named?.name_en || code,
  };
}
