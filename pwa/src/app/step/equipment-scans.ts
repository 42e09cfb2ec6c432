/**
 * Scans of machines and gauges at the steps, and what is scanned too early while a machine is asked for.
 */

import { inputOf } from "../../production/input.ts";
import type { Opening } from "../../production/open-step.ts";
import { allowedItems, placeOf } from "../../production/subject.ts";
import type { Reading } from "../../scan/resolve.ts";
import type { ReadScan } from "../scan-desk.ts";
import type { StepWork } from "./work.ts";

/** True when the scan was about equipment, or has to wait for it. */
export async function takeForMeans(work: StepWork, { reading, scan }: ReadScan): Promise<boolean> {
  const { ask, opening } = work.state.value;
  if (ask?.is === "choose" && reading.is === "equipment") {
    return chosenByMachine(work, ask.openings, reading, scan);
  }
  if (opening === null) {
    if (reading.is === "equipment") {
      work.means.set(reading.code, scan);
    }
    return reading.is === "equipment";
  }
  if (reading.is === "equipment") {
    await work.means.use(opening, reading.code, scan);
    return true;
  }
  const gate = work.means.gate(opening);
  if (gate === null || reading.is === "command") {
    return false;
  }
  if ((gate.is === "machine" || gate.is === "piece") && reading.is === "text") {
    await work.means.use(opening, reading.text, scan);
    return true;
  }
  const place = placeOf(work.app.rows, opening.subject, opening.step.number);
  const input = inputOf(work.app.rows, reading, place);
  const isPart = input?.item != null && allowedItems(place)?.has(input.item) === true;
  if (isPart) {
    work.means.early(scan.text.slice(0, 40));
    work.app.feedback.signal("warn", scan);
  }
  return isPart;
}

/** Several steps are next: the machine's tag says which one, and begins it on that machine. */
async function chosenByMachine(
  work: StepWork,
  openings: readonly Opening[],
  { code, row }: Extract<Reading, { is: "equipment" }>,
  scan: object,
): Promise<boolean> {
  const fitting = openings.filter(({ step }) => step.equipment_class === row?.equipment_class);
  const [only, ...others] = fitting;
  if (row === null || only === undefined || others.length > 0) {
    work.app.feedback.signal("warn", scan);
    return true;
  }
  work.open(only);
  await work.means.use(only, code, scan);
  return true;
}
