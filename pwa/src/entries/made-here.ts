/**
 * Decisions made on this device and how each stands: on its way, accepted, refused with its codes.
 */

import type { JsonObject } from "../sync/canonical.ts";
import type { OutcomeCode } from "../sync/push-answer.ts";
import type { QueueItem } from "../sync/queue-list.ts";
import type { Envelope } from "./envelope.ts";

export interface MadeHere {
  readonly id: string;
  readonly body: JsonObject;
  readonly reason: string | null;
  readonly state: "on_device" | "sent" | "accepted" | "refused" | "quarantined";
  readonly codes: readonly OutcomeCode[];
  /** The device's own clock, ms. */
  readonly recordedMs: number;
}

function stateOf({ state, outcome }: QueueItem): MadeHere["state"] {
  if (outcome?.outcome === "refused" || outcome?.outcome === "quarantined") {
    return outcome.outcome;
  }
  return state === "on_device" ? "on_device" : state === "sent" ? "sent" : "accepted";
}

/** Newest first; entries of one type whose body is about the thing in question. */
export function madeHere(
  items: readonly QueueItem[],
  type: string,
  about: (body: JsonObject) => boolean,
): readonly MadeHere[] {
  return items
    .filter(({ entry }) => entry.type === type)
    .map((item) => ({ item, entry: JSON.parse(item.entry.raw) as Envelope }))
    .filter(({ entry }) => about(entry.body))
    .map(({ item, entry }) => ({
      id: entry.id,
      body: entry.body,
      reason: entry.reason,
      state: stateOf(item),
      codes: item.outcome?.codes ?? [],
      recordedMs: item.entry.recordedMs,
    }));
}

/** True while the server has not answered one of them. */
export function isOnItsWay(made: readonly MadeHere[]): boolean {
  return made.some(({ state }) => state === "on_device" || state === "sent");
}
