/**
 * What is wrong with what goes in. Mirrors backend/production/rules/consume.py; what stands in stock is the server's to
 * see.
 */

import type { ConsumeMaterialBody } from "../entries/bodies.ts";
import { factoryDay } from "../entries/factory-day.ts";
import { upstreamHolds } from "../entries/on-hand.ts";
import type { Lookup } from "../sync/view.ts";
import { placeFindings } from "./advice.ts";
import { type Finding, found, type Occasion } from "./finding.ts";
import { openTooLong } from "./open-time.ts";
import { meansAtConsumption } from "./readiness.ts";
import { stoppedBefore } from "./revisions.ts";
import { allowedItems, type Place, placeOf } from "./subject.ts";

const USABLE: ReadonlySet<string> = new Set(["released", "conditional"]);

/** The item of what went in; "" where this device does not know the lot. */
export function inputItem(rows: Lookup, body: ConsumeMaterialBody): string {
  if (body.input_lot === null) {
    return body.input_item ?? "";
  }
  return rows.get("lot", [body.input_lot])?.row.item ?? "";
}

export function adviceOnConsume(rows: Lookup, body: ConsumeMaterialBody, on: Occasion): Finding[] {
  const place = placeOf(rows, body, body.step);
  const findings = [
    ...placeFindings(place),
    ...stoppedBefore(rows, place, on),
    ...meansAtConsumption(rows, place, on),
  ];
  const named = body.input_lot ?? body.input_serial;
  const whole = body.input_lot !== null || body.input_item !== null;
  const output = body.serial !== null ? place.order !== null : body.lot !== null;
  if (named === null || !whole || !output) {
    return [...findings, found(place, "CONSUMPTION_UNCLEAR")];
  }
  return [
    ...findings,
    ...wrongPart(rows, place, body, named),
    ...aboutInput(rows, place, body, on),
  ];
}

function wrongPart(
  rows: Lookup,
  place: Place,
  body: ConsumeMaterialBody,
  named: string,
): Finding[] {
  const item = inputItem(rows, body);
  const allowed = allowedItems(place);
  if (allowed === null || allowed.has(item)) {
    return [];
  }
  const expected = [...allowed].toSorted().join(", ") || "-";
  return [found(place, "COMPONENT_WRONG", { expected, found: item || "-", input: named })];
}

function aboutInput(
  rows: Lookup,
  place: Place,
  body: ConsumeMaterialBody,
  on: Occasion,
): Finding[] {
  return body.input_lot === null
    ? aboutUnit(rows, place, body)
    : aboutLot(rows, place, body.input_lot, on);
}

function aboutLot(rows: Lookup, place: Place, input: string, on: Occasion): Finding[] {
  const lot = rows.get("lot", [input])?.row;
  if (lot === undefined || lot.stub) {
    return [found(place, "COMPONENT_UNKNOWN", { input })];
  }
  const findings: Finding[] = [];
  if (!USABLE.has(lot.status)) {
    findings.push(found(place, "COMPONENT_NOT_RELEASED", { input, found: lot.status }));
  }
  if (lot.expiry !== null && factoryDay(on.atMs) > lot.expiry) {
    findings.push(found(place, "COMPONENT_EXPIRED", { input, found: lot.expiry }));
  }
  findings.push(...openTooLong(rows, place, input, on));
  const holds = upstreamHolds(rows, input);
  const [first] = holds;
  if (first !== undefined) {
    const late = holds.every(({ hold }) => on.atMs < Date.parse(hold.placed_at));
    const before = late ? "yes" : "no";
    const detail = { input, held: first.held, hold: first.hold.reason_code, before };
    findings.push(found(place, "COMPONENT_ON_HOLD", detail));
  }
  return findings;
}

function aboutUnit(rows: Lookup, place: Place, body: ConsumeMaterialBody): Finding[] {
  const input = body.input_serial ?? "";
  const unit = rows.get("unit", [body.input_item ?? "", input])?.row;
  if (unit === undefined || unit.stub) {
    return [found(place, "COMPONENT_UNKNOWN", { input })];
  }
  const findings: Finding[] = [];
  const [hold] = unit.holds;
  if (hold !== undefined) {
    const detail = { input, held: input, hold, before: "no" };
    findings.push(found(place, "COMPONENT_ON_HOLD", detail));
  } else if (unit.status === "scrapped") {
    findings.push(found(place, "COMPONENT_NOT_RELEASED", { input, found: unit.status }));
  }
  if (unit.parent !== null && !takenHere(place, unit.item)) {
    const detail = { item: unit.item, serial: input, output: place.subject.serial ?? "-" };
    findings.push(found(place, "UNIT_BUILT_IN_TWICE", detail));
  }
  return findings;
}

/** This step has taken one of that item already: the same unit again changes nothing. */
function takenHere({ run }: Place, item: string): boolean {
  return run?.consumed.includes(item) === true;
}
