/**
 * The bad and the good set while they are being put together: answers add to them, the page of common factors shows them.
 */

import { signal } from "@preact/signals";

export type SetName = "bad" | "good";

/** One name on a line, as somebody would paste it. */
export const sets = {
  bad: signal(""),
  good: signal(""),
} as const;

export function putWith(which: SetName, name: string): void {
  const lines = sets[which].value.split("\n").filter((line) => line !== "" && line !== name);
  sets[which].value = [...lines, name].join("\n");
}
