/**
 * What the calibration sheet proves about a scanner, decided from what arrived (S03).
 * Pure: the screen collects scans, this says which device may capture UDI and why not.
 */

import { SHEET, type SheetCode, type SheetCodeId } from "./calibration-sheet.ts";
import { type CaseState, caseState } from "./case-flip.ts";
import type { DeviceFamily } from "./profile.ts";
import { GS, type GsDelivery, type RawScan, type Terminator } from "./raw-scan.ts";

export type CalibrationProblem =
  | "aim-missing"
  | "aim-wrong"
  | "gs-missing"
  | "terminator-missing"
  | "case-changed"
  | "text-wrong";

export interface CodeResult {
  readonly id: SheetCodeId;
  readonly aim: string | null;
  readonly gs: readonly GsDelivery[];
  readonly terminator: Terminator;
  readonly case: CaseState;
  readonly max_gap_ms: number;
  readonly ms: number;
  readonly ime: boolean;
  readonly problems: readonly CalibrationProblem[];
}

export function evaluateCode(code: SheetCode, scan: RawScan): CodeResult {
  const gsLost = code.text.includes(GS) && !scan.text.includes(GS);
  const expected = gsLost ? code.text.replaceAll(GS, "") : code.text;
  const letterCase = caseState(expected, scan.text);
  const found: readonly (readonly [CalibrationProblem, boolean])[] = [
    ["aim-missing", scan.aim === null],
    ["aim-wrong", scan.aim !== null && scan.aim !== code.aim],
    ["gs-missing", gsLost],
    ["terminator-missing", scan.terminator === "none"],
    ["case-changed", letterCase !== "exact" && letterCase !== "other"],
    ["text-wrong", letterCase === "other"],
  ];
  return {
    id: code.id,
    aim: scan.aim,
    gs: scan.gsSeen,
    terminator: scan.terminator,
    case: letterCase,
    max_gap_ms: Math.round(scan.maxGapMs),
    ms: Math.round(scan.ms),
    ime: scan.ime,
    problems: found.flatMap(([problem, holds]) => (holds ? [problem] : [])),
  };
}

/** `fixed-length-only`: application identifiers of variable length are not taken from this scanner. */
export type UdiCapture = "full" | "fixed-length-only" | "none";

/** What this device's scanner was shown to do; kept on the device and sent with its shift record. */
export interface Capability {
  readonly version: 1;
  readonly family: DeviceFamily;
  /** ISO 8601 with offset, from the device's clock. */
  readonly calibrated_at: string;
  readonly passed: boolean;
  readonly udi: UdiCapture;
  readonly aim_sent: boolean;
  readonly gs: readonly GsDelivery[];
  readonly case: CaseState;
  readonly ime: boolean;
  readonly max_gap_ms: number;
  readonly codes: readonly CodeResult[];
}

/** How many reads of a code are still to come. */
export function remaining(code: SheetCode, results: readonly CodeResult[]): number {
  return Math.max(0, code.times - results.filter(({ id }) => id === code.id).length);
}

/** The capability record, or null while codes of the sheet are missing. */
export function evaluateSheet(
  results: readonly CodeResult[],
  family: DeviceFamily,
  calibratedAt: string,
): Capability | null {
  if (SHEET.some((code) => remaining(code, results) > 0)) {
    return null;
  }
  const problems = new Set(results.flatMap((result) => result.problems));
  return {
    version: 1,
    family,
    calibrated_at: calibratedAt,
    passed: problems.size === 0,
    udi: udiCapture(problems),
    aim_sent: results.every(({ aim }) => aim !== null),
    gs: [...new Set(results.flatMap(({ gs }) => gs))],
    case: results.find((result) => result.case !== "exact")?.case ?? "exact",
    ime: results.some(({ ime }) => ime),
    max_gap_ms: Math.max(...results.map((result) => result.max_gap_ms)),
    codes: results,
  };
}

function udiCapture(problems: ReadonlySet<CalibrationProblem>): UdiCapture {
  const unreliable: readonly CalibrationProblem[] = ["case-changed", "text-wrong"];
  if (unreliable.some((problem) => problems.has(problem))) {
    return "none";
  }
  return problems.size === 0 ? "full" : "fixed-length-only";
}
