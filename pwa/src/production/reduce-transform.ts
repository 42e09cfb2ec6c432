/**
 * What pending changes of material show on the device: stock that went, lots that are new, units that are gone, steps
 * that are to be done again.
 */

import type {
  HoldUnitBody,
  MergeLotsBody,
  RelabelLotBody,
  RelabelUnitBody,
  ReworkLotBody,
  ReworkUnitBody,
  ScrapStockBody,
  ScrapUnitBody,
  TakeSampleBody,
} from "../entries/bodies.ts";
import type { Envelope } from "../entries/envelope.ts";
import type { StepRunRow, UnitRow } from "../entries/floor-rows.ts";
import { changedBalance, toBaseQuantity } from "../entries/stock.ts";
import { addDecimals, compareDecimals, negateDecimal } from "../sync/decimal.ts";
import type { Change, Lookup, Reducer } from "../sync/view.ts";
import { subjectName } from "./subject.ts";

interface Taken {
  readonly lot: string;
  readonly location: string;
  readonly quantity: ScrapStockBody["quantity"];
}

/** So much less of a lot where it stood; `into`: so much of another lot there instead. */
function moved(
  rows: Lookup,
  { site }: Envelope,
  { lot, location, quantity }: Taken,
  into?: { readonly lot: string; readonly location: string },
): Change[] {
  const base = toBaseQuantity(rows, rows.get("lot", [lot])?.row.item ?? "", quantity);
  const gone = changedBalance(
    rows,
    { site, lot, location },
    { ...base, value: negateDecimal(base.value) },
  );
  return into === undefined ? [gone] : [gone, changedBalance(rows, { site, ...into }, base)];
}

function likeLot(rows: Lookup, lot: string, number: string): Change[] {
  const whole = rows.get("lot", [lot])?.row;
  return whole === undefined ? [] : [{ kind: "lot", key: [number], row: { ...whole, number } }];
}

export const scrapStock: Reducer = (rows, entry) =>
  moved(rows, entry, entry.body as unknown as ScrapStockBody);

export const takeSample: Reducer = (rows, entry) => {
  const body = entry.body as unknown as TakeSampleBody;
  const { lot, sample, store, location } = body;
  return sample === null
    ? moved(rows, entry, body)
    : [
        ...likeLot(rows, lot, sample),
        ...moved(rows, entry, body, { lot: sample, location: store ?? location }),
      ];
};

export const relabelLot: Reducer = (rows, entry) => {
  const body = entry.body as unknown as RelabelLotBody;
  const { lot, output, location } = body;
  return [...likeLot(rows, lot, output), ...moved(rows, entry, body, { lot: output, location })];
};

export const mergeLots: Reducer = (rows, entry) => {
  const { lots, location, output } = entry.body as unknown as MergeLotsBody;
  const [first = ""] = lots;
  const stock = lots
    .flatMap((lot) => rows.find("balance", "lot", lot).map(({ row }) => row))
    .filter(({ quantity }) => compareDecimals(quantity, "0") !== 0);
  const gone = stock.map((row): Change => {
    return { kind: "balance", key: [row.lot, row.location], row: { ...row, quantity: "0" } };
  });
  const [some] = stock;
  const value = stock.reduce((sum, { quantity }) => addDecimals(sum, quantity), "0");
  const place = { site: entry.site, lot: output, location };
  const merged =
    some === undefined ? [] : [changedBalance(rows, place, { unit: some.unit, value })];
  return [...likeLot(rows, first, output), ...gone, ...merged];
};

function unitChange(
  rows: Lookup,
  item: string,
  serial: string,
  change: (unit: UnitRow) => UnitRow,
): Change[] {
  const unit = rows.get("unit", [item, serial])?.row;
  return unit === undefined ? [] : [{ kind: "unit", key: [item, serial], row: change(unit) }];
}

export const scrapUnit: Reducer = (rows, entry) => {
  const { item, serial } = entry.body as unknown as ScrapUnitBody;
  return unitChange(rows, item, serial, (unit) => ({ ...unit, status: "scrapped" }));
};

export const holdUnit: Reducer = (rows, entry) => {
  const { item, serial } = entry.body as unknown as HoldUnitBody;
  const hold = `${entry.id}/1`;
  return unitChange(rows, item, serial, (unit) => ({ ...unit, holds: [...unit.holds, hold] }));
};

export const relabelUnit: Reducer = (rows, entry) => {
  const { item, order, output, serial } = entry.body as unknown as RelabelUnitBody;
  const unit = rows.get("unit", [item, serial])?.row;
  if (unit === undefined) {
    return [];
  }
  const anew: Change = {
    kind: "unit",
    key: [item, output],
    row: { ...unit, serial: output, node: 0, root: 0 },
  };
  const gone = unitChange(rows, item, serial, (old) => ({ ...old, status: "void" }));
  return [
    anew,
    ...gone,
    ...(order === null ? [] : runsFor(rows, order, subject(null, serial), subject(null, output))),
  ];
};

function subject(lot: string | null, serial: string | null): string {
  return subjectName({ lot, serial });
}

function runsOf(rows: Lookup, order: string, name: string): readonly StepRunRow[] {
  return rows.find("step_run", "scope", `${order}|${name}`).map(({ row }) => row);
}

function runsFor(rows: Lookup, order: string, from: string, to: string): Change[] {
  return runsOf(rows, order, from).map((run) =>
    runChange({ ...run, subject: to, scope: `${order}|${to}` }),
  );
}

function runChange(run: StepRunRow): Change {
  return { kind: "step_run", key: [run.order, String(run.step), run.subject], row: run };
}

export const reworkLot: Reducer = (rows, entry) => {
  const { lot, order, output, step } = entry.body as unknown as ReworkLotBody;
  const name = subject(output, null);
  const behind = runsOf(rows, order, subject(lot, null))
    .filter((run) => run.step < step)
    .map((run) => runChange({ ...run, subject: name, scope: `${order}|${name}` }));
  const open: StepRunRow = {
    order,
    step,
    subject: name,
    scope: `${order}|${name}`,
    site: entry.site,
    status: "running",
    revision: "",
    equipment: [],
    people: [],
    observed: [],
    failed: [],
    consumed: [],
    unverified: false,
    started_at: entry.clock.wall,
    finished_at: null,
    missing: [],
  };
  return [...likeLot(rows, lot, output), ...behind, runChange(open)];
};

export const reworkUnit: Reducer = (rows, entry) => {
  const { order, serial, step } = entry.body as unknown as ReworkUnitBody;
  const item = rows.get("work_order", [order])?.row.item ?? "";
  const again = runsOf(rows, order, subject(null, serial))
    .filter((run) => run.step >= step)
    .map((run) =>
      runChange({
        ...run,
        status: "running",
        observed: [],
        failed: [],
        missing: [],
        started_at: entry.clock.wall,
        finished_at: null,
      }),
    );
  return [...unitChange(rows, item, serial, (unit) => ({ ...unit, status: "rework" })), ...again];
};
