/**
 * What a label job says at a glance: its chips, its spans in words, which label of it a scanned number is.
 */

import { type DeskActs, mayAct } from "../entries/desk-acts.ts";
import type { LabelJobRow, Span } from "../entries/label-rows.ts";
import type { ServerDoor } from "../entries/server-door.ts";
import type { Lookup } from "../sync/view.ts";
import type { Chip } from "../ui/desk-cells.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import type { Status } from "../ui/status.ts";

export interface JobParts {
  readonly job: LabelJobRow;
  readonly rows: Lookup;
  readonly acts: DeskActs;
  readonly server: ServerDoor;
}

/** Why the person signed in cannot do it; null when they can. */
export function roleMissing(acts: DeskActs, action: Parameters<typeof mayAct>[1]): string | null {
  return mayAct(acts.actor, action) ? null : d().print.notAllowed();
}

const STATUS: Readonly<Record<LabelJobRow["status"], Status>> = {
  requested: "provisional",
  blocked: "stop",
  read_back: "provisional",
  released: "ok",
  printing: "provisional",
  stopped: "warn",
  printed: "ok",
  closed: "ok",
  cancelled: "hold",
};

export function jobChips(job: LabelJobRow): readonly Chip[] {
  const words = d().print;
  const own: Chip = { status: STATUS[job.status], label: words.status[job.status]() };
  return job.incident === "" ? [own] : [{ status: "stop", label: words.incident() }, own];
}

export function spanText({ first, last }: Span): string {
  return first === last ? String(first) : `${first}–${last}`;
}

export function spansText(spans: readonly Span[]): string {
  return spans.map(spanText).join(", ");
}

export function countOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

/** Jobs that a printer has before it, in the order in which it takes them. */
export function queueOf(rows: Lookup, printer: string | null): readonly LabelJobRow[] {
  return rows
    .all("label_job")
    .map(({ row }) => row)
    .filter((job) => job.status === "printing" && job.method === "printer")
    .filter((job) => job.printer === printer && job.incident === "")
    .toSorted(inTurn);
}

/** As the printing room asks for them: the oldest request first; what is half sent is finished before. */
function inTurn(left: LabelJobRow, right: LabelJobRow): number {
  const sent = Number(right.sending !== null) - Number(left.sending !== null);
  const asked = left.requested_at.localeCompare(right.requested_at);
  return sent || asked || left.id.localeCompare(right.id);
}

/** A whole number of at least `least`, or null. */
export function whole(text: string, least = 0, most = 1_000_000): number | null {
  const value = /^\d{1,7}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
}
