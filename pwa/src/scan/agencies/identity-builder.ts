// Collects what the fields of an HIBC, ICCBBA or MA label say into one answer, and notices where they contradict.
// An answer with a fault of the whole text (a wrong check character) keeps its elements and states no identity.

import { type Element, valueStart } from "../gs1/element-string.ts";
import { type Problem, problem } from "../gs1/fault.ts";
import type { Gs1Date } from "../gs1/gs1-dates.ts";
import { type Identity, NO_IDENTITY } from "../gs1/identity.ts";
import { type Issuer, NOTHING, refused, type UdiReading } from "../gs1/reading.ts";

export type TextField =
  | "deviceIdentifier"
  | "packageIndicator"
  | "lot"
  | "serial"
  | "count"
  | "donationId"
  | "link";
export type DateField = "expiry" | "production";

const WHOLE_TEXT_FAULTS = ["HIBC_CHECK_WRONG"];

export class IdentityBuilder {
  private readonly elements: Element[] = [];
  private readonly unknown: Element[] = [];
  private readonly errors: Problem[] = [];
  private readonly warnings: Problem[] = [];
  private readonly fields: { [field in TextField]?: string } = {};
  private readonly dates: { [field in DateField]?: Gs1Date } = {};

  add(element: Element): void {
    this.elements.push(element);
  }

  addUnknown(element: Element): void {
    const { ai, start, end } = element;
    this.unknown.push(element);
    this.warn(problem("FIELD_UNKNOWN", start, end, ai, "", ai));
  }

  fail(found: Problem): void {
    this.errors.push(found);
  }

  failValue(element: Element, code: string, expected: string): void {
    const { ai, value, end } = element;
    this.fail(problem(code, valueStart(element), end, ai, expected, value));
  }

  warn(found: Problem): void {
    this.warnings.push(found);
  }

  // A field that several elements can state; another value is an error.
  state(field: TextField, value: string, { ai, start, end }: Element): void {
    const before = this.fields[field];
    if (before === undefined) this.fields[field] = value;
    else if (before !== value) this.fail(problem("FIELD_REPEATED", start, end, ai, before, value));
  }

  set(field: TextField, value: string): void {
    this.fields[field] = value;
  }

  // A day and the month it lies in do not contradict, and the day is kept.
  stateDate(field: DateField, day: Gs1Date, { ai, start, end }: Element): void {
    const before = this.dates[field];
    if (before === undefined || isMonthOf(before, day)) this.dates[field] = day;
    else if (before.day !== day.day || before.dayGiven !== day.dayGiven) {
      if (isMonthOf(day, before)) return;
      this.fail(problem("FIELD_REPEATED", start, end, ai, before.day, day.day));
    }
  }

  setDate(field: DateField, day: Gs1Date): void {
    this.dates[field] = day;
  }

  reading(issuer: Issuer, symbology: string | null): UdiReading {
    const [nothing] = this.unknown;
    if (nothing !== undefined && this.elements.length + this.errors.length === 0) {
      const { ai, start, end } = nothing; // a text in which nothing is known is nobody's
      return refused(symbology, problem("NOT_RECOGNISED", start, end, "", "", ai));
    }
    const certain = !this.errors.some(({ code }) => WHOLE_TEXT_FAULTS.includes(code));
    return {
      ...NOTHING,
      ok: this.errors.length === 0,
      symbology,
      issuer,
      elements: this.elements,
      identity: certain ? this.identity() : NO_IDENTITY,
      unknown: this.unknown,
      errors: this.errors,
      warnings: this.warnings,
    };
  }

  private identity(): Identity {
    const { expiry, production } = this.dates;
    return {
      ...NO_IDENTITY,
      ...this.fields,
      expiry: expiry?.day ?? null,
      expiryDayGiven: expiry?.dayGiven ?? false,
      production: production?.day ?? null,
      productionDayGiven: production?.dayGiven ?? false,
    };
  }
}

function isMonthOf(month: Gs1Date, day: Gs1Date): boolean {
  return !month.dayGiven && month.day.slice(0, 7) === day.day.slice(0, 7);
}
