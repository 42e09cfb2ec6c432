/**
 * What pending changes of material show on the device: stock that went, lots that are new, units that are gone, steps
 * that are to be done again. New numbers are known once the server has answered.
 */

import type {
  ReworkLotBody,
  ReworkUnitBody,
  ScrapStockBody,
  ScrapUnitBody,
} from "../entries/bodies.ts";
import type { StepRunRow, UnitRow } from "../entries/floor-rows.ts";
import { changedBalance, toBaseQuantity } from "../entries/stock.ts";
import { negateDecimal } from "../sync/decimal.ts";
import type { Change, Lookup, Reducer } from "../sync/view.ts";
import { runChange, sources } from "./reduce.ts";
import { placeOf, subjectName } from "./subject.ts";

function likeLot(rows: Lookup, lot: string, number: string): Change[] {
  const whole = rows.get("lot", [lot])?.row;
  return whole === undefined ? [] : [{ kind: "lot", key: [number], row: { ...whole, number } }];
}

export const scrapStock: Reducer = (rows, { body: given, site }) => {
  const { lot, location, quantity } = given as unknown as ScrapStockBody;
  const base = toBaseQuantity(rows, rows.get("lot", [lot])?.row.item ?? "", quantity);
  const less = { ...base, value: negateDecimal(base.value) };
  return [changedBalance(rows, { site, lot, location }, less)];
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

function subject(lot: string | null, serial: string | null): string {
  return subjectName({ lot, serial });
}

function runsOf(rows: Lookup, order: string, name: string): readonly StepRunRow[] {
  return rows.find("step_run", "scope", `${order}|${name}`).map(({ row }) => row);
}

export const reworkLot: Reducer = (rows, entry) => {
  const { lot, order, output, step } = entry.body as unknown as ReworkLotBody;
  const name = subject(output, null);
  const behind = runsOf(rows, order, subject(lot, null))
    .filter((run) => run.step < step)
    .map((run): Change => {
      const row = { ...run, subject: name, scope: `${order}|${name}` };
      return { kind: "step_run", key: [order, String(run.step), name], row };
    });
  const open = runChange(
    rows,
    entry,
    placeOf(rows, { order, lot: output, serial: null }, step),
    () => ({}),
  );
  return [...likeLot(rows, lot, output), ...sources(rows, entry, output, lot), ...behind, open];
};

export const reworkUnit: Reducer = (rows, entry) => {
  const { order, serial, step } = entry.body as unknown as ReworkUnitBody;
  const item = rows.get("work_order", [order])?.row.item ?? "";
  const again = runsOf(rows, order, subject(null, serial))
    .filter((run) => run.step >= step)
    .map((run) =>
      runChange(rows, entry, placeOf(rows, { order, lot: null, serial }, run.step), () => ({
        status: "running",
        observed: [],
        failed: [],
        missing: [],
        started_at: entry.clock.wall,
        finished_at: null,
      })),
    );
  return [...unitChange(rows, item, serial, (unit) => ({ ...unit, status: "rework" })), ...again];
};
