/**
 * The device identifiers of an item: which package carries which number, and what is in it.
 */

import type { JSX } from "preact";
import type { PublicationRow } from "../entries/identity-rows.ts";
import type { IdentifierRow, ItemRow } from "../entries/rows.ts";
import { DataTable } from "../ui/data-table.tsx";
import { chipColumn, textColumn } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { Identifier } from "../ui/identifier.tsx";
import { Quantity } from "../ui/quantity.tsx";
import type { Column } from "../ui/table-view.ts";

export interface IdentifierTableProps {
  readonly identifiers: readonly IdentifierRow[];
  readonly item: ItemRow;
  readonly publications: readonly PublicationRow[];
}

export function IdentifierTable({
  identifiers,
  item,
  publications,
}: IdentifierTableProps): JSX.Element {
  return (
    <DataTable
      label={d().frame.identifiers()}
      rows={identifiers}
      columns={columns(item, publications)}
      rowId={(row) => row.di}
      csvName={`identifiers-${item.number}`}
      empty={<p>{d().frame.noneYet()}</p>}
    />
  );
}

/** `NMPA: public since 2026-02-20, locked` */
function published(publications: readonly PublicationRow[], di: string): string {
  const { identity } = d();
  const told = publications
    .filter((row) => row.di === di)
    .map(({ regime, submitted_on, published_on }) =>
      published_on === null
        ? identity.submitted(regime, submitted_on)
        : identity.publicSince(regime, published_on),
    );
  return told.length === 0 ? "–" : told.join("; ");
}

function columns(
  item: ItemRow,
  publications: readonly PublicationRow[],
): readonly Column<IdentifierRow>[] {
  const { field, word } = d();
  const contained = (row: IdentifierRow): string =>
    row.contains === null ? "–" : `${row.quantity ?? "?"} × ${row.contains}`;
  return [
    {
      id: "di",
      header: field.identifier(),
      text: (row) => row.di,
      cell: (row) => <Identifier value={row.di} />,
    },
    textColumn("agency", field.agency(), (row) => row.agency),
    textColumn("level", field.level(), (row) => wordOf(word.level, row.level)),
    textColumn("contains", field.contains(), contained),
    {
      id: "base",
      header: field.baseQuantity(),
      align: "end",
      text: (row) => row.base_quantity,
      cell: (row) => <Quantity value={row.base_quantity} unit={item.unit} />,
    },
    textColumn("published", d().identity.published(), (row) => published(publications, row.di), {
      wraps: true,
    }),
    chipColumn("status", field.status(), (row) => [
      {
        status: row.status === "active" ? "ok" : "stop",
        label: wordOf(word.identifierStatus, row.status),
      },
    ]),
  ];
}
