/**
 * One label of a job as the server lists it, and what may be done with it now.
 * Mirrors backend/labeling/rules/issued.py.
 */

import type { LabelJobRow } from "../entries/label-rows.ts";
import type { JsonObject } from "../sync/canonical.ts";
import type { Chip } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import type { Status } from "../ui/status.ts";

/** What `GET /label-jobs/{job}/labels` tells of a label; "open": never sent to paper. */
export interface LabelLine {
  readonly n: number;
  readonly number: string | null;
  readonly state: string;
  readonly copies: number;
  readonly printed_at: string | null;
  readonly scanned_at: string | null;
  readonly by: string;
}

export interface LabelsPage {
  readonly job: string;
  readonly position: number;
  readonly more: boolean;
  /** How many labels of the whole job are in each state. */
  readonly states: Readonly<Record<string, number>>;
  readonly labels: readonly LabelLine[];
}

/** In the order of a label's life. */
export const STATES = [
  "open",
  "sent",
  "uncertain",
  "printed",
  "scanned",
  "applied",
  "sample",
  "destroyed",
  "returned",
  "waiting",
  "void",
] as const;

const STATUS: Readonly<Record<string, Status>> = {
  open: "provisional",
  sent: "provisional",
  uncertain: "warn",
  waiting: "provisional",
  void: "hold",
};

export function labelChip({ state }: Pick<LabelLine, "state">): Chip {
  return { status: STATUS[state] ?? "ok", label: wordOf(d().print.state, state) };
}

const ON_PAPER = ["printed", "scanned", "applied", "sample", "destroyed", "returned"];

/** Uses that a person may state from the list; a label is applied where it is, and scanned there. */
export const LISTED_USES = ["sample", "destroyed", "returned"] as const;
export type ListedUse = (typeof LISTED_USES)[number];

export type Act = "reprint" | "void" | ListedUse;

/** What the server would take for a label of the job as both stand here. */
export function actsOn(job: LabelJobRow, line: LabelLine): readonly Act[] {
  if (!ON_PAPER.includes(line.state)) {
    return [];
  }
  const atRest = ["printed", "stopped", "closed"].includes(job.status) && job.incident === "";
  const replaced: readonly Act[] = job.status === "closed" ? ["reprint"] : ["reprint", "void"];
  const known = textOf(job, line) !== null && !["closed", "cancelled"].includes(job.status);
  const uses = LISTED_USES.filter((use) => use !== line.state);
  return [...(atRest ? replaced : []), ...(known ? uses : [])];
}

/** What the label's symbol says of its own number, as a scanner would send it; null where labels are all alike. */
function textOf(job: LabelJobRow, { number }: LabelLine): string | null {
  if (number === null || job.pool === null) {
    return null;
  }
  if (job.pool.startsWith("sscc:")) {
    return `]d200${number}`;
  }
  const di = job.pool.replace(/^serial:/, "");
  return `]d201${di}21${number}`;
}

/** Where a label went that was chosen from the list and not scanned. */
export function useOf(job: LabelJobRow, line: LabelLine, use: ListedUse): JsonObject | null {
  const text = textOf(job, line);
  return text === null ? null : { job: job.id, scans: [{ entered: "typed", text }], use };
}
