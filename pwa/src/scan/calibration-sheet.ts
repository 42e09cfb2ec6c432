/**
 * What is printed on the calibration sheet, and which of its codes a scan is.
 */

import sheet from "../../../labels/calibration_sheet.json";
import type { RawScan } from "./raw-scan.ts";

export type SheetCodeId = "gs1-datamatrix" | "gs1-128" | "long-qr" | "mixed-case" | "sixty";

export interface SheetCode {
  readonly id: SheetCodeId;
  /** The AIM identifier a correct scanner sends. */
  readonly aim: string;
  readonly text: string;
  /** How many times it is to be scanned. */
  readonly times: number;
}

/** What is printed on the calibration sheet, from the same file that prints it. */
export const SHEET: readonly SheetCode[] = (sheet as readonly SheetCode[]).map(
  ({ id, aim, text, times }) => ({ id, aim, text, times }),
);

/** Which code of the sheet a scan is, forgiving what calibration is there to find. */
export function recognise(scan: RawScan): SheetCode | null {
  const seen = bare(scan.text);
  const byText = SHEET.filter((code) => bare(code.text) === seen);
  return byText.find((code) => code.aim === scan.aim) ?? byText[0] ?? null;
}

function bare(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, "").toUpperCase();
}
