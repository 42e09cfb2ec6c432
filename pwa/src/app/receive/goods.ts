/**
 * What a reading tells a delivery, and the small decisions beside recording it.
 */

import type { Scan } from "../../entries/bodies.ts";
import type { Finding } from "../../receiving/finding.ts";
import {
  takeItem,
  takeLabel,
  takeOwnLabel,
  takePackage,
  takeSupplierLot,
  takeUnknown,
} from "../../receiving/label.ts";
import type { ReceiveTask } from "../../receiving/task.ts";
import type { Reading } from "../../scan/resolve.ts";
import { codeText } from "../codes.ts";
import type { App } from "../context.ts";
import type { Result } from "./result.ts";

/** Stands for the own number while it is not allotted yet; it is allotted in the append itself. */
export const UNNAMED = "-";

export function named(found: Finding, lot: string): Finding {
  return found.detail.lot === UNNAMED ? { ...found, detail: { ...found.detail, lot } } : found;
}

/** Info alone does not make a receipt a flagged one. */
export function worth(findings: readonly Finding[]): boolean {
  return findings.some(({ code, detail }) => codeText(code, detail).severity !== "info");
}

export function overKey({ detail }: Finding): string {
  return `OVER_RECEIPT ${detail.order} ${detail.line}`;
}

export function goods(task: ReceiveTask, app: App, reading: Reading, scan: Scan): ReceiveTask {
  switch (reading.is) {
    case "product":
      return takeLabel(task, { ...reading, scan });
    case "package":
      return takePackage(task, scan, reading.number);
    case "lot":
      return takeOwnLabel(task, app.rows, scan, reading.number);
    case "item":
      return takeItem(task, scan, reading.item.number);
    case "supplier_lot":
      return takeSupplierLot(task, scan, reading.text, reading.lots);
    default:
      return takeUnknown(task, scan);
  }
}

/** The first quarantine location by code; what was scanned later stands instead. */
export function firstQuarantine(app: App, site: string): string {
  const codes = app.rows
    .all("location")
    .filter(({ row }) => row.site === site && row.type === "quarantine")
    .map(({ row }) => row.code)
    .toSorted();
  return codes[0] ?? "QUARANTINE";
}

/** What a reading says about the whole delivery; null when it is goods. */
export function contextOf(
  task: ReceiveTask,
  reading: Reading,
): { task: ReceiveTask; result: Result; fine: boolean } | null {
  if (reading.is === "order") {
    const { number, row } = reading;
    const known = row !== null;
    const next = { ...task, order: number, supplier: null };
    return { task: next, result: { is: "order", number, known }, fine: known };
  }
  if (reading.is === "location") {
    const fits = reading.row?.type === "quarantine";
    const { code } = reading;
    return { task: { ...task, location: code }, result: { is: "place", code, fits }, fine: fits };
  }
  if (reading.is === "supplier") {
    const { number } = reading;
    const next = { ...task, supplier: number };
    return { task: next, result: { is: "supplier", number }, fine: true };
  }
  if (reading.is === "lot" && (reading.row === null || reading.row.stub)) {
    const { number } = reading;
    const next = { ...task, nextLabel: number };
    return { task: next, result: { is: "label", number }, fine: true };
  }
  return null;
}
