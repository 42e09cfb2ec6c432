/**
 * Numbers at the desk: pools and prefixes with what is left of them, the forms that give out identifiers, what to void.
 */

import type { JSX } from "preact";
import type { DeskActs } from "../entries/desk-acts.ts";
import type { Lookup } from "../sync/view.ts";
import { number } from "../ui/amount.ts";
import { DataTable } from "../ui/data-table.tsx";
import { linkColumn, numberColumn, orDash, textColumn } from "../ui/desk-cells.tsx";
import { DeskList, type ListFrame } from "../ui/desk-list.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../ui/record-link.tsx";
import type { Column } from "../ui/table-view.ts";
import { AllocateForm } from "./allocate-form.tsx";
import { type NumbersView, type PoolLine, type PrefixLine, shapeOf } from "./numbers-view.ts";
import { Stranded } from "./stranded.tsx";

export interface NumberListProps {
  readonly view: NumbersView;
  readonly rows: Lookup;
  readonly frame: ListFrame;
  readonly acts: DeskActs;
}

export function NumberList({ view, rows, frame, acts }: NumberListProps): JSX.Element {
  const words = d().numbers;
  return (
    <>
      <DeskList
        title={d().frame.menu.numbers()}
        frame={frame}
        above={<p>{words.intro()}</p>}
        rows={view.pools}
        columns={poolColumns()}
        rowId={(row) => row.pool}
        href={(row) => recordHref("numbers", [row.pool])}
        csvName="numbers"
      />
      <Stranded lines={view.stranded} acts={acts} />
      <h2>{words.prefixes()}</h2>
      <DataTable
        label={words.prefixes()}
        rows={view.prefixes}
        columns={prefixColumns()}
        rowId={(row) => `${row.agency} ${row.prefix}`}
        empty={<p>{d().frame.noneYet()}</p>}
      />
      <div class="number-forms">
        <AllocateForm rows={rows} prefixes={view.prefixes} acts={acts} />
      </div>
    </>
  );
}

function poolColumns(): readonly Column<PoolLine>[] {
  const { numbers, field } = d();
  const open = (row: PoolLine): number => row.leased - row.used - row.voided;
  return [
    linkColumn("pool", numbers.pool(), (row) => ({
      section: "numbers",
      at: [row.pool],
      label: row.kind === "sscc" ? `${row.prefix} ${row.of}` : row.of,
    })),
    textColumn("kind", field.kind(), (row) => wordOf(numbers.kind, row.kind)),
    textColumn("item", field.item(), (row) => orDash(row.item), { hidden: true }),
    textColumn("how", numbers.how(), shapeOf),
    numberColumn("leased", numbers.leased(), (row) => row.leased),
    numberColumn("used", numbers.used(), (row) => row.used),
    numberColumn("voided", numbers.voided(), (row) => row.voided),
    numberColumn("open", numbers.open(), open, { hidden: true }),
    numberColumn("left", numbers.left(), (row) => row.left),
  ];
}

function prefixColumns(): readonly Column<PrefixLine>[] {
  const { numbers, field } = d();
  const left = ({ capacity, taken }: PrefixLine): string =>
    capacity === null ? "–" : numbers.leftOf(number(capacity - taken), number(capacity));
  return [
    textColumn("prefix", numbers.prefix(), (row) => row.prefix),
    textColumn("agency", field.agency(), (row) => row.agency),
    textColumn("issuedBy", numbers.issuedBy(), (row) => orDash(row.issued_by), { wraps: true }),
    textColumn("validFrom", numbers.validFrom(), (row) => row.valid_from),
    numberColumn("taken", numbers.taken(), (row) => row.taken),
    textColumn("left", numbers.left(), left, { align: "end" }),
  ];
}
