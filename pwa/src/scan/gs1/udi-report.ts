// The answer for one text in the shape that `unitrail udi parse` prints, so that both sides can be compared.

import type { Element } from "./element-string.ts";
import type { Problem } from "./fault.ts";
import type { Identity } from "./identity.ts";
import type { Issuer } from "./reading.ts";
import { message } from "./texts.ts";
import { type ParseOptions, parseUdi, type UdiReading } from "./udi.ts";

export interface ReportedProblem {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly message: { readonly en: string; readonly zh: string };
}

export interface ReportedIdentity {
  readonly di: string | null;
  readonly lot: string | null;
  readonly serial: string | null;
  readonly expiry: string | null;
  readonly expiry_day_given: boolean;
  readonly production: string | null;
  readonly donation_id?: string;
  readonly link?: string;
  readonly software_version?: string;
}

export interface ReportedReading extends ReportedIdentity {
  readonly elements: readonly { readonly ai: string; readonly value: string }[];
}

export interface UdiReport extends ReportedReading {
  readonly ok: boolean;
  readonly symbology: string | null;
  readonly issuer: Issuer | null;
  readonly ambiguous: readonly ReportedReading[];
  readonly errors: readonly ReportedProblem[];
  readonly unknown?: readonly { readonly ai: string; readonly value: string }[];
  readonly warnings?: readonly ReportedProblem[];
}

export function report(text: string, options: ParseOptions): UdiReport {
  return reported(parseUdi(text, options));
}

export function reported(reading: UdiReading): UdiReport {
  return {
    ok: reading.ok,
    symbology: reading.symbology,
    issuer: reading.issuer,
    elements: pairs(reading.elements),
    ...reportedIdentity(reading.identity),
    ambiguous: reading.ambiguous.map(({ elements, identity }) => ({
      elements: pairs(elements),
      ...reportedIdentity(identity),
    })),
    errors: reading.errors.map(reportedProblem),
    ...(reading.unknown.length > 0 ? { unknown: pairs(reading.unknown) } : {}),
    ...(reading.warnings.length > 0 ? { warnings: reading.warnings.map(reportedProblem) } : {}),
  };
}

function pairs(elements: readonly Element[]) {
  return elements.map(({ ai, value }) => ({ ai, value }));
}

function reportedIdentity(identity: Identity): ReportedIdentity {
  return {
    di: identity.deviceIdentifier,
    lot: identity.lot,
    serial: identity.serial,
    expiry: identity.expiry,
    expiry_day_given: identity.expiryDayGiven,
    production: identity.production,
    ...(identity.donationId === null ? {} : { donation_id: identity.donationId }),
    ...(identity.link === null ? {} : { link: identity.link }),
    ...(identity.softwareVersion === null ? {} : { software_version: identity.softwareVersion }),
  };
}

function reportedProblem(found: Problem): ReportedProblem {
  const { code, start, end } = found;
  return { code, start, end, message: { en: message(found, "en"), zh: message(found, "zh") } };
}
