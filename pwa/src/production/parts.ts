/**
 * Names of the parts of a lot: the whole's name, this device's code and the next numbers. The code keeps two devices that
 * divide one lot without knowing of each other from giving two parts one name.
 */

import type { Lookup } from "../sync/view.ts";

const PART = /^(.*)\/[^/]+$/;

/** The part up to the change-over and the part after it; `device`: the code of one that may be without a network. */
export function partsOf(rows: Lookup, lot: string, device = ""): readonly [string, string] {
  const root = PART.exec(lot)?.[1] ?? lot;
  const named = device === "" ? `${root}/` : `${root}/${device}-`;
  const first = firstFree(rows, named, 1);
  return [`${named}${first}`, `${named}${firstFree(rows, named, first + 1)}`];
}

function firstFree(rows: Lookup, named: string, from: number): number {
  let n = from;
  while (rows.get("lot", [`${named}${n}`]) !== undefined) {
    n += 1;
  }
  return n;
}
