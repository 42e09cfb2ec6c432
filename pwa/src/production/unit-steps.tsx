/**
 * The steps that were done for one unit, as this computer knows them.
 */

import type { JSX } from "preact";
import type { StepRunRow } from "../entries/floor-rows.ts";
import type { Lookup } from "../sync/view.ts";
import { DataTable } from "../ui/data-table.tsx";
import { chipColumn, linkColumn, moment, orDash, textColumn } from "../ui/desk-cells.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import type { Column } from "../ui/table-view.ts";
import { ordersOfUnit } from "./rework.ts";

const STATUS = { running: "provisional", done: "ok", failed: "warn", skipped: "warn" } as const;

export interface UnitStepsProps {
  readonly rows: Lookup;
  readonly item: string;
  readonly serial: string;
}

export function UnitSteps({ rows, item, serial }: UnitStepsProps): JSX.Element {
  const { change, field, making } = d();
  const runs = ordersOfUnit(rows, item, serial)
    .flatMap(({ number }) => rows.find("step_run", "scope", `${number}|unit:${serial}`))
    .map(({ row }) => row)
    .toSorted((left, right) => left.step - right.step);
  const name = ({ order, step }: StepRunRow): string => {
    const steps = rows.get("order_snapshot", [order])?.row.steps ?? [];
    const known = steps.find(({ number }) => number === step);
    return known === undefined ? String(step) : `${step} ${localName(known)}`;
  };
  const columns: readonly Column<StepRunRow>[] = [
    textColumn("step", making.field.step(), name, { wraps: true }),
    linkColumn("order", change.rework.order(), ({ order }) => ({
      section: "work-orders",
      at: [order],
    })),
    chipColumn("status", field.status(), ({ status }) => [
      { status: STATUS[status], label: change.unit.runStatus[status]() },
    ]),
    textColumn("people", field.by(), ({ people }) => people.join(", ")),
    textColumn("from", field.at(), ({ started_at }) => moment(started_at)),
    textColumn("failed", making.order.verdict.fail(), ({ failed }) => orDash(failed.join(", "))),
  ];
  return (
    <DataTable
      label={change.unit.steps()}
      rows={runs}
      columns={columns}
      rowId={({ order, step }) => `${order}/${step}`}
      csvName={`steps-${serial}`}
      empty={<p>{change.unit.noSteps()}</p>}
    />
  );
}
