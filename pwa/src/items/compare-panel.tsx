/**
 * Two revisions side by side: what was added, removed and changed, old to new.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { DataTable } from "../ui/data-table.tsx";
import { textColumn } from "../ui/desk-cells.tsx";
import { SelectField } from "../ui/field.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { StoredPicture } from "../ui/stored-picture.tsx";
import type { Column } from "../ui/table-view.ts";
import { apart, compareRevisions, type Difference, type Fields, type Pieces } from "./compare.ts";
import "./process.css";
import { fieldText, type RevisionLine, revisionChip } from "./process-view.ts";

export interface ComparePanelProps {
  readonly shown: RevisionLine;
  /** Other revisions of the same kind and item. */
  readonly others: readonly RevisionLine[];
}

export function ComparePanel({ shown, others }: ComparePanelProps): JSX.Element {
  const { making } = d();
  const [chosen, setChosen] = useState((before(shown, others) ?? others[0])?.revision ?? "");
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
          rowId={rowId}
          csvName={`compare-${shown.item}-${other.revision}-${shown.revision}`}
        />
      )}
    </div>
  );
}

/** The one in use when this was drafted: what it was most likely made from. */
function before(
  { drafted_at }: RevisionLine,
  others: readonly RevisionLine[],
): RevisionLine | undefined {
  return others
    .filter((each) => each.approved_at !== null && each.approved_at < drafted_at)
    .toSorted((left, right) => ((left.approved_at ?? "") < (right.approved_at ?? "") ? 1 : -1))[0];
}

function rowId(row: Difference): string {
  return [row.entity, ...row.key, row.change === "changed" ? row.field : row.change].join("/");
}

function columns(): readonly Column<Difference>[] {
  const { making } = d();
  return [
    textColumn("where", making.where(), whereText, { wraps: true }),
    textColumn("change", making.change(), changeText, { wraps: true }),
    sideColumn("before", making.before(), 0),
    sideColumn("after", making.after(), 1),
  ];
}

/** `Step 90 · Form and seal`, `Parameter 90 SEAL_TEMP · Seal temperature`. */
function whereText({ entity, key, named }: Difference): string {
  const place = [d().making.entity[entity](), ...key].join(" ");
  return named === null ? place : `${place} · ${localName(named)}`;
}

function changeText(row: Difference): string {
  const { making } = d();
  const word = making[row.change]();
  return row.change === "changed" ? `${word} · ${wordOf(making.field, row.field)}` : word;
}

/** What one of the two says; a picture is shown, and named by its hash in files. */
function sideColumn(id: string, header: string, side: 0 | 1): Column<Difference> {
  return textColumn<Difference>(id, header, (row) => sideText(row, side), {
    wraps: true,
    cell: (row) => <Side row={row} side={side} header={header} />,
  });
}

interface SideProps {
  readonly row: Difference;
  readonly side: 0 | 1;
  readonly header: string;
}

function Side({ row, side, header }: SideProps): JSX.Element {
  if (row.change !== "changed") {
    return side === (row.change === "added" ? 1 : 0) ? (
      <Whole content={row.content} />
    ) : (
      <span>–</span>
    );
  }
  const said = side === 0 ? row.before : row.after;
  if (row.field === "picture") {
    return <Picture digest={said} alt={header} />;
  }
  const texts = [fieldText(row.field, row.before), fieldText(row.field, row.after)] as const;
  const long = row.field.startsWith("instruction_") && row.before !== "" && row.after !== "";
  return long ? <Marked pieces={apart(...texts)[side]} /> : <span>{texts[side]}</span>;
}

/** All that a part says which is new or gone, with what each value is. */
function Whole({ content }: { readonly content: Fields }): JSX.Element {
  return (
    <dl class="process-whole">
      {Object.entries(content).map(([field, value]) => (
        <div key={field}>
          <dt>{wordOf(d().making.field, field)}</dt>
          <dd>
            {field === "picture" ? (
              <Picture digest={value} alt={d().making.field.picture()} />
            ) : (
              fieldText(field, value)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Marked({ pieces: [head, middle, tail] }: { readonly pieces: Pieces }): JSX.Element {
  return (
    <span class="process-text">
      {head}
      {middle !== "" && <mark>{middle}</mark>}
      {tail}
    </span>
  );
}

interface PictureProps {
  readonly digest: string;
  readonly alt: string;
}

function Picture({ digest, alt }: PictureProps): JSX.Element {
  return digest === "" ? (
    <span>–</span>
  ) : (
    <StoredPicture digest={digest} alt={alt} missing={d().form.pictureMissing()} small />
  );
}

function sideText(row: Difference, side: 0 | 1): string {
  if (row.change === "changed") {
    return fieldText(row.field, side === 0 ? row.before : row.after);
  }
  const told = Object.entries(row.content).map(
    ([field, value]) => `${wordOf(d().making.field, field)}: ${fieldText(field, value)}`,
  );
  return side === (row.change === "added" ? 1 : 0) ? told.join("; ") : "–";
}
