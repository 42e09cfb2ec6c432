/**
 * The parts of an answer as tables: lots with their accounts, units, and the steps of what was made.
 */

import type { JSX } from "preact";
import { amountText } from "../ui/amount.ts";
import { DataTable } from "../ui/data-table.tsx";
import { amountColumn, chipColumn, moment, orDash, textColumn } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { RecordLink } from "../ui/record-link.tsx";
import type { Column } from "../ui/table-view.ts";
import type { LotFound, Made, Read, StepDone, TraceAnswer } from "./answer.ts";
import { placesText } from "./in-stock.ts";
import { statusOf, statusWordOf } from "./status-of.ts";

export function LotTable({ lots }: { readonly lots: readonly LotFound[] }): JSX.Element {
  const { field, trace } = d();
  const columns: readonly Column<LotFound>[] = [
    {
      id: "number",
      header: field.lot(),
      text: (row) => row.number,
      cell: (row) =>
        row.kind === "lot" ? <RecordLink section="lots" at={[row.number]} /> : row.number,
    },
    textColumn("item", field.item(), (row) => row.item),
    textColumn("name", field.name(), (row) => localName(row), { wraps: true }),
    chipColumn("status", field.status(), (row) => {
      const status = statusOf(row);
      return status === null ? [] : [{ status, label: statusWordOf(row) }];
    }),
    textColumn("supplier", field.supplier(), (row) => orDash(row.supplier)),
    textColumn("supplierLot", field.supplierLot(), (row) => orDash(row.supplier_lot)),
    textColumn("exact", trace.granularity.exact(), (row) => trace.granularity[row.granularity]()),
    amountColumn("onHand", trace.onHand(), ({ on_hand, unit }) => ({ value: on_hand, unit })),
    textColumn("places", trace.places(), (row) => orDash(placesText(row.places)), { wraps: true }),
    textColumn("accounts", trace.accounts(), accountsText, { wraps: true }),
  ];
  return (
    <DataTable
      label={trace.tabLots()}
      rows={lots}
      columns={columns}
      rowId={(row) => `${row.kind}/${row.number}`}
      empty={<p>{trace.nothingBehind()}</p>}
    />
  );
}

function accountsText({ accounts, unit }: LotFound): string {
  return Object.entries(accounts)
    .map(
      ([kind, quantity]) =>
        `${wordOf(d().trace.account, kind)} ${amountText({ value: quantity, unit })}`,
    )
    .join(", ");
}

/** Counted by item and state: each one is in the CSV, and in the tree. */
export function UnitTable({ answer }: { readonly answer: TraceAnswer }): JSX.Element {
  const { field, trace } = d();
  const rows =
    answer.direction === "forward"
      ? answer.units
      : answer.inside.map(({ item, serial }) => ({ item, status: "", count: 1, serial }));
  type UnitRow = (typeof rows)[number];
  const serial = (row: UnitRow): string => ("serial" in row ? String(row.serial) : "");
  const columns: readonly Column<UnitRow>[] = [
    textColumn("item", field.item(), (row) => row.item),
    textColumn("serial", trace.kind.unit(), serial),
    textColumn("status", field.status(), (row) => statusWordOf({ ...row, held: false })),
    textColumn("count", field.quantity(), (row) => String(row.count), { align: "end" }),
  ];
  return (
    <DataTable
      label={trace.tabUnits()}
      rows={rows}
      columns={columns}
      rowId={(row) => `${row.item}/${serial(row)}/${row.status}`}
      empty={<p>{trace.nothingBehind()}</p>}
    />
  );
}

export function MakingTables({ made }: { readonly made: readonly Made[] }): JSX.Element {
  const words = d().trace;
  if (made.length === 0) {
    return <p>{words.noMaking()}</p>;
  }
  return (
    <div class="trace-making">
      {made.map((each) => (
        <section key={`${each.order} ${each.subject}`}>
          <h2>{madeName(each)}</h2>
          <StepTable made={each} />
        </section>
      ))}
    </div>
  );
}

function madeName({ subject, order }: Made): string {
  const words = d().trace;
  return subject === ""
    ? words.orderWork(order)
    : words.madeBy(subject.replace(/^(lot|unit):/, ""), order);
}

function StepTable({ made }: { readonly made: Made }): JSX.Element {
  const words = d().trace;
  const columns: readonly Column<StepDone>[] = [
    textColumn("step", words.step(), (row) => `${row.number} ${localName(row)}`, { wraps: true }),
    chipColumn("status", words.column.status(), (row) => [
      {
        status: row.status === "failed" ? "stop" : row.status === "done" ? "ok" : "provisional",
        label: wordOf(words.stepStatus, row.status),
      },
      ...(row.unverified ? [{ status: "warn", label: words.outOfSequence() } as const] : []),
    ]),
    textColumn("people", words.people(), (row) => row.people.join(", ")),
    textColumn("equipment", words.equipment(), (row) => orDash(row.equipment.join(", "))),
    textColumn("revision", words.revision(), (row) => orDash(row.revision)),
    {
      id: "values",
      header: words.values(),
      wraps: true,
      text: (row) => valueLines(row).join("; "),
      cell: (row) => <Values step={row} />,
    },
    textColumn("documents", words.documents(), documentsOf, { wraps: true }),
    textColumn(
      "times",
      words.times(),
      (row) => `${moment(row.started_at)} – ${moment(row.finished_at)}`,
    ),
  ];
  return (
    <DataTable
      label={madeName(made)}
      rows={made.steps}
      columns={columns}
      rowId={(row) => String(row.number)}
      csvName={`steps-${made.order}-${made.subject}`}
    />
  );
}

function valueLine({ code, count, low, high, unit }: Read): string {
  const words = d().trace;
  if (low === null) {
    return words.checks(code, count);
  }
  const span = low === high ? low : `${low} – ${high}`;
  return words.value(code, count, `${span} ${unit ?? ""}`.trim());
}

function failedLines({ failed }: StepDone): readonly string[] {
  return failed.map(({ code, value, unit, defect, by, at }) =>
    d().trace.failed(code, [value, unit, defect].filter(Boolean).join(" "), by, moment(at)),
  );
}

function valueLines(step: StepDone): readonly string[] {
  const missing = step.missing.length === 0 ? [] : [d().trace.missing(step.missing.join(", "))];
  return [...step.read.map(valueLine), ...failedLines(step), ...missing];
}

function Values({ step }: { readonly step: StepDone }): JSX.Element {
  const bad = new Set([...failedLines(step), ...valueLines(step).slice(step.read.length)]);
  return (
    <ul class="trace-values">
      {valueLines(step).map((line) => (
        <li key={line} data-bad={bad.has(line)}>
          {line}
        </li>
      ))}
    </ul>
  );
}

function documentsOf({ document, read }: StepDone): string {
  const all = [document, ...read.flatMap(({ documents }) => documents)].filter(
    (each) => each !== null,
  );
  return orDash([...new Set(all)].join(", "));
}
