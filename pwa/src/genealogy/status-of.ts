/**
 * How a thing of a trace stands: one status, told by its shape, and its word.
 */

import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import type { Status } from "../ui/status.ts";

const STATUS: Readonly<Record<string, Status>> = {
  quarantine: "quarantine",
  inspecting: "quarantine",
  released: "ok",
  conditional: "warn",
  rejected: "stop",
  expired: "stop",
  scrapped: "stop",
  void: "stop",
  recalled: "recall",
  returned: "warn",
  rework: "warn",
};

export interface Standing {
  readonly status: string;
  readonly held: boolean;
}

/** A hold is said before anything else: it stops what it is on. Null for what has no status. */
export function statusOf({ status, held }: Standing): Status | null {
  if (held) {
    return "hold";
  }
  return status === "" ? null : (STATUS[status] ?? "provisional");
}

export function statusWordOf({ status, held }: Standing): string {
  const { word, trace } = d();
  const own = wordOf({ ...trace.unitStatus, ...word.lotStatus }, status);
  return held ? [word.onHold(), own].filter((part) => part !== "").join(", ") : own;
}
