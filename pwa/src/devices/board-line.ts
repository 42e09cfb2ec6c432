/**
 * A line of `GET /devices` as it is read, and how a device stands: by shape and word, silence included.
 */

import type { Chip } from "../ui/desk-cells.tsx";
import { age } from "../ui/format.ts";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import type { Status } from "../ui/status.ts";

export interface BoardLine {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly site: string;
  readonly status: string;
  readonly app: string;
  readonly last_push_at: string | null;
  readonly age_seconds: number | null;
  /** Records the device has announced and not yet handed over. */
  readonly queue_length: number;
  readonly calibration: BoardCalibration | null;
}

export interface BoardCalibration {
  readonly at: string;
  readonly profile: string;
  readonly capabilities: {
    readonly aim_id: boolean;
    readonly gs: string;
    readonly terminator: string;
    readonly case_ok: boolean;
    readonly max_gap_ms: number;
    readonly passed: boolean;
  };
}

/** A device reports at least every ten minutes while it runs; twice that is silence. */
export const SILENT_SECONDS = 20 * 60;

export function isSilent({ age_seconds, status }: BoardLine): boolean {
  return status === "active" && (age_seconds === null || age_seconds > SILENT_SECONDS);
}

const STATUS: Readonly<Record<string, Status>> = {
  active: "ok",
  forked: "stop",
  revoked: "stop",
  released: "provisional",
};

export function deviceChip({ status }: BoardLine): Chip {
  return { status: STATUS[status] ?? "warn", label: wordOf(d().device.status, status) };
}

export function contactChip(line: BoardLine): Chip {
  const words = d().device;
  if (line.age_seconds === null) {
    return { status: "provisional", label: words.never() };
  }
  return line.age_seconds > SILENT_SECONDS
    ? { status: "warn", label: words.quiet(age(line.age_seconds * 1000)) }
    : { status: "ok", label: words.onlineNow() };
}

export function calibrationChip({ calibration, kind }: BoardLine): Chip | null {
  const words = d().device;
  if (calibration === null) {
    return kind === "handheld" ? { status: "warn", label: words.uncalibrated() } : null;
  }
  return calibration.capabilities.passed
    ? { status: "ok", label: words.calibrated() }
    : { status: "warn", label: words.limited() };
}
