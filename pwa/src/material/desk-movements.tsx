/**
 * The stock ledger of a lot, line by line and oldest first, as `GET /lots/{number}/movements` tells it.
 */

import type { JSX } from "preact";
import type { Lookup } from "../sync/view.ts";
import { DataTable } from "../ui/data-table.tsx";
import { amountColumn, deviceText, moment, orDash, textColumn } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { Identifier } from "../ui/identifier.tsx";
import { localName } from "../ui/local-name.ts";
import type { Column } from "../ui/table-view.ts";

export interface MovementLine {
  readonly id: string;
  readonly kind: string;
  /** Null: outside the company's stock. */
  readonly from_location: string | null;
  readonly to_location: string | null;
  readonly quantity: string;
  readonly unit: string;
  readonly entry: string;
  readonly device: string;
  readonly by: string;
  readonly occurred_at: string;
  readonly received_at: string;
}

export interface MovementPage {
  readonly lot: string;
  readonly position: number;
  readonly more: boolean;
  readonly movements: readonly MovementLine[];
}

export interface MovementTableProps {
  readonly rows: Lookup;
  readonly page: MovementPage;
}

export function MovementTable({ rows, page }: MovementTableProps): JSX.Element {
  const { field, frame, log, word } = d();
  const columns: readonly Column<MovementLine>[] = [
    textColumn("kind", field.movement(), (row) => wordOf(word.movementKind, row.kind)),
    textColumn("from", field.from(), (row) => row.from_location ?? field.outside()),
    textColumn("to", field.to(), (row) => row.to_location ?? field.outside()),
    amountColumn("quantity", field.quantity(), ({ quantity, unit }) => ({ value: quantity, unit })),
    textColumn("occurred", log.occurred(), (row) => moment(row.occurred_at)),
    textColumn("received", log.received(), (row) => moment(row.received_at)),
    textColumn("by", field.by(), (row) => person(rows, row.by)),
    textColumn("device", field.device(), (row) =>
      deviceText(row.device, rows.get("device", [row.device])?.row.code),
    ),
    {
      id: "entry",
      header: log.entry(),
      text: (row) => row.entry,
      cell: (row) => <Identifier value={row.entry} />,
    },
  ];
  return (
    <DataTable
      label={frame.movements()}
      rows={page.movements}
      columns={columns}
      rowId={(row) => row.id}
      csvName={`movements-${page.lot}`}
      asOf={log.upTo(page.position)}
      empty={<p>{frame.noneYet()}</p>}
    />
  );
}

function person(rows: Lookup, badge: string): string {
  const known = rows.find("person", "badge", badge)[0]?.row;
  return known === undefined ? orDash(badge) : `${localName(known)} (${badge})`;
}
