/**
 * What became of everything that was begun, lot by lot, with the sum that must hold before the order closes.
 */

import type { JSX } from "preact";
import { amountText } from "../ui/amount.ts";
import { CodeNotice } from "../ui/code-notice.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { linkColumn, numberColumn } from "../ui/desk-cells.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import type { Column } from "../ui/table-view.ts";
import { BUCKETS, balanceOf, type OrderLine, sumOf } from "./order-view.ts";
import "./work-order.css";

export function Buckets({ order }: { readonly order: OrderLine }): JSX.Element {
  const words = d().making.order;
  const { accounts, unit } = order;
  if (accounts.length === 0) {
    return <p>{words.nothingBegun()}</p>;
  }
  const lots = [...new Set(accounts.map(({ lot }) => lot))];
  const balance = balanceOf(accounts);
  return (
    <>
      <DataTable
        label={words.buckets()}
        rows={lots}
        columns={columns(order)}
        rowId={(lot) => lot}
        csvName={`buckets-${order.number}`}
      />
      <p class="bucket-sum">{words.balanced(amountText({ value: balance.begun, unit }))}</p>
      {balance.negative && <CodeNotice status="stop" title={words.negative()} texts={[]} />}
      {!balance.closes && !balance.negative && (
        <CodeNotice
          status="warn"
          title={words.stillOpen(amountText({ value: balance.open, unit }))}
          texts={[]}
        />
      )}
    </>
  );
}

function columns({ accounts }: OrderLine): readonly Column<string>[] {
  const { field, making } = d();
  const of = (lot: string) => accounts.filter((each) => each.lot === lot);
  return [
    linkColumn("lot", field.lot(), (lot) => ({ section: "lots", at: [lot] })),
    numberColumn("begun", making.order.begun(), (lot: string) => sumOf(of(lot))),
    ...BUCKETS.map((bucket) =>
      numberColumn<string>(bucket, making.order.bucket[bucket](), (lot) => sumOf(of(lot), bucket)),
    ),
  ];
}
