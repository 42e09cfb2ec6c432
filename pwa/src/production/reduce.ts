/**
 * What pending records of steps show on the device: runs, what is being made, its holds, what was taken from stock.
 */

import type {
  ConsumeMaterialBody,
  FinishStepBody,
  OpenContainerBody,
  RecordCheckBody,
  RecordReadingBody,
  StartStepBody,
} from "../entries/bodies.ts";
import type { Envelope } from "../entries/envelope.ts";
import { factoryDay } from "../entries/factory-day.ts";
import type { StepRunRow } from "../entries/floor-rows.ts";
import type { LotRow } from "../entries/rows.ts";
import { changedBalance, toBaseQuantity } from "../entries/stock.ts";
import { negateDecimal } from "../sync/decimal.ts";
import type { Change, Lookup, Reducer } from "../sync/view.ts";
import {
  adviceOnCheck,
  adviceOnFinish,
  adviceOnReading,
  adviceOnStart,
  holdsWhatIsMade,
  wantedReading,
} from "./advice.ts";
import { adviceOnConsume, inputItem } from "./consume-advice.ts";
import type { Finding, Occasion } from "./finding.ts";
import { openingChange } from "./open-time.ts";
import { type Place, placeOf, type Subject, undoneBefore } from "./subject.ts";

type StepBody = Subject & { readonly step: number };

export function occasion({ auth, clock }: Envelope): Occasion {
  return { badge: auth.badge, atMs: Date.parse(clock.wall) };
}

export function withAll(known: readonly string[], ...more: readonly string[]): readonly string[] {
  return [...new Set([...known, ...more])];
}

/** The run as it is or begins now, with what the record adds to it. */
export function runChange(
  rows: Lookup,
  entry: Envelope,
  place: Place,
  change: (run: StepRunRow) => Partial<StepRunRow>,
): Change {
  const { subject, number, name, order, step } = place;
  const known: StepRunRow = place.run ?? {
    order: subject.order,
    step: number,
    subject: name,
    scope: `${subject.order}|${name}`,
    site: entry.site,
    status: "running",
    revision: order?.routing_revision ?? "",
    equipment: [],
    people: [],
    observed: [],
    failed: [],
    consumed: [],
    unverified: step !== null && undoneBefore(rows, subject, step).length > 0,
    started_at: entry.clock.wall,
    finished_at: null,
    missing: [],
  };
  const row = { ...known, people: withAll(known.people, entry.auth.badge), ...change(known) };
  return { kind: "step_run", key: [subject.order, String(number), name], row };
}

/** What makes order, lot and unit exist for what is recorded next. */
export function begun(rows: Lookup, entry: Envelope, place: Place): Change[] {
  const { order, subject, snapshot } = place;
  if (order === null) {
    return [];
  }
  const changes: Change[] = [];
  if (order.status === "released") {
    const row = { ...order, status: "in_progress" as const };
    changes.push({ kind: "work_order", key: [order.number], row });
  }
  const { lot, serial } = subject;
  const known = lot === null ? undefined : rows.get("lot", [lot])?.row;
  if (lot !== null && (known === undefined || known.stub)) {
    const row = madeLot(entry, lot, order.item, snapshot?.item_revision ?? "");
    changes.push({ kind: "lot", key: [lot], row });
  }
  const unit = serial === null ? undefined : rows.get("unit", [order.item, serial])?.row;
  if (serial !== null && (unit === undefined || unit.stub)) {
    const { item } = order;
    const fields = { item, serial, site: entry.site, lot, status: "built" };
    const row = { ...fields, node: 0, parent: null, root: 0, stub: false, holds: [] };
    changes.push({ kind: "unit", key: [item, serial], row });
  }
  return changes;
}

export function madeLot(
  entry: Envelope,
  number: string,
  item: string,
  item_revision: string,
): LotRow {
  return {
    number,
    site: entry.site,
    item,
    item_revision,
    supplier: null,
    supplier_lot: null,
    status: "quarantine",
    expiry: null,
    expiry_day_given: false,
    production: factoryDay(Date.parse(entry.clock.wall)),
    production_day_given: true,
    received_at: entry.clock.wall,
    stub: false,
    label_printed: 0,
  };
}

/** The hold that the server places with the deviation, on the lot or the unit that is being made. */
export function held(
  rows: Lookup,
  entry: Envelope,
  place: Place,
  findings: readonly Finding[],
  made: readonly Change[] = [],
): Change[] {
  const { lot, serial } = place.subject;
  const broken = findings.filter((each) => holdsWhatIsMade(rows, each));
  const begins = made.find((change): change is Change & { kind: "unit" } => change.kind === "unit");
  const unit = begins?.row ?? rows.get("unit", [place.order?.item ?? "", serial ?? ""])?.row;
  if (unit !== undefined && broken.length > 0) {
    const holds = withAll(unit.holds, ...broken.map((_, n) => `${entry.id}/${n}`));
    return [{ kind: "unit", key: [unit.item, unit.serial], row: { ...unit, holds } }];
  }
  if (lot === null || serial !== null) {
    return [];
  }
  return broken.map(({ code }, n) => {
    const id = `${entry.id}/${101 + n}`;
    const placed = { placed_by: entry.auth.badge, placed_at: entry.clock.wall, source: entry.id };
    const lifted = { lifted_at: null, lifted_by: null, lift_reason: null };
    const row = { id, site: entry.site, lot, reason_code: code, text: "", ...placed, ...lifted };
    return { kind: "hold", key: [id], row };
  });
}

/** A lot or unit that only now exists can be held only after it does. */
function together(
  rows: Lookup,
  entry: Envelope,
  place: Place,
  findings: readonly Finding[],
): Change[] {
  const made = begun(rows, entry, place);
  return [...made, ...held(rows, entry, place, findings, made)];
}

export const startStep: Reducer = (rows, entry) => {
  const body = entry.body as unknown as StartStepBody;
  const place = placeOf(rows, body, body.step);
  const joined = runChange(rows, entry, place, (run) => ({
    equipment: withAll(run.equipment, ...body.equipment),
    ...(place.run === null ? { revision: body.revision } : {}),
  }));
  const findings = adviceOnStart(rows, body, occasion(entry));
  return [...together(rows, entry, place, findings), joined];
};

export const consumeMaterial: Reducer = (rows, entry) => {
  const body = entry.body as unknown as ConsumeMaterialBody;
  const place = placeOf(rows, body, body.step);
  const item = inputItem(rows, body);
  const findings = adviceOnConsume(rows, body, occasion(entry));
  return [
    ...together(rows, entry, place, findings),
    runChange(rows, entry, place, (run) => ({ consumed: withAll(run.consumed, item) })),
    ...taken(rows, entry, body.input_lot, body.location, body.quantity, true),
    ...sources(rows, entry, body.serial === null ? body.lot : null, body.input_lot),
    ...openingChange(rows, entry, body.input_lot, item, "used"),
    ...openingChange(
      rows,
      entry,
      body.serial === null ? body.lot : null,
      place.order?.item ?? "",
      "mixed",
    ),
  ];
};

export const openContainer: Reducer = (rows, entry) => {
  const { lot } = entry.body as unknown as OpenContainerBody;
  return openingChange(rows, entry, lot, rows.get("lot", [lot])?.row.item ?? "", "opened");
};

/** What is in a lot, with one lot more or less; nothing where it is no lot, or was there. */
export function sources(
  rows: Lookup,
  entry: Envelope,
  lot: string | null,
  source: string | null,
  isIn = true,
): Change[] {
  if (lot === null || source === null) {
    return [];
  }
  const known = rows.get("lot_sources", [lot])?.row ?? {
    lot,
    site: entry.site,
    lots: [],
    loads: [],
  };
  const others = known.lots.filter((each) => each !== source);
  const row = { ...known, lots: isIn ? [...others, source] : others };
  return [{ kind: "lot_sources", key: [lot], row }];
}

/** The stock of a lot that lies in one known place, less (or plus) what went in (or came out). */
export function taken(
  rows: Lookup,
  entry: Envelope,
  lot: string | null,
  location: string | null,
  quantity: ConsumeMaterialBody["quantity"] | null,
  leaves: boolean,
): Change[] {
  if (lot === null || quantity === null) {
    return [];
  }
  const places = rows.find("balance", "lot", lot).map(({ row }) => row.location);
  const from = location ?? (places.length === 1 ? places[0] : undefined);
  if (from === undefined) {
    return [];
  }
  const item = rows.get("lot", [lot])?.row.item ?? "";
  const base = toBaseQuantity(rows, item, quantity);
  const value = leaves ? negateDecimal(base.value) : base.value;
  return [changedBalance(rows, { site: entry.site, lot, location: from }, { ...base, value })];
}

function observed(
  rows: Lookup,
  entry: Envelope,
  body: StepBody & { readonly code: string; readonly unit?: string },
  findings: readonly Finding[],
): Change[] {
  const { code, lot, order, serial, step, unit } = body;
  const place = placeOf(rows, body, step);
  const judged = unit === undefined || wantedReading(place, code)?.unit === unit;
  const failed = findings.some(
    (each) => each.code === "READING_OUT_OF_LIMIT" || each.code === "CHECK_FAILED",
  );
  const noted = runChange(rows, entry, place, (run) => ({
    observed: judged ? withAll(run.observed, code) : run.observed,
    failed: failed ? [...run.failed, code] : run.failed,
  }));
  const id = `${entry.id}/1`;
  const row = { id, lot, order, serial, step, code, failed };
  return [...together(rows, entry, place, findings), noted, { kind: "observed", key: [id], row }];
}

export const recordReading: Reducer = (rows, entry) => {
  const body = entry.body as unknown as RecordReadingBody;
  return observed(rows, entry, body, adviceOnReading(rows, body, occasion(entry)));
};

export const recordCheck: Reducer = (rows, entry) => {
  const body = entry.body as unknown as RecordCheckBody;
  return observed(rows, entry, body, adviceOnCheck(rows, body, occasion(entry)));
};

export const finishStep: Reducer = (rows, entry) => {
  const body = entry.body as unknown as FinishStepBody;
  const place = placeOf(rows, body, body.step);
  const findings = adviceOnFinish(rows, body, occasion(entry));
  const missing = findings.find(({ code }) => code === "STEP_INCOMPLETE");
  const ended = runChange(rows, entry, place, ({ failed }) => ({
    status: failed.length > 0 ? "failed" : "done",
    finished_at: entry.clock.wall,
    missing: missing?.detail.missing?.split(", ") ?? [],
  }));
  return [...together(rows, entry, place, findings), ended];
};
