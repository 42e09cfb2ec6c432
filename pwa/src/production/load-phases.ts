/** The phases a sterilisation load goes through, in their order. */

import type { LoadRow } from "../entries/load-rows.ts";

export const PHASES = [
  "building",
  "closed",
  "preconditioning",
  "exposing",
  "aerating",
  "await_bi",
] as const;
export type Phase = (typeof PHASES)[number];

/** The phase that comes next, or null once the load has run. */
export function nextPhase(status: string): Exclude<Phase, "building"> | null {
  const at = PHASES.indexOf(status as Phase);
  const next = at < 0 ? undefined : PHASES[at + 1];
  return next === undefined || next === "building" ? null : next;
}

export function isDecided({ status }: Pick<LoadRow, "status">): boolean {
  return status === "accepted" || status === "rejected";
}
