/**
 * Which label of a job a scanned text is, and what the server will say to it as far as the job's row can tell.
 * Mirrors backend/labeling/rules/issued.py; tests/vectors/labeling runs on both sides.
 */

import type { LabelJobRow, Span } from "../entries/label-rows.ts";
import { identitiesIn } from "../scan/identities.ts";
import type { Lookup } from "../sync/view.ts";

/** What a label says it is: a number of a pool of numbers. */
interface Named {
  readonly pool: string;
  readonly number: string;
}

export interface LabelAdvice {
  /** What is wrong with the label; null: nothing that this device can see. */
  readonly code: string | null;
  readonly detail: Readonly<Record<string, string | number>>;
  /** Which label of the job; null: labels are alike, or only the server can tell. */
  readonly n: number | null;
  readonly number: string | null;
  /** False: the server tells. The numbers are in no order, or the label may have been printed since the row was sent. */
  readonly certain: boolean;
}

/** A label that this job's labels must not lie beside, whenever this device last heard of it: the person stops. */
export const MIXED_UP = "LABEL_OF_OTHER_JOB";

const AIM_LENGTH = 3;
const SSCC = "sscc:";
/** A longer count is not exact here; an SSCC's whole number would be one. */
const COUNTED_DIGITS = 15;

export function adviceOnLabel(
  rows: Lookup,
  job: LabelJobRow,
  text: string,
  year: number,
): LabelAdvice {
  const about = { job: job.number };
  if (job.status === "closed" || job.status === "cancelled") {
    return finding("LABEL_JOB_CLOSED", { ...about, status: job.status });
  }
  if (job.pool === null) {
    return isAlike(job, text) ? sound(null, null) : foreign(job, text);
  }
  const found = placeIn(job, text, year);
  if (found.is === "label") {
    return ofJob(job, found.n, found.number);
  }
  const other = ownerOf(rows, job, text, year);
  if (other !== null) {
    const { job: owner, number } = other;
    return { ...finding("LABEL_OF_OTHER_JOB", { ...about, number, other: owner.id }), number };
  }
  return found.is === "perhaps"
    ? { ...sound(null, found.number), certain: false }
    : foreign(job, text);
}

function foreign(job: LabelJobRow, text: string): LabelAdvice {
  return finding("LABEL_NOT_OF_JOB", { job: job.number, found: text.slice(0, 100) });
}

/** Printed, or not to be in anybody's hand. A replaced label and one never printed look alike once there is a void. */
function ofJob(job: LabelJobRow, n: number, number: string): LabelAdvice {
  const sent = job.sending !== null && within(job.sending, n);
  if (sent || !job.todo.some((span) => within(span, n))) {
    return sound(n, number);
  }
  const code = job.void === 0 ? "LABEL_NOT_PRINTED_HERE" : "LABEL_IS_VOID";
  return { ...finding(code, { job: job.number, n, number }), n, number, certain: false };
}

const within = ({ first, last }: Span, n: number): boolean => first <= n && n <= last;

const sound = (n: number | null, number: string | null): LabelAdvice => ({
  code: null,
  detail: {},
  n,
  number,
  certain: true,
});

const finding = (code: string, detail: LabelAdvice["detail"]): LabelAdvice => ({
  code,
  detail,
  n: null,
  number: null,
  certain: true,
});

/** The jobs of which a scanned text can be a label: those that are sure of it, else those that cannot say. */
export function jobsOf(rows: Lookup, site: string, text: string, year: number): LabelJobRow[] {
  const open = rows
    .all("label_job")
    .map(({ row }) => row)
    .filter((job) => job.site === site && job.status !== "cancelled");
  const sure = open.filter((job) => holds(job, text, year));
  const named = open.filter((job) => placeIn(job, text, year).is === "perhaps");
  return newest(sure.length > 0 ? sure : named);
}

function newest(jobs: readonly LabelJobRow[]): LabelJobRow[] {
  const working = jobs.filter(({ status }) => status !== "closed");
  const shown = working.length > 0 ? working : jobs;
  return shown.toSorted((a, b) => b.requested_at.localeCompare(a.requested_at));
}

function ownerOf(
  rows: Lookup,
  job: LabelJobRow,
  text: string,
  year: number,
): { readonly job: LabelJobRow; readonly number: string } | null {
  for (const { row } of rows.all("label_job")) {
    const alike = row.id !== job.id && isContainer(row) === isContainer(job);
    const place = alike ? placeIn(row, text, year) : NOWHERE;
    if (place.is === "label") return { job: row, number: place.number };
  }
  return null;
}

/** Its labels carry SSCCs: a unit's label beside them is no mix-up, and the other way round. */
function isContainer({ pool }: LabelJobRow): boolean {
  return pool?.startsWith(SSCC) === true;
}

function holds(job: LabelJobRow, text: string, year: number): boolean {
  return job.pool === null ? isAlike(job, text) : placeIn(job, text, year).is === "label";
}

/** As it was read back; a scanner may send no AIM identifier. */
function isAlike(job: LabelJobRow, text: string): boolean {
  return job.contents.some((content) => text === content || text === content.slice(AIM_LENGTH));
}

type Place =
  | { readonly is: "label"; readonly n: number; readonly number: string }
  | { readonly is: "perhaps"; readonly number: string }
  | { readonly is: "none" };

const NOWHERE: Place = { is: "none" };

function placeIn(job: LabelJobRow, text: string, year: number): Place {
  const places = namedBy(job, text, year).map((named) => placeOf(job, named));
  return (
    places.find(({ is }) => is === "label") ?? places.find(({ is }) => is !== "none") ?? NOWHERE
  );
}

function placeOf(job: LabelJobRow, { pool, number }: Named): Place {
  if (pool !== job.pool) {
    return NOWHERE;
  }
  if (job.sequence === null || job.sequence.digits > COUNTED_DIGITS) {
    return { is: "perhaps", number };
  }
  const n = countedIn(job.sequence, number);
  return n !== null && n >= 1 && n <= job.count ? { is: "label", n, number } : NOWHERE;
}

function countedIn(sequence: NonNullable<LabelJobRow["sequence"]>, number: string): number | null {
  const { prefix, digits, first, checked } = sequence;
  const body = checked ? number.slice(0, -1) : number;
  const counted = body.startsWith(prefix) ? body.slice(prefix.length) : "";
  if (!/^\d{1,15}$/.test(counted) || String(Number(counted)).padStart(digits, "0") !== counted) {
    return null;
  }
  return Number(counted) - first + 1;
}

/** The numbers that a scan may say, of the kind which the job's labels carry; several where a separator may be lost. */
function namedBy(job: LabelJobRow, text: string, year: number): readonly Named[] {
  return identitiesIn(text, year).flatMap(({ serial, deviceIdentifier, sscc }) => {
    if (isContainer(job)) {
      return sscc === null ? [] : [{ pool: job.pool ?? "", number: sscc }];
    }
    return serial === null || deviceIdentifier === null
      ? []
      : [{ pool: `serial:${deviceIdentifier}`, number: serial }];
  });
}
