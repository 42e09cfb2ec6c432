/**
 * Which work a person is shown. Only a view: a fact is recorded whoever records it, and the server judges.
 */

import type { Shift } from "../sync/identity.ts";

const ROLES: Readonly<
  Record<
    "receive" | "move" | "step" | "change" | "maintain" | "hold" | "labels" | "desk",
    readonly string[]
  >
> = {
  receive: ["warehouse", "receiver", "supervisor"],
  move: ["operator", "warehouse", "receiver", "inspector", "supervisor"],
  step: ["operator", "inspector", "supervisor"],
  maintain: ["operator", "inspector", "quality", "supervisor"],
  change: ["operator", "warehouse", "inspector", "quality", "supervisor"],
  hold: ["operator", "warehouse", "receiver", "inspector", "quality", "supervisor"],
  labels: ["operator", "warehouse", "receiver", "inspector", "supervisor", "quality"],
  desk: ["quality", "supervisor", "planner", "administrator"],
};

/** A badge that is not known here is shown everything: what it may do is not known either. */
export function may(shift: Shift | null, work: keyof typeof ROLES): boolean {
  if (shift === null) {
    return false;
  }
  return shift.person === null || shift.person.roles.some((role) => ROLES[work].includes(role));
}
