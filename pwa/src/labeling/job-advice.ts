/**
 * What a new label job most likely wants: which template first, and which number each label carries. Only advice: the
 * person chooses, and the door says what is missing.
 */

import type { IdentifierRow, ItemRow } from "../entries/rows.ts";
import type { Numbering } from "./job-numbers.tsx";

export interface Offered {
  readonly number: string;
  /** The fields without which it is not printed. */
  readonly needs: readonly string[];
}

export interface Subject {
  readonly trace: ItemRow["trace"] | null;
  readonly level: IdentifierRow["level"] | null;
  readonly lot: boolean;
}

/** What no job has: these are printed from the records of places, equipment and people. */
const ELSEWHERE: ReadonlySet<string> = new Set(["location_code", "equipment_code", "badge"]);
/** What tells the templates of a job apart. */
const TELLING = ["gtin", "lot", "serial", "sscc", "quantity"] as const;

export function numberingFor({ trace, level }: Subject): Numbering {
  const single = level !== null && level !== "package";
  return single && (trace === "serial" || trace === "both") ? "serials" : "alike";
}

/** Those that a job can print, the most fitting first; where nothing is said of the subject, in their own order. */
export function templatesFor<T extends Offered>(
  templates: readonly T[],
  subject: Subject,
  numbering: Numbering,
): readonly T[] {
  const worth = worthOf(subject, numbering);
  const score = ({ needs }: T): number =>
    TELLING.filter((field) => needs.includes(field)).reduce((sum, field) => sum + worth[field], 0);
  return templates
    .filter(({ needs }) => !needs.some((field) => ELSEWHERE.has(field)))
    .toSorted((a, b) => score(b) - score(a));
}

/** True where enough is said for the first of `templatesFor` to be more than the first of a list. */
export function isTold({ level, lot }: Subject, numbering: Numbering): boolean {
  return level !== null || lot || numbering === "sscc";
}

/** How much it speaks for a template that it needs a field: against it where the field will not be given. */
function worthOf(
  { trace, level, lot }: Subject,
  numbering: Numbering,
): Readonly<Record<(typeof TELLING)[number], number>> {
  const inContainer = numbering === "sscc";
  const packed = level === "package";
  const bySerial = (trace === "serial" || trace === "both") && !packed;
  const ofLot = lot || trace === "lot" || trace === "both";
  return {
    gtin: level === null || inContainer ? -3 : 1,
    lot: ofLot ? 1.5 : -3,
    serial: !bySerial || inContainer ? -3 : trace === "serial" ? 2 : 1,
    sscc: inContainer ? 5 : -5,
    quantity: packed && !inContainer ? 1 : -3,
  };
}
