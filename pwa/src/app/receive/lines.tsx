/**
 * Order lines, open ones first, and what was received in this delivery; a receipt opens for correction or undoing.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { OrderLineRow, ReceiptRow } from "../../entries/rows.ts";
import { toBaseQuantity } from "../../entries/stock.ts";
import { isComplete } from "../../receiving/questions.ts";
import type { ReceiveTask } from "../../receiving/task.ts";
import type { Lookup, Seen } from "../../sync/view.ts";
import { t } from "../../ui/i18n/catalogue.ts";
import { receiveWords } from "../../ui/i18n/receive/catalogue.ts";
import { Identifier } from "../../ui/identifier.tsx";
import { List, type ListRowProps } from "../../ui/list.tsx";
import { Quantity } from "../../ui/quantity.tsx";
import { useApp } from "../context.ts";
import { nameOf } from "../texts.ts";
import { ReceiptSheet } from "./receipt-sheet.tsx";
import type { ReceiveWork } from "./work.ts";

interface LinesProps {
  readonly task: ReceiveTask;
  readonly work: ReceiveWork;
}

export function LinesAndReceipts({ task, work }: LinesProps): JSX.Element {
  const { rows, revision } = useApp();
  const [open, setOpen] = useState<string | null>(null);
  const words = receiveWords();
  const drawn = revision.value >= 0;
  const lines = drawn && task.order !== null ? rows.find("order_line", "order", task.order) : [];
  const receipts = rows
    .find("receipt", "session", task.session)
    .toSorted((a, b) => b.row.id.localeCompare(a.row.id));
  return (
    <>
      {lines.length > 0 && (
        <>
          <h2 class="app-heading">{words.lines()}</h2>
          <List label={words.lines()} rows={lineRows(lines, rows)} />
        </>
      )}
      {receipts.length > 0 && (
        <>
          <h2 class="app-heading">{words.receipts()}</h2>
          <List
            label={words.receipts()}
            rows={receipts.map((receipt) => receiptRow(receipt, rows, setOpen))}
          />
        </>
      )}
      {open !== null && <ReceiptSheet receipt={open} work={work} onClose={() => setOpen(null)} />}
    </>
  );
}

function lineRows(lines: readonly Seen<OrderLineRow>[], rows: Lookup): ListRowProps[] {
  const sorted = lines
    .map(({ row }) => ({ row, done: isComplete(rows, row) }))
    .toSorted((a, b) => Number(a.done) - Number(b.done) || a.row.line - b.row.line);
  return sorted.map(({ row, done }) => {
    const item = rows.get("item", [row.item])?.row;
    const wanted = toBaseQuantity(rows, row.item, { unit: row.unit, value: row.quantity_expected });
    return {
      id: String(row.line),
      title: item === undefined ? row.item : nameOf(item),
      detail: <Identifier value={row.item} copyable={false} />,
      trailing: (
        <Quantity value={row.quantity_received} expected={wanted.value} unit={wanted.unit} />
      ),
      done,
    };
  });
}

function receiptRow(
  { row, provisional }: Seen<ReceiptRow>,
  rows: Lookup,
  open: (id: string) => void,
): ListRowProps {
  const item = rows.get("item", [row.item])?.row;
  const voided = row.status === "voided";
  return {
    id: row.id,
    title: <Identifier value={row.lot} copyable={false} />,
    detail: [item === undefined ? row.item : nameOf(item), row.supplier_lot ?? ""]
      .filter((part) => part !== "")
      .join(" · "),
    trailing: <Quantity value={row.quantity} unit={row.unit} />,
    status: provisional ? "provisional" : row.status === "unreconciled" ? "warn" : "quarantine",
    ...(voided ? { statusLabel: receiveWords().voided() } : {}),
    ...(provisional && !voided ? { statusLabel: t().status.onThisDevice() } : {}),
    done: voided,
    ...(voided ? {} : { onPress: () => open(row.id) }),
  };
}
