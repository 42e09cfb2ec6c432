/**
 * Records of a step as they travel, made from where the person is and what was scanned or keyed.
 */

import type {
  ChangeLotBody,
  ConsumeMaterialBody,
  FinishStepBody,
  Quantity,
  RecordCheckBody,
  RecordReadingBody,
  ReportBlockedBody,
  Scan,
  SkipStepBody,
  StartStepBody,
  StepComponent,
  TakeBackBody,
} from "../entries/bodies.ts";
import type { WorkOrderRow } from "../entries/floor-rows.ts";
import { productOf } from "../sync/decimal.ts";
import type { Opening } from "./open-step.ts";

/** What was scanned as a component: a lot, or a unit by item and serial. */
export interface Input {
  readonly lot: string | null;
  readonly item: string | null;
  readonly serial: string | null;
  /** Where the lot stands, if that is clear here. */
  readonly location: string | null;
}

function at({ subject, step }: Opening) {
  const { order, lot, serial } = subject;
  return { order, lot, serial, step: step.number };
}

export function startBody(
  opening: Opening,
  order: WorkOrderRow | null,
  equipment: readonly string[],
): StartStepBody {
  const revision = order?.routing_revision ?? "-";
  return { ...at(opening), equipment, revision: revision || "-", scans: [] };
}

export function finishBody(opening: Opening, second_badge: string | null): FinishStepBody {
  return { ...at(opening), second_badge };
}

export function skipBody(opening: Opening): SkipStepBody {
  return at(opening);
}

/** How much of a component what is being made takes; null where the amount has no exact decimal. */
export function quantityFor(
  component: StepComponent,
  { subject }: Opening,
  lotQuantity: string | null,
): Quantity | null {
  const count = subject.serial !== null ? "1" : lotQuantity;
  const value = count === null ? null : productOf(component.quantity, count);
  return value === null ? null : { unit: component.unit, value };
}

export function consumeBody(
  opening: Opening,
  input: Input,
  quantity: Quantity,
  scans: readonly Scan[],
): ConsumeMaterialBody {
  const { item, lot, serial } = input;
  const named = { input_item: lot === null ? item : null, input_lot: lot, input_serial: serial };
  return { ...at(opening), ...named, location: input.location, quantity, scans };
}

export interface Change {
  readonly from: string;
  readonly fromLocation: string | null;
  readonly to: Input & { readonly lot: string };
  /** How many units each part has, by the part's name. */
  readonly before: { readonly lot: string; readonly quantity: string };
  readonly after: { readonly lot: string; readonly quantity: string };
  /** Of the new lot, into the later part. */
  readonly quantity: Quantity;
  readonly scans: readonly Scan[];
}

/** Another lot goes in from here on: what is made is divided there. */
export function changeBody({ subject, step }: Opening, change: Change): ChangeLotBody {
  const { after, before, from, fromLocation, quantity, scans, to } = change;
  return {
    after,
    before,
    lot: subject.lot ?? "",
    new_location: to.location,
    new_lot: to.lot,
    old_location: fromLocation,
    old_lot: from,
    order: subject.order,
    quantity,
    scans,
    step: step.number,
  };
}

/** The compensation of a consumption: the whole of it did not go in, or is out again. */
export function takeBackBody(body: ConsumeMaterialBody): TakeBackBody {
  const { scans: _scans, ...same } = body;
  return { ...same, quantity: body.input_lot === null ? null : body.quantity };
}

export interface Keyed {
  readonly code: string;
  readonly unit: string;
  readonly value: string;
  readonly secondValue: string | null;
  readonly secondBadge: string | null;
}

export function readingBody(
  opening: Opening,
  keyed: Keyed,
  gauge: string | null,
): RecordReadingBody {
  const { code, unit, value, secondValue, secondBadge } = keyed;
  const second = { second_badge: secondBadge, second_value: secondValue };
  return {
    ...at(opening),
    code,
    gauge,
    message: null,
    source: "manual",
    unit,
    value,
    ...second,
  };
}

export interface Looked {
  readonly code: string;
  readonly passed: boolean;
  readonly defect: string | null;
  readonly document: string | null;
  readonly photos: readonly string[];
  readonly secondBadge: string | null;
}

export function checkBody(opening: Opening, looked: Looked): RecordCheckBody {
  const { secondBadge, ...seen } = looked;
  return { ...at(opening), ...seen, second_badge: secondBadge, text: "" };
}

export function blockedBody(
  opening: Opening,
  code: string,
  detail: string,
  scans: readonly Scan[],
): ReportBlockedBody {
  return { ...at(opening), code, detail: detail.slice(0, 200), scans };
}
