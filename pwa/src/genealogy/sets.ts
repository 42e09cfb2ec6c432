/**
 * The bad and the good set, and the two things side by side, while they are being put together: answers and scans add
 * to them, their pages show them.
 */

import { type Signal, signal } from "@preact/signals";

export type SetName = "bad" | "good";

/** One name on a line, as somebody would paste it; the item before it where it is known. */
export const sets = {
  bad: signal(""),
  good: signal(""),
} as const;

export const sides = { left: signal(""), right: signal("") } as const;

/** Where the next scan goes. */
export const scansInto = { factors: signal<0 | 1>(0), compare: signal<0 | 1>(0) } as const;

export function putWith(which: SetName, name: string): void {
  putLine(sets[which], name);
}

function putLine(text: Signal<string>, name: string): void {
  const lines = text.value.split("\n").filter((line) => line !== "" && line !== name);
  text.value = [...lines, name].join("\n");
}

/** A scan on one of the two pages: a line more in the set of the moment, or the first thing and then the second. */
export function takeScan(page: "factors" | "compare", name: string): void {
  const at = scansInto[page];
  if (page === "factors") {
    putLine(at.value === 0 ? sets.bad : sets.good, name);
  } else {
    (at.value === 0 ? sides.left : sides.right).value = name;
    at.value = at.value === 0 ? 1 : 0;
  }
}
