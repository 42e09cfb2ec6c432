/**
 * What a capability's desk screens may ask of the page around them in order to decide something.
 */

import type { Draft } from "../sync/draft.ts";
import type { Appended } from "../sync/oplog.ts";
import type { QueueItem } from "../sync/queue-list.ts";
import type { PersonRow } from "./rows.ts";

/** The person signed in at this computer. */
export interface Actor {
  readonly badge: string;
  /** Null: not known here. */
  readonly person: PersonRow | null;
}

export interface DeskActs {
  readonly actor: Actor;
  /** Entries of this device not yet confirmed, refused ones, and the last confirmed. */
  readonly queue: readonly QueueItem[];
  /** Records under the actor; rejects with `NotSaved`. */
  record(draft: Omit<Draft, "auth">): Promise<Appended>;
}

export const EVERY_ROLE = [
  "operator",
  "warehouse",
  "receiver",
  "inspector",
  "quality",
  "supervisor",
  "planner",
  "administrator",
] as const;

/** The server decides by the same table (backend/people/rules/roles.py); here it only explains a closed button. */
const ROLES = {
  read: EVERY_ROLE,
  resolve_exception: ["quality", "supervisor"],
  close_deviation: ["quality"],
  manage_devices: ["administrator"],
  manage_master_data: ["planner", "quality", "administrator"],
  manage_people: ["administrator"],
  draft_process: ["planner", "quality", "supervisor"],
  approve_process: ["quality"],
  plan_order: ["planner", "supervisor"],
  release_order: ["supervisor", "quality"],
  work: ["operator", "inspector", "supervisor"],
  transform: ["operator", "warehouse", "inspector", "quality", "supervisor"],
  hold: ["operator", "warehouse", "receiver", "inspector", "quality", "supervisor"],
  decide_lot: ["quality"],
  manage_equipment: ["planner", "quality", "supervisor"],
  qualify_equipment: ["quality"],
  assess_equipment: ["quality"],
  maintain_equipment: ["operator", "inspector", "quality", "supervisor"],
  decide_load: ["quality"],
  lift_hold: ["quality"],
  manage_training: ["quality", "supervisor"],
  draft_label_template: ["planner", "quality", "supervisor"],
  approve_label_template: ["quality"],
  request_labels: ["operator", "warehouse", "supervisor", "quality", "planner"],
  release_labels: ["quality", "supervisor"],
  print_labels: ["operator", "warehouse", "receiver", "supervisor", "quality"],
  scan_labels: ["operator", "warehouse", "receiver", "inspector", "supervisor", "quality"],
  reconcile_labels: ["quality", "supervisor"],
  clear_label_incident: ["quality"],
  manage_printers: ["supervisor", "administrator"],
} as const;

export type Action = keyof typeof ROLES;

export function mayAct({ person }: Actor, action: Action): boolean {
  const allowed: readonly string[] = ROLES[action];
  return person?.roles.some((role) => allowed.includes(role)) ?? false;
}

export const MIN_REASON = 3;

/** As the server counts it: without the white space around it. */
export function hasReason(text: string): boolean {
  return [...text.trim()].length >= MIN_REASON;
}
