/**
 * What a work order's card says: steps, quantities, readings, deviations, what it is bound to, what may be decided.
 */

import type { ComponentChildren, JSX } from "preact";
import type { DeskActs } from "../entries/desk-acts.ts";
import { amountText } from "../ui/amount.ts";
import { DataTable } from "../ui/data-table.tsx";
import { chipColumn, linkColumn, moment, orDash, textColumn } from "../ui/desk-cells.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import type { Card } from "../ui/record-card.tsx";
import type { Fact } from "../ui/record-header.tsx";
import { RecordLink } from "../ui/record-link.tsx";
import type { Column } from "../ui/table-view.ts";
import { CountForm } from "./count-form.tsx";
import { deviationColumns } from "./deviation-columns.tsx";
import { Buckets } from "./order-buckets.tsx";
import { OrderDecide } from "./order-decide.tsx";
import {
  type DeviationLine,
  type OrderCardView,
  type OrderLine,
  orderChip,
  type ReadingLine,
  subjectText,
  verdictChip,
} from "./order-view.ts";
import { spanText } from "./serial-spans.ts";
import { StepMatrix } from "./step-matrix.tsx";

export interface OrderCardWish {
  readonly view: OrderCardView;
  readonly acts: DeskActs;
  /** What another capability shows of it. */
  readonly charts: () => ComponentChildren;
  readonly bound: () => ComponentChildren;
}

export function workOrderCard({ view, acts, charts, bound }: OrderCardWish): Card {
  const { making } = d();
  const words = making.order;
  const { order, deviations } = view;
  return {
    identity: order.number,
    name: `${order.item} · ${localName(order)}`,
    chips: [
      orderChip(order),
      ...(order.open_deviations > 0
        ? [{ status: "warn" as const, label: `${words.deviations()}: ${order.open_deviations}` }]
        : []),
    ],
    facts: facts(order),
    parts: [
      { id: "steps", label: words.steps(), content: () => <StepMatrix view={view} /> },
      {
        id: "buckets",
        label: words.buckets(),
        content: () => (
          <div class="bucket-forms">
            <Buckets order={order} />
            {(order.status === "released" || order.status === "in_progress") && (
              <CountForm order={order} acts={acts} />
            )}
          </div>
        ),
      },
      { id: "readings", label: words.readings(), content: () => <Readings view={view} /> },
      { id: "charts", label: words.charts(), content: charts },
      {
        id: "deviations",
        label: words.deviation(),
        count: deviations.length,
        content: () => <Deviations deviations={deviations} />,
      },
      { id: "bound", label: words.bound(), content: bound },
      { id: "decide", label: making.decide(), content: () => <OrderDecide {...{ order, acts }} /> },
    ],
  };
}

function facts(order: OrderLine): readonly Fact[] {
  const { field, making } = d();
  const words = making.order;
  const revision = (kind: string, of: string): ComponentChildren =>
    of === "" ? "–" : <RecordLink section="processes" at={[kind, order.item, of]} label={of} />;
  return [
    { label: field.quantity(), value: amountText({ value: order.quantity, unit: order.unit }) },
    { label: words.structure(), value: revision("structure", order.structure_revision) },
    { label: words.routing(), value: revision("routing", order.routing_revision) },
    { label: words.lots(), value: orDash(order.lots.join(", ")) },
    ...(order.serials.length === 0
      ? []
      : [{ label: d().serials.title(), value: order.serials.map(spanText).join(", ") }]),
    { label: words.output(), value: order.output_location },
    { label: field.due(), value: orDash(order.due) },
    {
      label: words.releasedBy(),
      value:
        order.released_by === null ? "–" : `${order.released_by} · ${moment(order.released_at)}`,
    },
  ];
}

function Readings({ view }: { readonly view: OrderCardView }): JSX.Element {
  const { making, field } = d();
  const words = making.order;
  const columns: readonly Column<ReadingLine>[] = [
    textColumn("step", making.field.step(), ({ step }) => String(step), { align: "end" }),
    textColumn("code", making.field.code(), ({ code }) => code),
    textColumn("subject", words.subject(), ({ subject }) => subjectText(subject)),
    textColumn("value", words.value(), readingText, { align: "end" }),
    chipColumn("verdict", field.status(), ({ verdict, corrected_by }) => [
      verdictChip(verdict),
      ...(corrected_by === null ? [] : [{ status: "warn" as const, label: words.corrected() }]),
    ]),
    textColumn("by", field.by(), ({ by }) => by),
    textColumn("at", field.at(), ({ at }) => moment(at)),
  ];
  return (
    <>
      {view.readings_total > view.readings.length && (
        <p>{words.latestOf(view.readings.length, view.readings_total)}</p>
      )}
      <DataTable
        label={words.readings()}
        rows={view.readings}
        columns={columns}
        rowId={({ id }) => id}
        csvName={`readings-${view.order.number}`}
        empty={<p>{words.nothingDone()}</p>}
      />
    </>
  );
}

function readingText({ value, unit, passed }: ReadingLine): string {
  if (value !== null) {
    return amountText({ value, unit: unit ?? "" });
  }
  return passed === true ? d().making.value.yes() : d().making.value.no();
}

function Deviations({ deviations }: { readonly deviations: readonly DeviationLine[] }) {
  const { making, field } = d();
  const words = making.order;
  const columns: readonly Column<DeviationLine>[] = [
    textColumn("number", field.number(), ({ number }) => number),
    textColumn("step", making.field.step(), ({ step }) => (step === null ? "–" : String(step))),
    linkColumn("subject", words.subject(), (row) =>
      row.subject_kind === "lot" ? { section: "lots", at: [row.subject_key] } : null,
    ),
    ...deviationColumns(),
  ];
  return (
    <DataTable
      label={words.deviation()}
      rows={deviations}
      columns={columns}
      rowId={({ number }) => number}
      csvName="deviations"
      empty={<p>{d().frame.noneYet()}</p>}
    />
  );
}
