/**
 * What the server will say to a record of a sterilisation load, as far as this device can know: shown before it is
 * recorded. Mirrors backend/production/rules/loads.py and load_members.py; both run tests/vectors/production/loads.json.
 */

import type {
  AdvanceLoadBody,
  OpenLoadBody,
  PutInLoadBody,
  RecordIndicatorBody,
  TakeFromLoadBody,
} from "../entries/bodies.ts";
import { unready } from "../entries/equipment-ready.ts";
import type { CycleRow, LoadMemberRow, LoadRow } from "../entries/load-rows.ts";
import { balancesOfLot, sumOf, upstreamHolds } from "../entries/on-hand.ts";
import type { LotRow } from "../entries/rows.ts";
import { toBaseQuantity } from "../entries/stock.ts";
import { addDecimals, compareDecimals } from "../sync/decimal.ts";
import type { Lookup } from "../sync/view.ts";
import type { Finding, Occasion } from "./finding.ts";
import { isDecided, PHASES } from "./load-phases.ts";
import { untrained } from "./readiness.ts";
import { boxIn } from "./reduce-loads.ts";
import { isDone, subjectName } from "./subject.ts";

/** What stops a person before it is recorded. */
export const STOPPING: ReadonlySet<string> = new Set([
  "EQUIPMENT_NOT_READY",
  "LOAD_CLOSED",
  "LOAD_EMPTY",
  "LOAD_LOT_AGAIN",
  "LOAD_LOT_ON_HOLD",
  "LOAD_LOT_STEPS_MISSING",
  "LOAD_OPERATOR_NOT_QUALIFIED",
]);

function about(load: string, code: string, detail: Readonly<Record<string, string>> = {}): Finding {
  return { code, detail: { load, ...detail } };
}

function cycleOf(rows: Lookup, load: LoadRow): CycleRow | undefined {
  return rows.get("cycle", [load.cycle, load.revision])?.row;
}

/** The person is not trained for the cycle, and first records something about the load. */
function operator(
  rows: Lookup,
  number: string,
  cycle: CycleRow | undefined,
  { badge, atMs }: Occasion,
): Finding[] {
  const skill = cycle?.skill ?? null;
  if (skill === null || rows.get("load", [number])?.row.people.includes(badge) === true) {
    return [];
  }
  const person = untrained(rows, badge, skill, atMs);
  return person === null ? [] : [about(number, "LOAD_OPERATOR_NOT_QUALIFIED", { person, skill })];
}

export function adviceOnOpen(rows: Lookup, body: OpenLoadBody, on: Occasion): Finding[] {
  const { chamber, load, revision } = body;
  if (rows.get("load", [load]) !== undefined) {
    return [about(load, "LOAD_THERE")];
  }
  const cycle = rows.get("cycle", [body.cycle, revision])?.row;
  const piece = rows.get("equipment", [chamber])?.row;
  const classes = { expected: cycle?.equipment_class ?? "", found: piece?.equipment_class ?? "" };
  const fits = cycle === undefined || piece === undefined || classes.expected === classes.found;
  return [
    ...(cycle === undefined ? [about(load, "CYCLE_UNKNOWN", { cycle: body.cycle, revision })] : []),
    ...(piece === undefined ? [about(load, "EQUIPMENT_UNKNOWN", { equipment: chamber })] : []),
    ...(fits ? [] : [about(load, "LOAD_CHAMBER_WRONG", { chamber, ...classes })]),
    ...operator(rows, load, cycle, on),
  ];
}

export function adviceOnPut(rows: Lookup, body: PutInLoadBody, on: Occasion): Finding[] {
  const { container, lot, quantity } = body;
  const load = rows.get("load", [body.load])?.row;
  if (load === undefined) {
    return [about(body.load, "LOAD_UNKNOWN")];
  }
  const box = boxIn(rows, body.load, container);
  if (box !== null) {
    const detail = { container: container ?? "", position: box.position };
    return [about(body.load, "LOAD_BOX_TWICE", detail)];
  }
  const known = rows.get("lot", [lot])?.row;
  const amount = toBaseQuantity(rows, known?.item ?? "", quantity);
  const unit = rows.get("item", [known?.item ?? ""])?.row.unit ?? amount.unit;
  if (amount.unit !== unit || compareDecimals(amount.value, "0") <= 0) {
    const detail = { lot, found: `${quantity.value} ${quantity.unit}`, why: "-" };
    return [about(body.load, "LOAD_QUANTITY_WRONG", detail)];
  }
  const late = load.status !== "building";
  return [
    ...(late ? [about(body.load, "LOAD_CLOSED", { lot, found: load.status })] : []),
    ...operator(rows, body.load, cycleOf(rows, load), on),
    ...aboutLot(rows, load, lot, known),
    ...aboutQuantity(rows, body, amount.value),
  ];
}

function aboutLot(rows: Lookup, load: LoadRow, lot: string, known: LotRow | undefined): Finding[] {
  if (known === undefined || known.stub) {
    return [about(load.number, "LOAD_LOT_UNKNOWN", { lot })];
  }
  const others = rows.find("load_member", "lot", lot).map(({ row }) => row.load);
  const before = new Set(others.filter((number) => number !== load.number)).size;
  const expected = cycleOf(rows, load)?.exposures ?? Number.POSITIVE_INFINITY;
  const detail = { lot, found: String(before), expected: String(expected) };
  return [
    ...onHold(rows, load, lot),
    ...stepsMissing(rows, load, lot),
    ...(before >= expected ? [about(load.number, "LOAD_LOT_AGAIN", detail)] : []),
  ];
}

function onHold(rows: Lookup, { number }: LoadRow, lot: string): Finding[] {
  const [first] = upstreamHolds(rows, lot);
  const { held = "", hold } = first ?? {};
  return hold === undefined
    ? []
    : [about(number, "LOAD_LOT_ON_HOLD", { lot, held, hold: hold.reason_code })];
}

/** Sterilisation is the step of its order whose equipment is of the cycle's class; those before it must be done. */
function stepsMissing(rows: Lookup, load: LoadRow, lot: string): Finding[] {
  const chamber = cycleOf(rows, load)?.equipment_class;
  const runs = rows.find("step_run", "subject", subjectName({ lot, serial: null }));
  const orders = [...new Set(runs.map(({ row }) => row.order))].toSorted();
  return orders.flatMap((order) => {
    const steps = rows.get("order_snapshot", [order])?.row.steps ?? [];
    const step = steps.find((each) => each.equipment_class === chamber);
    const whole = rows.find("step_run", "scope", `${order}|`);
    const counted = [...runs, ...whole].map(({ row }) => row).filter((run) => run.order === order);
    const done = new Set(counted.filter(isDone).map((run) => run.step));
    const missing = step?.predecessors.filter((number) => !done.has(number)) ?? [];
    const detail = { lot, order, step: String(step?.number), missing: missing.join(", ") };
    return missing.length === 0 ? [] : [about(load.number, "LOAD_LOT_STEPS_MISSING", detail)];
  });
}

function aboutQuantity(rows: Lookup, body: PutInLoadBody, value: string): Finding[] {
  const { container, load, lot, position } = body;
  const there = membersOf(rows, load).filter((member) => member.lot === lot);
  const same = there.find((member) => member.position === position);
  const inside = there.reduce((sum, { quantity }) => addDecimals(sum, quantity), value);
  const stock = balancesOfLot(rows, lot);
  const { value: all, unit } = sumOf(stock, body.quantity.unit);
  const more = stock.length > 0 && compareDecimals(inside, all) > 0;
  const again = same !== undefined && (container === null || (same.boxes ?? []).length === 0);
  const total = `${addDecimals(same?.quantity ?? "0", value)} ${unit}`;
  const measure = { found: `${inside} ${unit}`, expected: `${all} ${unit}` };
  return [
    ...(again ? [about(load, "LOAD_LOT_TWICE", { lot, position, found: total })] : []),
    ...(more ? [about(load, "LOAD_MORE_THAN_THERE", { lot, position, ...measure })] : []),
  ];
}

export function membersOf(rows: Lookup, load: string): readonly LoadMemberRow[] {
  return rows.find("load_member", "load", load).map(({ row }) => row);
}

export function adviceOnTake(rows: Lookup, body: TakeFromLoadBody, on: Occasion): Finding[] {
  const { container, lot, position } = body;
  const load = rows.get("load", [body.load])?.row;
  if (load === undefined) {
    return [about(body.load, "LOAD_UNKNOWN")];
  }
  const member = rows.get("load_member", [body.load, lot, position])?.row;
  const boxes = member?.boxes ?? [];
  const there = container === null || boxes.some((box) => box.container === container);
  if (member === undefined || !there) {
    return [about(body.load, "LOAD_NOT_IN", { lot, position })];
  }
  return load.status !== "building" && !member.late
    ? [about(body.load, "LOAD_FROZEN", { lot, found: load.status })]
    : operator(rows, body.load, cycleOf(rows, load), on);
}

export function adviceOnAdvance(rows: Lookup, body: AdvanceLoadBody, on: Occasion): Finding[] {
  const load = rows.get("load", [body.load])?.row;
  if (load === undefined) {
    return [about(body.load, "LOAD_UNKNOWN")];
  }
  const { phase } = body;
  const [at, to] = [PHASES.indexOf(load.status as typeof phase), PHASES.indexOf(phase)];
  if (isDecided(load) || to <= at) {
    return [about(body.load, "LOAD_PHASE_PAST", { found: load.status, phase })];
  }
  const skipped = { expected: PHASES[at + 1] ?? "", found: phase };
  const cold = ["aerating", "await_bi"].includes(phase);
  return [
    ...(to > at + 1 ? [about(body.load, "LOAD_PHASE_SKIPPED", skipped)] : []),
    ...(load.status === "building" ? atClosing(rows, load) : []),
    ...operator(rows, body.load, cycleOf(rows, load), on),
    ...(cold ? [] : chamberNotReady(rows, load, phase, on)),
  ];
}

function atClosing(rows: Lookup, load: LoadRow): Finding[] {
  const lots = [...new Set(membersOf(rows, load.number).map(({ lot }) => lot))].toSorted();
  return lots.length === 0
    ? [about(load.number, "LOAD_EMPTY")]
    : lots.flatMap((lot) => [...onHold(rows, load, lot), ...stepsMissing(rows, load, lot)]);
}

function chamberNotReady(rows: Lookup, load: LoadRow, phase: string, on: Occasion): Finding[] {
  const piece = rows.get("equipment", [load.chamber])?.row;
  const reasons = piece === undefined ? "" : unready(piece, on.atMs).join(", ");
  const detail = { equipment: load.chamber, step: phase, order: load.number, reasons };
  return reasons === "" ? [] : [about(load.number, "EQUIPMENT_NOT_READY", detail)];
}

export function adviceOnIndicator(
  rows: Lookup,
  body: RecordIndicatorBody,
  on: Occasion,
): Finding[] {
  const { act, indicator, kind } = body;
  const load = rows.get("load", [body.load])?.row;
  if (load === undefined) {
    return [about(body.load, "LOAD_UNKNOWN")];
  }
  const known = rows.get("load_indicator", [body.load, indicator])?.row;
  const fits = act === "placed" || (kind === "chemical") === act.endsWith("changed");
  if (!fits || (known?.kind ?? kind) !== kind) {
    const detail = { indicator, kind: known?.kind ?? kind, act };
    return [about(body.load, "INDICATOR_KIND_WRONG", detail)];
  }
  const lost = act !== "placed" && (known?.placed_at ?? null) === null;
  const grew =
    act === "growth" ? "INDICATOR_GREW" : act === "unchanged" ? "INDICATOR_UNCHANGED" : null;
  return [
    ...operator(rows, body.load, cycleOf(rows, load), on),
    ...(lost ? [about(body.load, "INDICATOR_NOT_PLACED", { indicator })] : []),
    ...(grew === null ? [] : [about(body.load, grew, { indicator })]),
  ];
}
