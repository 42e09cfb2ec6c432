/**
 * Names of the parts of a lot: the whole's name, this device's code and the next numbers. The code keeps two devices that
 * divide one lot without knowing of each other from giving two parts one name.
 */

import type { Lookup } from "../sync/view.ts";

const PART = /^(.*)\/[^/]+$/;

/** The part up to the change-over and the part after it. */
export function partsOf(rows: Lookup, device: string, lot: string): readonly [string, string] {
  const root = PART.exec(lot)?.[1] ?? lot;
  const first = firstFree(rows, `${root}/${device}-`, 1);
  return [
    `${root}/${device}-${first}`,
    `${root}/${device}-${firstFree(rows, `${root}/${device}-`, first + 1)}`,
  ];
}

function firstFree(rows: Lookup, named: string, from: number): number {
  let n = from;
  while (rows.get("lot", [`${named}${n}`]) !== undefined) {
    n += 1;
  }
  return n;
}
