/**
 * How a lot stands: its status, and beside it what stops its use: a hold, a past expiry, an unknown item.
 */

import { upstreamHolds } from "../entries/on-hand.ts";
import type { LotRow } from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";
import type { Chip } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import type { Status } from "../ui/status.ts";

const STATUS: Readonly<Record<string, Status>> = {
  created: "provisional",
  quarantine: "quarantine",
  inspecting: "quarantine",
  released: "ok",
  conditional: "warn",
  rejected: "stop",
  depleted: "provisional",
  expired: "stop",
};

export function lotChip(lot: LotRow): Chip {
  return {
    status: STATUS[lot.status] ?? "provisional",
    label: wordOf(d().word.lotStatus, lot.status),
  };
}

/** `today` as YYYY-MM-DD. */
export function lotChips(rows: Lookup, lot: LotRow, today: string): readonly Chip[] {
  const words = d().word;
  const expired = lot.expiry !== null && lot.expiry < today && lot.status !== "expired";
  return [
    lotChip(lot),
    ...(upstreamHolds(rows, lot.number).length > 0
      ? [{ status: "hold", label: words.onHold() } as const]
      : []),
    ...(expired ? [{ status: "stop", label: words.expiredDate() } as const] : []),
    ...(lot.stub ? [{ status: "warn", label: words.stub() } as const] : []),
    ...(rows.get("lot", [lot.number])?.provisional === true
      ? [{ status: "provisional", label: words.provisional() } as const]
      : []),
  ];
}
