/**
 * Two revisions side by side: what was added, removed and changed, old to new.
 */

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { DataTable } from "../ui/data-table.tsx";
import { textColumn } from "../ui/desk-cells.tsx";
import { SelectField } from "../ui/field.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { StoredPicture } from "../ui/stored-picture.tsx";
import type { Column } from "../ui/table-view.ts";
import { compareRevisions, type Difference } from "./compare.ts";
import "./process.css";
import { type RevisionLine, revisionChip, valueText } from "./process-view.ts";

export interface ComparePanelProps {
  readonly shown: RevisionLine;
  /** Other revisions of the same kind and item. */
  readonly others: readonly RevisionLine[];
}

export function ComparePanel({ shown, others }: ComparePanelProps): JSX.Element {
  const { making } = d();
  const [chosen, setChosen] = useState(others[0]?.revision ?? "");
  const other = others.find(({ revision }) => revision === chosen);
  if (other === undefined) {
    return <p>{making.onlyOne()}</p>;
  }
  const found = compareRevisions(other, shown);
  return (
    <div class="process-compare">
      <SelectField
        label={making.compareWith()}
        hint={making.compareWhy()}
        value={chosen}
        options={others.map((each) => ({
          value: each.revision,
          label: `${each.revision} · ${revisionChip(each).label}`,
        }))}
        onChange={setChosen}
      />
      {found.length === 0 ? (
        <p>{making.same()}</p>
      ) : (
        <DataTable
          label={making.compare()}
          rows={found}
          columns={columns()}
          rowId={({ entity, key, field, change }) => [entity, ...key, field, change].join("/")}
          csvName={`compare-${shown.item}-${other.revision}-${shown.revision}`}
        />
      )}
    </div>
  );
}

function columns(): readonly Column<Difference>[] {
  const { making } = d();
  const field = ({ field: name }: Difference): string =>
    name === null ? "" : wordOf(making.field, name);
  return [
    textColumn("where", making.where(), ({ entity, key }) =>
      [making.entity[entity](), ...key].join(" "),
    ),
    textColumn("change", making.change(), (row) => `${making[row.change]()} ${field(row)}`.trim()),
    sideColumn("before", making.before(), ({ before }) => before),
    sideColumn("after", making.after(), ({ after }) => after),
  ];
}

/** What one of the two says; a picture is shown, and named by its hash in files. */
function sideColumn(
  id: string,
  header: string,
  said: (row: Difference) => string,
): Column<Difference> {
  const text = (row: Difference): string => valueText(said(row));
  const cell = (row: Difference): ComponentChildren =>
    row.field === "picture" && said(row) !== "" ? (
      <StoredPicture digest={said(row)} alt={header} missing={d().form.pictureMissing()} small />
    ) : (
      text(row)
    );
  return textColumn(id, header, text, { wraps: true, cell });
}
