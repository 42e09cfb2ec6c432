/**
 * The seven statuses and their words; colour and shape follow from the name.
 */

import { t } from "./i18n/catalogue.ts";

export type Status = "ok" | "warn" | "stop" | "hold" | "recall" | "provisional" | "quarantine";

export const STATUSES: readonly Status[] = [
  "ok",
  "warn",
  "stop",
  "hold",
  "recall",
  "provisional",
  "quarantine",
];

export function statusWord(status: Status): string {
  return t().status[status]();
}

/** Where a record stands on its way: never a bare "saved". */
export type RecordState = "on-this-device" | "sending" | "confirmed" | "needs-attention";

export function recordStateWord(state: RecordState): string {
  const words = t().status;
  const by = {
    "on-this-device": words.onThisDevice,
    sending: words.sending,
    confirmed: words.confirmed,
    "needs-attention": words.needsAttention,
  };
  return by[state]();
}

export const RECORD_STATE_STATUS: Readonly<Record<RecordState, Status>> = {
  "on-this-device": "provisional",
  sending: "provisional",
  confirmed: "ok",
  "needs-attention": "warn",
};
