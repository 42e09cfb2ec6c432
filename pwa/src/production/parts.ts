/**
 * Names of the parts of a lot: the whole's name and the next numbers that this device has not seen in use.
 */

import type { Lookup } from "../sync/view.ts";

const PART = /^(.*)\/(\d+)$/;

/** The part up to the change-over and the part after it. */
export function partsOf(rows: Lookup, lot: string): readonly [string, string] {
  const root = PART.exec(lot)?.[1] ?? lot;
  const first = firstFree(rows, root, 1);
  return [`${root}/${first}`, `${root}/${firstFree(rows, root, first + 1)}`];
}

function firstFree(rows: Lookup, root: string, from: number): number {
  let n = from;
  while (rows.get("lot", [`${root}/${n}`]) !== undefined) {
    n += 1;
  }
  return n;
}
