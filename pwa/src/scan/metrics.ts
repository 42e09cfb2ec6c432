/**
 * One line per scan and the rates over a device's day: scan quality is a field metric (S28).
 */

import type { RawScan, Source } from "./raw-scan.ts";

export type ScanOutcome = "ok" | "warn" | "stop" | "incomplete" | "duplicate";

export interface ScanMetric {
  readonly source: Source;
  readonly ms: number;
  readonly chars: number;
  readonly max_gap_ms: number;
  readonly outcome: ScanOutcome;
  /** Code of the refusal or exception catalogue; null when there was none. */
  readonly error_code: string | null;
}

export interface ScanRates {
  readonly scans: number;
  readonly rejects: number;
  readonly rescans: number;
  /** Rejects per hundred scans; null while nothing was scanned. */
  readonly reject_percent: number | null;
  readonly alarm: boolean;
}

/** More rejects than this in a hundred scans raises the alarm (S28). */
export const ALARM_PERCENT = 2;

export function scanMetric(
  scan: Pick<RawScan, "source" | "ms" | "chars" | "maxGapMs">,
  outcome: ScanOutcome,
  errorCode: string | null = null,
): ScanMetric {
  const { source, ms, chars, maxGapMs } = scan;
  return {
    source,
    chars,
    outcome,
    ms: Math.round(ms),
    max_gap_ms: Math.round(maxGapMs),
    error_code: errorCode,
  };
}

/** Incomplete scans are rejects: the person had to scan again. */
export function scanRates(metrics: readonly ScanMetric[]): ScanRates {
  const rejects = metrics.filter(({ outcome }) => outcome === "incomplete" || outcome === "stop");
  const rescans = metrics.filter(({ outcome }) => outcome === "duplicate").length;
  const scans = metrics.length;
  const percent = scans === 0 ? null : (100 * rejects.length) / scans;
  const alarm = percent !== null && percent > ALARM_PERCENT;
  return { scans, rejects: rejects.length, rescans, reject_percent: percent, alarm };
}
